import {
  Body1,
  Button,
  Caption1,
  makeStyles,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
  tokens,
} from "@fluentui/react-components";
import { ShieldCheckmark20Regular } from "@fluentui/react-icons";
import type { CheckAudit } from "../../../shared/contracts/audit.ts";
import type { ResponseOf } from "../../../ui/api-client.ts";
import { Card } from "../pieces/Card.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useTexts } from "../text-context.ts";
import { useCheckAudit } from "./use-audit.ts";

const useStyles = makeStyles({
  text: { display: "block", color: tokens.colorNeutralForeground2, maxWidth: "72ch", marginBottom: "12px" },
  result: { marginTop: "12px" },
  head: {
    display: "block",
    marginTop: "4px",
    fontFamily: tokens.fontFamilyMonospace,
    overflowWrap: "anywhere",
    userSelect: "all",
  },
  quiet: { display: "block", marginTop: "8px", color: tokens.colorNeutralForeground2 },
});

/** Whether anybody changed the log: checked when asked. */
export function CheckCard() {
  const { t } = useTexts();
  const styles = useStyles();
  const check = useCheckAudit();
  return (
    <Card title={t("audit.check.title")}>
      <Body1 className={styles.text}>{t("audit.check.text")}</Body1>
      <Button
        icon={check.isPending ? <Spinner size="tiny" /> : <ShieldCheckmark20Regular />}
        disabledFocusable={check.isPending}
        onClick={() => check.mutate()}
      >
        {t(check.isPending ? "audit.check.doing" : "audit.check.do")}
      </Button>
      <div className={styles.result} aria-live="polite">
        {check.error && <ErrorBar title={t("audit.check.failed")} error={check.error} />}
        {check.isSuccess && <Result found={check.data} />}
      </div>
    </Card>
  );
}

function Result({ found }: { found: ResponseOf<typeof CheckAudit> }) {
  const { t, counted, number } = useTexts();
  const styles = useStyles();
  const { checked, hash, waiting, problem } = found;
  if (problem)
    return (
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{t("audit.check.wrong")}</MessageBarTitle>
          {t(`audit.problem.${problem.kind}`, {
            n: number(problem.n),
            other: number(problem.other ?? problem.n),
          })}{" "}
          {checked > 0 ? t("audit.check.upTo", { n: number(checked) }) : t("audit.check.from")}
        </MessageBarBody>
      </MessageBar>
    );
  return (
    <>
      <MessageBar intent="success" layout="multiline">
        <MessageBarBody>
          {checked === 0 ? t("audit.check.none") : counted("audit.check.whole", checked)}
        </MessageBarBody>
      </MessageBar>
      {checked > 0 && (
        <Caption1 className={styles.quiet}>
          {t("audit.check.head")}
          <span className={styles.head}>
            {checked}:{hash}
          </span>
        </Caption1>
      )}
      {waiting > 0 && <Caption1 className={styles.quiet}>{counted("audit.check.waiting", waiting)}</Caption1>}
    </>
  );
}
