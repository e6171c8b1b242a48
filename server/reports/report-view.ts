import type * as z from "zod/mini";
import type { Report } from "../../shared/contracts/report.ts";
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
  at: report.createdAt.toISOString(),
});
