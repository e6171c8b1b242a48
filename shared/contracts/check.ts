import * as z from "zod/mini";
import { outlookClients, reportButtons } from "../outlook-client.ts";
import { Id, Instant } from "./common.ts";
import { endpoint } from "./endpoint.ts";

/** The way of a reported mail, in order. */
export const hopNames = ["server", "report", "stored", "queued", "worker", "accepted", "arrived"] as const;
export type HopName = (typeof hopNames)[number];

/** Why a hop failed, or what it waits for; clients branch on these. */
export const hopReasons = [
  /** The server that ran the check ended on the way; a press goes on with it. */
  "interrupted",
  "notTaken",
  "unreadable",
  "noMailbox",
  "noWorker",
  "mailServerAway",
  /** The mail server asked to come again. */
  "later",
  "refused",
  "notMade",
  "dropped",
  "press",
  "notPressed",
] as const;
export type HopReason = (typeof hopReasons)[number];

/** One hop of the way. `waiting`: it goes on by itself, or when somebody does what the reason says. */
export const Hop = z.object({
  hop: z.enum(hopNames),
  state: z.enum(["ahead", "running", "waiting", "done", "failed"]),
  /** When it began, for those that are not ahead. */
  since: z.optional(Instant),
  /** How long it took, in milliseconds. */
  took: z.optional(z.number()),
  reason: z.optional(z.enum(hopReasons)),
  /** The mail server's last words, without addresses. */
  reply: z.optional(z.string()),
  nextTryAt: z.optional(Instant),
});
export type Hop = z.infer<typeof Hop>;

/** A test report on its way. `waiting`: the mail server took it, and nobody who reads the mailbox has said so yet. */
export const Check = z.object({
  id: Id,
  state: z.enum(["running", "waiting", "passed", "failed"]),
  startedAt: Instant,
  /** Absent once the person is gone. */
  by: z.optional(
    z.object({
      id: Id,
      email: z.string(),
      firstName: z.string(),
      infix: z.optional(z.string()),
      lastName: z.string(),
    }),
  ),
  /** The security mailbox as it was set then. */
  mailbox: z.optional(z.string()),
  receipt: z.optional(z.string()),
  hops: z.array(Hop),
});
export type Check = z.infer<typeof Check>;

export const ListChecks = endpoint({
  method: "get",
  path: "/api/v1/checks",
  caller: "admin",
  permission: "check.run",
  summary: "The latest test reports and how far each came, newest first.",
  status: 200,
  response: z.object({ items: z.array(Check), now: Instant }),
});

export const StartCheck = endpoint({
  method: "post",
  path: "/api/v1/checks",
  caller: "admin",
  permission: "check.run",
  summary: "Send a test report the way that reports go. While one is on its way, answers with that one.",
  status: 200,
  response: Check,
});

export const senderStates = ["ok", "weak", "missing", "wrong", "unreachable"] as const;
export const senderFindings = [
  "ok",
  "unreachable",
  "missing",
  "several",
  "everybody",
  "open",
  "otherKey",
  "watches",
  "noPolicy",
] as const;

/** What DNS says of the domains that the product sends from. */
export const SenderDns = z.object({
  /** False in the sandbox, whose domains nobody can look up. */
  asked: z.boolean(),
  /** The product signs its mails itself; otherwise the mail server may. */
  signed: z.boolean(),
  domains: z.array(
    z.object({
      domain: z.string(),
      found: z.array(
        z.object({
          what: z.enum(["SPF", "DKIM", "DMARC"]),
          state: z.enum(senderStates),
          code: z.enum(senderFindings),
          /** As it stands in DNS. */
          record: z.optional(z.string()),
          /** What to publish, and where. */
          publish: z.optional(z.object({ host: z.string(), value: z.string() })),
        }),
      ),
    }),
  ),
});
export type SenderDns = z.infer<typeof SenderDns>;

export const GetSenderDns = endpoint({
  method: "get",
  path: "/api/v1/checks/sender",
  caller: "admin",
  permission: "check.run",
  summary: "SPF, DKIM and DMARC of the domains that mails come from, read from DNS.",
  status: 200,
  response: SenderDns,
});

export const ListReportButtons = endpoint({
  method: "get",
  path: "/api/v1/checks/buttons",
  caller: "admin",
  permission: "check.run",
  summary: "The last report by each button in each kind of Outlook, to within ten seconds.",
  status: 200,
  response: z.object({
    items: z.array(
      z.object({
        button: z.enum(reportButtons),
        client: z.enum(outlookClients),
        version: z.optional(z.string()),
        at: Instant,
      }),
    ),
  }),
});
