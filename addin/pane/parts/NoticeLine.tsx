import { makeStyles } from "@fluentui/react-components";
import { CheckmarkCircle20Filled, ErrorCircle20Filled } from "@fluentui/react-icons";
import { useEffect } from "react";
import { tokens, typography } from "../../../ui/tokens.ts";
import { usePane } from "../pane-context.ts";

const useStyles = makeStyles({
  line: {
    ...typography.body1,
    display: "grid",
    gridTemplateColumns: "auto minmax(0, 1fr)",
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    overflowWrap: "anywhere",
    flexShrink: 0,
  },
  done: { color: tokens.colorStatusSuccessForeground1 },
  failed: { color: tokens.colorStatusDangerForeground1 },
});

/** What happened without a change of look: to be read, and said to screen readers once. */
export function NoticeLine() {
  const { state, t, announce } = usePane();
  const styles = useStyles();
  const { notice } = state;
  const text = notice ? t(notice.key, notice.params) : "";
  const failed = notice?.kind === "failed";
  useEffect(() => {
    if (text) announce(text, failed);
  }, [text, failed, announce, notice?.id]);
  if (!text) return null;
  return (
    <div className={styles.line}>
      {failed ? (
        <ErrorCircle20Filled className={styles.failed} aria-hidden="true" />
      ) : (
        <CheckmarkCircle20Filled className={styles.done} aria-hidden="true" />
      )}
      <span dir="auto">{text}</span>
    </div>
  );
}
