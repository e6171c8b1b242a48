import type { MailVerdict } from "../../shared/lifecycle.ts";
import type { Actor } from "../audit/audit-store.ts";
import { AppError } from "../errors.ts";
import type { ReportPorts } from "./report-service.ts";
import type { ReportDoc } from "./report.ts";

export interface Judged {
  /** Null takes the verdict back. */
  verdict: MailVerdict | null;
  /** Id of the user who says so. */
  by: string;
  actor: Actor;
  /** The version that they saw, where they say. */
  seen: number | undefined;
}

/** Somebody else gave another verdict since the report was seen; it comes as it is now. */
export class JudgedMeanwhile extends Error {
  readonly report: ReportDoc;
  constructor(report: ReportDoc) {
    super("Somebody else gave a verdict meanwhile.");
    this.report = report;
  }
}

/**
 * A person says what a reported mail is. The verdict and its audit entry, or neither; whoever says what stands there
 * already changes nothing.
 * @throws JudgedMeanwhile; AppError `not_found`, `move_not_allowed` where the mail is proven to be harmless.
 */
export async function judgeReport(
  { store, audit, transact, now }: Pick<ReportPorts, "store" | "audit" | "transact" | "now">,
  organization: string,
  id: string,
  { verdict, by, actor, seen }: Judged,
): Promise<ReportDoc> {
  return transact(async (tx) => {
    const report = await store.find(organization, id, tx);
    if (!report) throw new AppError("not_found", "There is no such report.");
    if (!report.review)
      throw new AppError("move_not_allowed", "This mail is known to be harmless; it waits for no verdict.");
    const review = verdict ?? "open";
    if (report.review === review) return report;
    const { version = 1 } = report;
    if (seen !== undefined && seen !== version) throw new JudgedMeanwhile(report);
    const at = now();
    const entry = { verdict, by, at };
    if (!(await store.judge(report, entry, tx))) throw new JudgedMeanwhile(report);
    await audit(
      {
        organization,
        at,
        actor,
        action: "report.judge",
        subject: { kind: "report", id },
        details: { before: report.review, after: review },
      },
      tx,
    );
    return {
      ...report,
      review,
      version: version + 1,
      verdicts: [...(report.verdicts ?? []), entry],
    };
  });
}
