import type { Report } from "../../../shared/contracts/report.ts";
import { useMedia } from "../look.ts";
import { HeldRows } from "../pieces/HeldRows.tsx";
import { ReportCards } from "./ReportCards.tsx";
import { ReportsTable } from "./ReportsTable.tsx";
import { useArrivals } from "./use-arrivals.ts";

/** The rows as a table, or as cards where there is no room for one; new ones wait while somebody is among them. */
export function ReportRows(props: { of: string; reports: Report[]; dimmed: boolean }) {
  const narrow = useMedia("(max-width: 639.98px)");
  const { rows, fresh, ...held } = useArrivals(props.of, props.reports);
  const Rows = narrow ? ReportCards : ReportsTable;
  return (
    <HeldRows held={held} dimmed={props.dimmed}>
      <Rows reports={rows} fresh={fresh} />
    </HeldRows>
  );
}
