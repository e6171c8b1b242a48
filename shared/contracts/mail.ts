import * as z from "zod/mini";
import { mailReasons, mailStates } from "../lifecycle.ts";
import { Id, Instant, page, PageQuery } from "./common.ts";
import { endpoint } from "./endpoint.ts";

/** States in which a mail goes no further until a person decides. */
export const stuckStates = ["held", "inDoubt", "refused"] as const;
export const StuckState = z.enum(stuckStates);
export type StuckState = z.infer<typeof StuckState>;

/** How sending goes for one organization. */
export const MailStatus = z.object({
  /** The mail server as a whole; it serves all organizations. */
  channel: z.object({
    state: z.enum(["running", "paused"]),
    /** Real time of the first failure in a row. */
    since: z.optional(Instant),
    /** The mail server's last words, or what stood in the way. */
    reply: z.optional(z.string()),
  }),
  /** Mails that are due and not yet taken by the mail server. */
  waiting: z.number(),
  oldestDueAt: z.optional(Instant),
  held: z.number(),
  inDoubt: z.number(),
  refused: z.number(),
});
export type MailStatus = z.infer<typeof MailStatus>;

export const GetMailStatus = endpoint({
  method: "get",
  path: "/api/v1/mail",
  caller: "admin",
  permission: "mail.read",
  summary: "Whether the mail server takes mail, and how many mails wait for it or for a person.",
  status: 200,
  response: MailStatus,
});

export const mailActions = ["resend", "cancel"] as const;

/** One mail that needs a person. */
export const StuckMail = z.object({
  id: Id,
  kind: z.enum(["welcome", "training", "forward", "mailbox"]),
  state: z.enum(mailStates),
  to: z.string(),
  /** Whom it is for; absent for reports passed on. */
  user: z.optional(
    z.object({ id: Id, firstName: z.string(), infix: z.optional(z.string()), lastName: z.string() }),
  ),
  /** The report that is passed on. */
  report: z.optional(Id),
  attempt: z.number(),
  /** Why it stands still, when the product holds it. */
  reason: z.optional(z.enum(mailReasons)),
  /** The mail server's last words about it, or about its address. */
  reply: z.optional(z.string()),
  at: Instant,
  allowed: z.array(z.enum(mailActions)),
});
export type StuckMail = z.infer<typeof StuckMail>;

export const ListStuckMails = endpoint({
  method: "get",
  path: "/api/v1/mail/stuck",
  caller: "admin",
  permission: "mail.read",
  summary: "Mails that go no further until a person decides, newest first.",
  status: 200,
  query: z.object({ state: z.optional(StuckState), ...PageQuery }),
  response: page(StuckMail),
});

export const ActOnStuckMails = endpoint({
  method: "post",
  path: "/api/v1/mail/actions",
  caller: "admin",
  permission: "mail.act",
  summary:
    "`resend`: lets held mail go, sends another copy of what is in doubt or was refused, and lifts the stop on a refusing address. `cancel`: held mail never goes. A repeat changes nothing.",
  status: 200,
  request: z.strictObject({
    action: z.enum(mailActions),
    mails: z.union([
      z.strictObject({ ids: z.array(Id).check(z.minLength(1), z.maxLength(1000)) }),
      z.strictObject({ state: StuckState }),
    ]),
    /** Only counts; changes nothing. */
    dryRun: z.optional(z.boolean()),
  }),
  response: z.object({
    changed: z.number(),
    skipped: z.array(z.object({ id: Id, code: z.string() })),
    /** With `state`, a thousand at a time are done; this many are left. */
    left: z.number(),
  }),
});
