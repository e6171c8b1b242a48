import { makeStyles, tokens } from "@fluentui/react-components";
import { ArrowForward16Regular } from "@fluentui/react-icons";
import type { Report } from "../../../shared/contracts/report.ts";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({
  line: { display: "inline-flex", alignItems: "center", gap: "6px", whiteSpace: "nowrap" },
  icon: { display: "flex", ":dir(rtl)": { transform: "scaleX(-1)" } },
  no: { color: tokens.colorNeutralForeground3 },
});

/** Whether the report went on to the security mailbox. */
export function PassedOn({ report }: { report: Report }) {
  const { t } = useTexts();
  const styles = useStyles();
  if (!report.forwarded) return <span className={styles.no}>{t("reports.notPassedOn")}</span>;
  return (
    <span className={styles.line}>
      <span className={styles.icon}>
        <ArrowForward16Regular />
      </span>
      {t("reports.passedOn")}
    </span>
  );
}
