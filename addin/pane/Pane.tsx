import { FluentProvider, makeStyles } from "@fluentui/react-components";
import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { tokens } from "../../ui/tokens.ts";
import { drawingVariables } from "../../ui/drawing-variables.ts";
import type { Pane as PaneCore } from "./controller.ts";
import { type Look, chooseLook } from "./look.ts";
import { Closed } from "./looks/Closed.tsx";
import { Join } from "./looks/Join.tsx";
import { Kept } from "./looks/Kept.tsx";
import { Report } from "./looks/Report.tsx";
import { NoMail, Sending, Starting, Trouble } from "./looks/simple.tsx";
import { Welcome } from "./looks/Welcome.tsx";
import { PaneContext, type PaneView } from "./pane-context.ts";
import { Footer } from "./parts/Footer.tsx";
import { Header } from "./parts/Header.tsx";
import { WaitingReports } from "./parts/WaitingReports.tsx";
import { paneTexts } from "./texts.ts";
import { themeOf } from "./themes.ts";

const Late = lazy(() => import("./looks/late.tsx"));

const useStyles = makeStyles({
  pane: {
    display: "flex",
    flexDirection: "column",
    height: "100dvh",
    minWidth: 0,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  main: {
    flex: "1 1 0",
    minHeight: 0,
    overflowY: "auto",
    // Room for the ring of what has the focus.
    scrollPaddingBlock: tokens.spacingVerticalM,
  },
  look: {
    boxSizing: "border-box",
    minHeight: "100%",
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    "@media (min-width: 400px)": { padding: tokens.spacingHorizontalL },
    animationName: {
      from: { opacity: 0, transform: "translateY(8px)" },
      to: { opacity: 1, transform: "none" },
    },
    animationDuration: tokens.durationNormal,
    animationTimingFunction: tokens.curveDecelerateMid,
    "@media (prefers-reduced-motion: reduce)": { animationName: "none" },
  },
  said: {
    position: "absolute",
    width: "1px",
    height: "1px",
    overflow: "hidden",
    clipPath: "inset(50%)",
    whiteSpace: "nowrap",
  },
});

/** The task pane: frame, look, and what is said to screen readers. */
export function Pane({ pane }: { pane: PaneCore }) {
  const state = useSyncExternalStore(pane.store.subscribe, pane.store.get);
  const t = useMemo(() => paneTexts(state.language), [state.language]);
  const look = chooseLook(state);
  const styles = useStyles();
  const main = useRef<HTMLElement>(null);
  const shownRef = useRef<{ look: Look | null; presses: number }>({ look: null, presses: 0 });
  const arrive = useCallback((look: Look, presses: number) => {
    const before = shownRef.current;
    shownRef.current = { look, presses };
    return before;
  }, []);
  const [said, setSaid] = useState({ polite: "", assertive: "" });
  const announce = useCallback(
    (text: string, assertive = false) =>
      setSaid({ polite: assertive ? "" : text, assertive: assertive ? text : "" }),
    [],
  );

  useEffect(() => {
    document.documentElement.lang = state.language;
  }, [state.language]);
  useEffect(() => {
    document.documentElement.style.colorScheme = state.dark ? "dark" : "light";
  }, [state.dark]);
  useEffect(() => {
    if (main.current) main.current.scrollTop = 0;
  }, [look]);

  const organization = state.me?.organization.name || state.hint?.organization || "Firstcatch";
  const view: PaneView = { pane, state, look, t, organization, announce, arrive };
  return (
    // Styles of the frame stay off the provider: it hands its class on to every menu's layer.
    <FluentProvider theme={themeOf(state.dark)}>
      <div className={styles.pane} style={drawingVariables(state.dark)}>
        <PaneContext value={view}>
          <Header />
          <main ref={main} className={styles.main} data-look={look} tabIndex={-1}>
            <div key={look} className={styles.look}>
              <LookView look={look} />
              <WaitingReports />
            </div>
          </main>
          <Footer />
        </PaneContext>
      </div>
      <div className={styles.said} aria-live="polite">
        {said.polite}
      </div>
      <div className={styles.said} aria-live="assertive">
        {said.assertive}
      </div>
    </FluentProvider>
  );
}

function LookView({ look }: { look: Look }) {
  switch (look) {
    case "starting":
      return <Starting />;
    case "join":
      return <Join />;
    case "closed":
      return <Closed />;
    case "welcomeQueued":
    case "welcomeSent":
    case "welcomeRefused":
    case "welcomeInDoubt":
      return <Welcome look={look} />;
    case "report":
      return <Report />;
    case "sending":
      return <Sending />;
    case "kept":
      return <Kept />;
    case "noMail":
      return <NoMail />;
    case "outside":
    case "silent":
    case "noSignIn":
    case "unreachable":
    case "serverError":
    case "notRegistered":
      return <Trouble look={look} />;
    case "signIn":
    case "caught":
    case "clues":
    case "onboarded":
    case "thanks":
    case "already":
    case "colleague":
    case "ourOwn":
    case "inactive":
    case "removed":
    case "data":
    case "whenToReport":
    case "whyClosed":
      return (
        <Suspense fallback={null}>
          <Late look={look} />
        </Suspense>
      );
  }
}
