import * as z from "zod/mini";
import { Id, Instant, PageQuery } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { Doer } from "./user-person.ts";

export const AuditItem = z.object({
  id: Id,
  /** Its place in the organization's chain. */
  n: z.number(),
  at: Instant,
  by: Doer,
  /** What was done, as a word of the product: `user.start`, `report.open`, … */
  action: z.string(),
  subject: z.optional(z.object({ kind: z.string(), id: Id, name: z.optional(z.string()) })),
  /** The person it is about, while they are known. */
  person: z.optional(z.object({ id: Id, name: z.string() })),
  /** Values before and after, and what else is kept. */
  details: z.optional(z.record(z.string(), z.unknown())),
  /** The network address that an admin's request came from; gone with the person who made it. */
  from: z.optional(z.string()),
  /** Details that named somebody were erased with them. */
  erased: z.optional(z.boolean()),
});
export type AuditItem = z.infer<typeof AuditItem>;

const Word = z.string().check(z.minLength(1), z.maxLength(64));

export const ListAudit = endpoint({
  method: "get",
  path: "/api/v1/audit",
  caller: "admin",
  permission: "audit.read",
  summary:
    "Who did what to whom, newest first. Filters: `action`, `actor` (id of a user or an API token), `subject` (id), `from` and `until`.",
  status: 200,
  query: z.object({
    ...PageQuery,
    action: z.optional(Word),
    actor: z.optional(Id),
    subject: z.optional(Id),
    from: z.optional(Instant),
    until: z.optional(Instant),
  }),
  response: z.object({ items: z.array(AuditItem), next: z.optional(z.string()) }),
});

export const auditProblems = ["edited", "deleted", "inserted", "swapped", "cut", "rewritten"] as const;

export const CheckAudit = endpoint({
  method: "get",
  path: "/api/v1/audit/check",
  caller: "admin",
  permission: "audit.read",
  summary:
    "Whether the audit log is what was written: each entry's hash holds it and the one before, and each day's head holds the end.",
  status: 200,
  response: z.object({
    /** Entries that follow each other as they should, from the first on. */
    checked: z.number(),
    /** Hash of the last of them; `checked:hash` is what `npm run audit -- check --head` takes. */
    hash: z.string(),
    /** Heads written down before, against which the end was held. */
    heads: z.number(),
    /** Entries that have no place yet. */
    waiting: z.number(),
    /** The first thing that is wrong, and at which entry. */
    problem: z.optional(
      z.object({ kind: z.enum(auditProblems), n: z.number(), other: z.optional(z.number()) }),
    ),
  }),
});
