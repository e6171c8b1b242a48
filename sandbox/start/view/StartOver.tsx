import {
  Button,
  Caption1,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarBody,
  Spinner,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { ArrowCounterclockwise20Regular } from "@fluentui/react-icons";
import { useState } from "react";
import { call, failureText } from "../../page/calls.ts";
import type { SandboxState } from "../../page/state.ts";
import { counted } from "../words.ts";

const useStyles = makeStyles({
  root: { display: "flex", flexWrap: "wrap", gap: "8px 14px", alignItems: "center" },
  hint: { color: tokens.colorNeutralForeground3 },
  danger: {
    backgroundColor: tokens.colorStatusDangerBackground3,
    color: tokens.colorNeutralForegroundOnBrand,
    ":hover": {
      backgroundColor: tokens.colorStatusDangerBackground3Hover,
      color: tokens.colorNeutralForegroundOnBrand,
    },
    ":hover:active": {
      backgroundColor: tokens.colorStatusDangerBackground3Pressed,
      color: tokens.colorNeutralForegroundOnBrand,
    },
  },
});

type Stage = "closed" | "asked" | "askedTwice" | "running";

/** Forgets everything, after asking twice; never in a database that is not the sandbox's own. */
export function StartOver({ state, onDone }: { state: SandboxState; onDone: () => Promise<void> }) {
  const styles = useStyles();
  const [stage, setStage] = useState<Stage>("closed");
  const [problem, setProblem] = useState<string | null>(null);
  const { counts, organization, resettable } = state;
  const what = `${counted(counts.people, "person", "people")} and ${counted(counts.mails, "mail")}`;

  const forget = async () => {
    setStage("running");
    setProblem(null);
    try {
      await call("/sandbox/reset", { method: "POST", body: { confirm: "forget everything" } });
      setStage("closed");
    } catch (error) {
      setProblem(failureText(error));
      setStage("askedTwice");
    }
    await onDone();
  };
  const ask = () => {
    setProblem(null);
    setStage("asked");
  };
  return (
    <div className={styles.root}>
      <Button icon={<ArrowCounterclockwise20Regular />} disabledFocusable={!resettable} onClick={ask}>
        Start over
      </Button>
      <Caption1 className={styles.hint}>
        {resettable
          ? `Asks first. Forgets ${what}, puts the clock back to now and sets up ${organization.name} afresh.`
          : "Not here: this database is not the sandbox’s own (MONGODB_URI), so it is never emptied."}
      </Caption1>
      <Dialog
        open={stage !== "closed"}
        modalType="alert"
        onOpenChange={(_event, { open }) => {
          if (!open && stage !== "running") setStage("closed");
        }}
      >
        <DialogSurface style={{ maxWidth: "460px" }}>
          <DialogBody>
            <DialogTitle>{stage === "asked" ? "Start over?" : "Forget everything?"}</DialogTitle>
            <DialogContent>
              {stage === "asked"
                ? `${what} are forgotten, with all simulations, reports and settings. The clock goes back to now, and ${organization.name} is set up as on the first day.`
                : "This cannot be undone. Open mailboxes and portals fall back to the beginning."}
              {problem && (
                <MessageBar intent="error" style={{ marginTop: "12px" }}>
                  <MessageBarBody>{problem}</MessageBarBody>
                </MessageBar>
              )}
            </DialogContent>
            <DialogActions>
              <Button disabledFocusable={stage === "running"} onClick={() => setStage("closed")}>
                Keep everything
              </Button>
              {stage === "asked" ? (
                <Button appearance="primary" onClick={() => setStage("askedTwice")}>
                  Go on
                </Button>
              ) : (
                <Button
                  className={styles.danger}
                  disabledFocusable={stage === "running"}
                  icon={stage === "running" ? <Spinner size="tiny" appearance="inverted" /> : undefined}
                  onClick={() => void forget()}
                >
                  Forget everything
                </Button>
              )}
            </DialogActions>
          </DialogBody>
        </DialogSurface>
      </Dialog>
    </div>
  );
}
