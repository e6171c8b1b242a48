import * as z from "zod/mini";
import { reportClients, reportedAs } from "../after-report.ts";
import { mailReviews, mailVerdicts, reportOutcomes } from "../lifecycle.ts";
import { MoveItem } from "./move-item.ts";
import { ById, Id, Instant, page, PageQuery } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { Clues } from "./simulation.ts";
import { TrainingStage } from "./user-shape.ts";

export const ReportOutcome = z.enum(reportOutcomes);

/** Largest mail that is taken whole, in bytes; above it: 413 `message_too_large`, and the pane sends headers instead. */
export const maxMessageBytes = 30 * 1024 * 1024;

/** The mail's identity; in multipart the mail itself comes beside these as `message` (`message/rfc822`). */
export const ReportFields = z.strictObject({
  internetMessageId: z.optional(z.string().check(z.maxLength(2000))),
  /** The raw header block, as Outlook gives it. */
  headers: z.optional(z.string().check(z.maxLength(1_000_000))),
  /** Addresses in the mail's body that look like those of a simulation, where neither the mail nor its headers could be read. */
  marker: z.optional(z.string().check(z.maxLength(4000))),
  subject: z.optional(z.string().check(z.maxLength(4000))),
  from: z.optional(z.string().check(z.maxLength(2000))),
  receivedAt: z.optional(z.string().check(z.maxLength(100))),
  comment: z.optional(z.string().check(z.maxLength(4000))),
  /** What the person takes it for, where the client asked. */
  reportedAs: z.optional(z.enum(reportedAs)),
  /** Which Outlook it is reported in, where the client tells; decides on `move` alone and is not kept. */
  client: z.optional(z.enum(reportClients)),
  /** The mail lies in a mailbox whose owner is somebody else; decides on `move` alone and is not kept. */
  mailbox: z.optional(z.literal("shared")),
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
  /** Where a client that may move mails puts this one now; never before this receipt. */
  move: z.optional(MoveItem),
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
  reportedAs: z.optional(z.enum(reportedAs)),
  /** Carries marks of a simulation of ours without proof that it is one. */
  marked: z.boolean(),
  /** SHA-256 (hex) and size in bytes of the mail, where it was handed over; `kept` where it can still be opened. */
  message: z.optional(z.object({ sha256: z.string(), size: z.number(), kept: z.boolean() })),
  internetMessageId: z.optional(z.string()),
  /** When it arrived, as the client told it. */
  receivedAt: z.optional(z.string()),
  /** `open` while a person has to say what it is, then their verdict; absent where it is proven to be harmless. */
  review: z.optional(z.enum(mailReviews)),
  /** For If-Match: one more with each verdict. */
  version: z.number(),
  at: Instant,
});
export type Report = z.infer<typeof Report>;

/** A report and what people said it is, in their order. */
export const WholeReport = z.extend(Report, {
  verdicts: z.array(
    z.object({
      /** Null took back the one before. */
      verdict: z.nullable(z.enum(mailVerdicts)),
      /** Who said so; `name` while they are known. */
      by: Id,
      name: z.optional(z.string()),
      at: Instant,
    }),
  ),
});
export type WholeReport = z.infer<typeof WholeReport>;

export const ListReports = endpoint({
  method: "get",
  path: "/api/v1/reports",
  caller: "admin",
  permission: "reports.read",
  summary: "Reports, newest first.",
  status: 200,
  query: z.object({
    outcome: z.optional(ReportOutcome),
    review: z.optional(z.enum(mailReviews)),
    /** Id of the person who reported. */
    reporter: z.optional(Id),
    ...PageQuery,
  }),
  response: page(Report),
});

export const GetReport = endpoint({
  method: "get",
  path: "/api/v1/reports/:id",
  caller: "admin",
  permission: "reports.read",
  summary: "One report.",
  status: 200,
  params: ById,
  response: WholeReport,
});

export const JudgeReport = endpoint({
  method: "patch",
  path: "/api/v1/reports/:id",
  caller: "admin",
  permission: "reports.judge",
  summary:
    'Say what a reported mail is; `null` takes the verdict back. If-Match: "version" is optional. A repeat changes nothing.',
  status: 200,
  params: ById,
  request: z.strictObject({ verdict: z.nullable(z.enum(mailVerdicts)) }),
  response: WholeReport,
});

export const OpenReportMessage = endpoint({
  method: "get",
  path: "/api/v1/reports/:id/message",
  caller: "admin",
  permission: "reports.open",
  summary: "The reported mail as it came in, to download. Each opening is audited.",
  status: 200,
  params: ById,
  bytes: "message/rfc822",
});

/** What may be seen of a reported mail: nothing in it loads, runs or leads away. */
export const ShownMail = z.object({
  /** `headersOnly`: the mail itself was not handed over, or is not kept. `unreadable`: it can only be downloaded. */
  state: z.enum(["shown", "headersOnly", "unreadable", "none"]),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Its text, or the text of its HTML; addresses are written so that nothing makes links of them. */
  text: z.optional(z.string()),
  /** Its HTML, written anew from a short list of tags: a piece of markup for a frame without rights. */
  html: z.optional(z.string()),
  links: z.array(z.object({ text: z.string(), address: z.string() })),
  attachments: z.array(z.object({ name: z.string(), type: z.string(), size: z.number() })),
  /** There is more in the mail than is shown. */
  cut: z.boolean(),
});
export type ShownMail = z.infer<typeof ShownMail>;

export const ShowReportMessage = endpoint({
  method: "get",
  path: "/api/v1/reports/:id/view",
  caller: "admin",
  permission: "reports.open",
  summary: "The reported mail as text and as HTML that does nothing. Each opening is audited.",
  status: 200,
  params: ById,
  response: ShownMail,
});
