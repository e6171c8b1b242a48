import * as z from "zod/mini";
import { ById, Id, Instant, Language, Line } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { User } from "./user.ts";

/** Why two people cannot be merged. */
export const mergeRefusals = [
  "same_person",
  /** One of them is removed: restoring comes first. */
  "removed",
  /** Nobody merges themselves into somebody else. */
  "yourself",
  /** One of them is an owner, and the caller is not. */
  "owner_only",
  /** The other has a role that the one who stays has not. */
  "role_differs",
  "last_owner",
  /** More simulations and reports than are moved at once. */
  "too_much",
] as const;
export type MergeRefusal = (typeof mergeRefusals)[number];

/** What to look at twice. */
export const mergeWarnings = [
  /** Both signed in with an account of their own: two people of one name do so too. */
  "two_accounts",
  "one_inactive",
] as const;
export type MergeWarning = (typeof mergeWarnings)[number];

/** Days of 24 hours in which a merge can be undone. */
export const mergeUndoDays = 30;

/** One of the two, or what becomes of them. */
export const MergeSide = z.object({
  user: User,
  /** Every address by which they are found, the present one first. */
  addresses: z.array(z.string()),
  /** Whether an account of the directory is linked. */
  account: z.boolean(),
  /** Absent where the organization's language holds. */
  ownLanguage: z.optional(Language),
});
export type MergeSide = z.infer<typeof MergeSide>;

const WhichSide = z.enum(["stays", "goes"]);

export const MergeUsers = endpoint({
  method: "post",
  path: "/api/v1/users/:id/merge",
  caller: "admin",
  permission: "people.act",
  summary:
    'Merge `other` into this person, who stays: addresses, simulations and reports of both belong to them, and the training that is further goes on. `dryRun` tells what would become of both and changes nothing. If-Match: "version" and `otherVersion` are optional. Doing it again changes nothing. Can be undone for 30 days.',
  status: 200,
  params: ById,
  request: z.strictObject({
    other: Line(64),
    otherVersion: z.optional(z.number()),
    /** Needed where both have an employee ID: whose it is from now on. */
    employeeId: z.optional(WhichSide),
    dryRun: z.optional(z.boolean()),
  }),
  response: z.object({
    merged: z.boolean(),
    stays: MergeSide,
    goes: MergeSide,
    after: MergeSide,
    /** Who had better stay. */
    proposed: Id,
    refused: z.optional(z.enum(mergeRefusals)),
    /** What only a person can choose, and is not chosen yet. */
    ask: z.array(z.enum(["employeeId"])),
    warnings: z.array(z.enum(mergeWarnings)),
    /** Whose training goes on. */
    training: WhichSide,
    /** What of the other moves to the one who stays. */
    simulations: z.number(),
    reports: z.number(),
    /** Waiting mails that are not sent any more, and those that go to the address of the one who stays. */
    mails: z.object({ cancelled: z.number(), moved: z.number() }),
    undoUntil: Instant,
  }),
});
export type MergePlan = z.infer<typeof MergeUsers.response>;

export const UndoMerge = endpoint({
  method: "post",
  path: "/api/v1/users/:id/merge/undo",
  caller: "admin",
  permission: "people.act",
  summary:
    'Undo the latest merge into this person, within 30 days: the other is there again with all that was theirs. What happened since stays with this person. `dryRun` tells what would become of both; If-Match: "version" is optional.',
  status: 200,
  params: ById,
  request: z.strictObject({ dryRun: z.optional(z.boolean()) }),
  response: z.object({
    undone: z.boolean(),
    stays: MergeSide,
    back: MergeSide,
    simulations: z.number(),
    reports: z.number(),
    /** Fields that were changed since the merge, and stay so. */
    remains: z.array(z.string()),
    /** What somebody else has by now, and nobody gets back. */
    lost: z.array(z.string()),
  }),
});
export type UndoPlan = z.infer<typeof UndoMerge.response>;

export const GetMerge = endpoint({
  method: "get",
  path: "/api/v1/users/:id/merge",
  caller: "admin",
  permission: "people.act",
  summary: "The latest merge into this person that can still be undone, and who looks like the same person.",
  status: 200,
  params: ById,
  response: z.object({
    last: z.nullable(z.object({ name: z.string(), at: Instant, until: Instant })),
    alike: z.array(User),
  }),
});
