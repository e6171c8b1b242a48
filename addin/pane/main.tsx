import { createRoot } from "react-dom/client";
import type { PaneConfig } from "../../shared/contracts/page-config.ts";
import { createApiClient } from "../../ui/api-client.ts";
import { languageOf } from "../../ui/text.ts";
import { officeMailbox } from "../outlook/office-mailbox.ts";
import { nestedSignIn } from "../outlook/sign-in.ts";
import { createPane } from "./controller.ts";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { Pane } from "./Pane.tsx";
import { paneTexts } from "./texts.ts";

const config = JSON.parse(document.getElementById("config")?.textContent ?? "{}") as PaneConfig;
const language = languageOf(document.documentElement.lang) ?? languageOf(navigator.language) ?? "en";

const mailbox = officeMailbox();
const signIn = nestedSignIn(config, mailbox);
const pane = createPane(
  {
    mailbox,
    signIn,
    api: createApiClient({
      authorize: (again) => signIn.token({ again }),
      headers: () => ({ "Accept-Language": pane.store.get().language }),
    }),
    storage: localStorage,
    now: () => Date.now(),
    newId: () => crypto.randomUUID(),
    later: (callback, milliseconds) => void setTimeout(callback, milliseconds),
    visible: () => document.visibilityState === "visible",
  },
  language,
);

const root = document.getElementById("root");
if (!root) throw new Error("The page has no #root.");
const t = paneTexts(language);
createRoot(root).render(
  <ErrorBoundary text={t("kept.server")} again={t("silent.reload")}>
    <Pane pane={pane} />
  </ErrorBoundary>,
);

void pane.start().then(() => {
  const wake = () => {
    if (document.visibilityState === "visible") void pane.wake();
  };
  addEventListener("online", wake);
  document.addEventListener("visibilitychange", wake);
  // While the first look is being read; later looks then come without a pause, and without a connection.
  void import("./looks/late.tsx").catch(() => undefined);
});
