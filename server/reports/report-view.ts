import type * as z from "zod/mini";
import type { Report, WholeReport } from "../../shared/contracts/report.ts";
import type { ReportDoc } from "./report.ts";

/** A report as admins see it. */
export const reportView = (report: ReportDoc): z.infer<typeof Report> => ({
  id: report._id,
  receipt: report.receipt,
  outcome: report.outcome,
  forwarded: report.forwarded,
  reporter: report.reporter.address,
  ...(report.reporter.user && { reporterId: report.reporter.user }),
  subject: report.subject,
  ...(report.from && { from: report.from }),
  ...(report.comment && { comment: report.comment }),
  ...(report.reportedAs && { reportedAs: report.reportedAs }),
  marked: report.marked,
  ...(report.message && { message: { ...report.message } }),
  ...(report.internetMessageId && { internetMessageId: report.internetMessageId }),
  ...(report.receivedAt && { receivedAt: report.receivedAt }),
  ...(report.review && { review: report.review }),
  version: report.version ?? 1,
  at: report.createdAt.toISOString(),
});

/** A report with its verdicts, and the names of those who gave them. */
export const wholeReportView = (
  report: ReportDoc,
  names: ReadonlyMap<string, string>,
): z.infer<typeof WholeReport> => ({
  ...reportView(report),
  verdicts: (report.verdicts ?? []).map(({ verdict, by, at }) => {
    const name = names.get(by);
    return { verdict, by, ...(name !== undefined && { name }), at: at.toISOString() };
  }),
});
