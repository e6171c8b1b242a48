import {
  Body1,
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Spinner,
  tokens,
} from "@fluentui/react-components";
import type { StuckState } from "../../../shared/contracts/mail.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useTexts } from "../text-context.ts";
import { reasonsOf, wordFor } from "./mail-words.ts";
import { type MailAct, type MailActResult, useDryRun, useMailAct } from "./use-mail.ts";

const useStyles = makeStyles({
  content: { display: "flex", flexDirection: "column", gap: "12px" },
  left: { margin: 0, paddingInlineStart: "20px", color: tokens.colorNeutralForeground2 },
});

interface ActDialogProps {
  act: MailAct;
  state: StuckState;
  onDone: (result: MailActResult) => void;
  onClose: () => void;
}

/** Before anything is done: how many will, how many will not and why, and what it may mean for people. */
export function ActDialog({ act, state, onDone, onClose }: ActDialogProps) {
  const { t, counted } = useTexts();
  const styles = useStyles();
  const dryRun = useDryRun(act);
  const doIt = useMailAct();
  const word = t(wordFor(act.action, state));
  const plan = dryRun.data;
  const error = doIt.error ?? dryRun.error;
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface aria-describedby={undefined}>
        <DialogBody>
          <DialogTitle>{word}</DialogTitle>
          <DialogContent className={styles.content}>
            {!plan && !error && <Spinner size="small" label={t("loading")} labelPosition="after" />}
            {plan && (
              <Body1>
                {act.action === "cancel"
                  ? counted("mail.plan.cancel", plan.changed)
                  : counted(state === "held" ? "mail.plan.release" : "mail.plan.resend", plan.changed)}
              </Body1>
            )}
            {plan && plan.changed > 0 && act.action === "resend" && state !== "held" && (
              <MessageBar intent={state === "inDoubt" ? "warning" : "info"} layout="multiline">
                <MessageBarBody>
                  {t(state === "inDoubt" ? "mail.warn.inDoubt" : "mail.warn.refused")}
                </MessageBarBody>
              </MessageBar>
            )}
            {plan && plan.skipped.length > 0 && (
              <ul className={styles.left}>
                {reasonsOf(plan.skipped).map(({ key, n }) => (
                  <li key={key}>{counted(key, n)}</li>
                ))}
              </ul>
            )}
            {error && <ErrorBar title={t("mail.failed")} error={error} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t("mail.keep")}</Button>
            <Button
              appearance="primary"
              disabledFocusable={!plan || plan.changed === 0 || doIt.isPending}
              onClick={() => doIt.mutate(act, { onSuccess: onDone })}
            >
              {word}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
