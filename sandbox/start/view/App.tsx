import {
  Button,
  FluentProvider,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Skeleton,
  SkeletonItem,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { useEffect } from "react";
import { darkTheme, drawingVariables, lightTheme } from "../../../ui/theme.ts";
import { usePrefersDark } from "../../page/use-media.ts";
import type { SandboxState } from "../../page/state.ts";
import { useSandboxState } from "../use-sandbox-state.ts";
import { AllMailboxes } from "./AllMailboxes.tsx";
import { ClockCard } from "./ClockCard.tsx";
import { Hero } from "./Hero.tsx";
import { Parts } from "./Parts.tsx";
import { People } from "./People.tsx";
import { StartOver } from "./StartOver.tsx";
import { Steps } from "./Steps.tsx";

const useStyles = makeStyles({
  page: { minHeight: "100dvh", backgroundColor: tokens.colorNeutralBackground3 },
  column: {
    maxWidth: "1180px",
    boxSizing: "border-box",
    margin: "0 auto",
    padding: "24px 24px 40px",
    display: "grid",
    gap: "16px",
    "@media (max-width: 640px)": { padding: "16px 16px 32px" },
  },
  pair: {
    display: "grid",
    gap: "16px",
    gridTemplateColumns: "minmax(0, 2fr) minmax(300px, 1fr)",
    alignItems: "stretch",
    "@media (max-width: 960px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  foot: { display: "flex", flexWrap: "wrap", gap: "12px 24px", alignItems: "center", padding: "4px" },
  grow: { flexGrow: 1 },
});

/** The sandbox's start page. */
export function App() {
  const styles = useStyles();
  const dark = usePrefersDark();
  const { state, problem, read } = useSandboxState();
  useEffect(() => {
    document.body.style.margin = "0";
    document.documentElement.style.colorScheme = dark ? "dark" : "light";
  }, [dark]);
  return (
    <FluentProvider theme={dark ? darkTheme : lightTheme}>
      <div className={styles.page} style={drawingVariables(dark)}>
        <Hero apiUrl={state ? `${state.urls.http}/api/openapi.json` : "/api/openapi.json"} />
        <main className={styles.column}>
          {problem && (
            <MessageBar intent="error">
              <MessageBarBody>{problem}</MessageBarBody>
              <MessageBarActions>
                <Button size="small" onClick={() => void read()}>
                  Try again
                </Button>
              </MessageBarActions>
            </MessageBar>
          )}
          {state ? <Content state={state} read={read} /> : !problem && <Loading />}
        </main>
      </div>
    </FluentProvider>
  );
}

function Content({ state, read }: { state: SandboxState; read: () => Promise<void> }) {
  const styles = useStyles();
  return (
    <>
      <Steps state={state} />
      <div className={styles.pair}>
        <People state={state} />
        <ClockCard clock={state.clock} onMoved={read} />
      </div>
      <Parts parts={state.parts} httpsUrl={state.urls.https} />
      <footer className={styles.foot}>
        <StartOver state={state} onDone={read} />
        <span className={styles.grow} />
        <AllMailboxes httpsUrl={state.urls.https} />
      </footer>
    </>
  );
}

function Loading() {
  return (
    <Skeleton aria-label="Asking the sandbox">
      <div style={{ display: "grid", gap: "16px" }}>
        {[280, 220, 120].map((height) => (
          <SkeletonItem key={height} style={{ height, borderRadius: 12 }} />
        ))}
      </div>
    </Skeleton>
  );
}
