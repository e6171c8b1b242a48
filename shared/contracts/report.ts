import * as z from "zod/mini";
import { reportOutcomes } from "../lifecycle.ts";
import { ById, Id, Instant, page, PageQuery } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { Clues } from "./simulation.ts";
import { TrainingStage } from "./user.ts";

export const ReportOutcome = z.enum(reportOutcomes);

/** Largest mail that is taken whole, in bytes; above it: 413 `message_too_large`, and the pane sends headers instead. */
export const maxMessageBytes = 30 * 1024 * 1024;

/** The mail's identity; in multipart the mail itself comes beside these as `message` (`message/rfc822`). */
export const ReportFields = z.strictObject({
  internetMessageId: z.optional(z.string().check(z.maxLength(2000))),
  /** The raw header block, as Outlook gives it. */
  headers: z.optional(z.string().check(z.maxLength(1_000_000))),
  subject: z.optional(z.string().check(z.maxLength(4000))),
  from: z.optional(z.string().check(z.maxLength(2000))),
  receivedAt: z.optional(z.string().check(z.maxLength(100))),
  comment: z.optional(z.string().check(z.maxLength(4000))),
});
export type ReportFields = z.infer<typeof ReportFields>;

export const ReportReceipt = z.object({
  outcome: ReportOutcome,
  /** This press was answered before; nothing was sent twice. */
  repeated: z.boolean(),
  /** Goes to the security team, since it is not proven to be harmless. */
  forwarded: z.boolean(),
  /** 8 characters of Crockford's base32, written R-XXXX-XXXX. */
  receipt: z.string(),
  stage: TrainingStage,
  clues: z.optional(Clues),
});
export type ReportReceipt = z.infer<typeof ReportReceipt>;

export const CreateReport = endpoint({
  method: "post",
  path: "/api/v1/reports",
  caller: "employee",
  summary: "Report a mail: JSON, or multipart with the mail itself. Honours Idempotency-Key.",
  status: 201,
  request: ReportFields,
  response: ReportReceipt,
});

export const Report = z.object({
  id: Id,
  receipt: z.string(),
  outcome: ReportOutcome,
  forwarded: z.boolean(),
  /** Address of the reporter. */
  reporter: z.string(),
  reporterId: z.optional(Id),
  subject: z.string(),
  from: z.optional(z.string()),
  comment: z.optional(z.string()),
  /** Carries marks of a simulation of ours without proof that it is one. */
  marked: z.boolean(),
  /** SHA-256 (hex) and size in bytes of the mail, where it was handed over. */
  message: z.optional(z.object({ sha256: z.string(), size: z.number() })),
  at: Instant,
});
export type Report = z.infer<typeof Report>;

export const ListReports = endpoint({
  method: "get",
  path: "/api/v1/reports",
  caller: "admin",
  summary: "Reports, newest first.",
  status: 200,
  query: z.object({ outcome: z.optional(ReportOutcome), ...PageQuery }),
  response: page(Report),
});

export const GetReport = endpoint({
  method: "get",
  path: "/api/v1/reports/:id",
  caller: "admin",
  summary: "One report.",
  status: 200,
  params: ById,
  response: Report,
});

export const OpenReportMessage = endpoint({
  method: "get",
  path: "/api/v1/reports/:id/message",
  caller: "admin",
  summary: "The reported mail as it came in, to download. Each opening is audited.",
  status: 200,
  params: ById,
  bytes: "message/rfc822",
});
