import { createRoot } from "react-dom/client";
import type { PaneConfig } from "../../shared/contracts/page-config.ts";
import type { Language } from "../../shared/lifecycle.ts";
import { createApiClient } from "../../ui/api-client.ts";
import { languageOf } from "../../ui/text.ts";
import { officeMailbox } from "../outlook/office-mailbox.ts";
import { outlookSignIn } from "../outlook/sign-in.ts";
import { createPane } from "./controller.ts";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { Pane } from "./Pane.tsx";
import { keepTabInPane } from "./tab-key.ts";
import { loadTexts, paneTexts } from "./texts.ts";
import { loadTheme } from "./themes.ts";

const config = JSON.parse(document.getElementById("config")?.textContent ?? "{}") as PaneConfig;
const language = languageOf(document.documentElement.lang) ?? languageOf(navigator.language) ?? "en";

const mailbox = officeMailbox();
const dark = mailbox.isDark();
const prepare = async (language: Language, dark: boolean) => {
  await Promise.all([loadTexts(language), loadTheme(dark)]);
};
/** Which Outlook this is; known once the first look stands, long before anything is reported. */
let told: Record<string, string> = {};
const signIn = outlookSignIn(config, mailbox);
const pane = createPane(
  {
    mailbox,
    signIn,
    api: createApiClient({
      authorize: (again) => signIn.token({ again }),
      headers: () => ({ "Accept-Language": pane.store.get().language, ...told }),
    }),
    storage: localStorage,
    now: () => Date.now(),
    newId: () => crypto.randomUUID(),
    later: (callback, milliseconds) => void setTimeout(callback, milliseconds),
    visible: () => document.visibilityState === "visible",
    prepare,
  },
  { language, dark },
);

async function open(root: HTMLElement): Promise<void> {
  keepTabInPane(document);
  const started = pane.start();
  await prepare(language, dark).catch(() => undefined);
  const t = paneTexts(language);
  createRoot(root).render(
    <ErrorBoundary text={t("kept.server")} again={t("silent.reload")}>
      <Pane pane={pane} />
    </ErrorBoundary>,
  );
  await started;
  const wake = () => {
    if (document.visibilityState === "visible") void pane.wake();
  };
  addEventListener("online", wake);
  document.addEventListener("visibilitychange", wake);
  // While the first look is being read; later looks then come without a pause, and without a connection.
  await import("./looks/late.tsx").catch(() => undefined);
  await import("../outlook/client-header.ts").then(
    ({ clientHeaders }) => (told = clientHeaders("pane")),
    () => undefined,
  );
}

const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root.");
void open(root);
