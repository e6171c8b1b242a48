import type { Overview, Start } from "../../../shared/contracts/overview.ts";
import type { Report } from "../../../shared/contracts/report.ts";

export type Event = { at: string; id: string } & (
  { kind: "report"; report: Report } | { kind: "start"; start: Start }
);

/** Reports and starts in one order, newest first. */
export function latestOf({ reports, starts }: Pick<Overview, "reports" | "starts">, most = 8): Event[] {
  const events: Event[] = [
    ...reports.map((report) => ({ at: report.at, id: report.id, kind: "report" as const, report })),
    ...starts.map((start) => ({
      at: start.startedAt,
      id: `${start.id} ${start.startedAt}`,
      kind: "start" as const,
      start,
    })),
  ];
  return events.sort((a, b) => b.at.localeCompare(a.at)).slice(0, most);
}
