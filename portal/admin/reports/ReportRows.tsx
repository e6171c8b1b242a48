import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { Report } from "../../../shared/contracts/report.ts";
import { useMedia } from "../look.ts";
import { useTexts } from "../text-context.ts";
import { ReportCards } from "./ReportCards.tsx";
import { ReportsTable } from "./ReportsTable.tsx";
import { useArrivals } from "./use-arrivals.ts";

const useStyles = makeStyles({
  rows: { transitionProperty: "opacity", transitionDuration: tokens.durationNormal },
  dimmed: { opacity: 0.5 },
  waiting: {
    display: "flex",
    alignItems: "center",
    justifyContent: "center",
    gap: "4px",
    minHeight: "32px",
    marginBottom: "8px",
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorBrandStroke2}`,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
  },
  show: { minWidth: "auto", paddingInline: "6px" },
});

/** The rows as a table, or as cards where there is no room for one; new ones wait while somebody is among them. */
export function ReportRows(props: { of: string; reports: Report[]; dimmed: boolean }) {
  const { t, counted } = useTexts();
  const styles = useStyles();
  const narrow = useMedia("(max-width: 639.98px)");
  const { rows, waiting, fresh, show, watch } = useArrivals(props.of, props.reports);
  const Rows = narrow ? ReportCards : ReportsTable;
  return (
    <div className={mergeClasses(styles.rows, props.dimmed && styles.dimmed)} {...watch}>
      {waiting > 0 && (
        <div className={styles.waiting} role="status">
          {counted("people.new", waiting)}
          <Button appearance="transparent" size="small" className={styles.show} onClick={show}>
            {t("people.new.show")}
          </Button>
        </div>
      )}
      <Rows reports={rows} fresh={fresh} />
    </div>
  );
}
