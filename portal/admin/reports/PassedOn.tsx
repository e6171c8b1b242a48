import { makeStyles, tokens } from "@fluentui/react-components";
import type { Report } from "../../../shared/contracts/report.ts";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({ no: { color: tokens.colorNeutralForeground3 } });

/** Whether the report went on to the security mailbox, under a heading that asks so. */
export function PassedOn({ report }: { report: Report }) {
  const { t } = useTexts();
  const styles = useStyles();
  if (!report.forwarded) return <span className={styles.no}>{t("reports.no")}</span>;
  return <span>{t("reports.yes")}</span>;
}
