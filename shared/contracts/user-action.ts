import * as z from "zod/mini";
import { jobStates, skipCodes, type UserAction, userActions } from "../lifecycle.ts";
import { ById, Id, Instant } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { mostDays, userFilter } from "./user.ts";

const targets = { group: z.optional(Id), programme: z.optional(Id) };
/** In which field a call names what the action gives or takes, for the actions that do. */
export const targetField: Partial<Record<UserAction, keyof typeof targets>> = {
  assignGroup: "group",
  leaveGroup: "group",
  setProgramme: "programme",
};
/** Actions that take nothing for an answer: without a programme, people go back to what groups and functions bring. */
export const mayGiveNothing: readonly UserAction[] = ["setProgramme"];

/** How many people one call may name, and how many it changes before it answers; more are a job. */
export const mostAtOnce = 1_000;

const Chosen = z.union([
  z.strictObject({ ids: z.array(Id).check(z.minLength(1), z.maxLength(mostAtOnce)) }),
  z.strictObject({
    filter: z.strictObject(userFilter(z.number().check(z.int(), z.minimum(0), z.maximum(mostDays)))),
  }),
]);
const Reason = z.object({ code: z.enum(skipCodes), count: z.number() });
/** What removing these people would end, and what is better for them. */
export const Leaving = z.object({
  /** Simulations that nobody caught yet; mails of them that are on their way. */
  simulations: z.number(),
  mails: z.number(),
  proposal: z.enum(["deactivate", "remove"]),
  /** When they would be erased. */
  purgeAt: Instant,
});
const Skipped = z.object({ id: Id, code: z.enum(skipCodes) });

export const ActOnUsers = endpoint({
  method: "post",
  path: "/api/v1/users/actions",
  caller: "admin",
  permission: "people.act",
  summary:
    "Start, restart, switch on or off, remove, restore or erase (`purge`) people, give them a `group` or take it, set their `programme` (without one they go back to what groups and functions bring), or send another copy of the Welcome mail: those named, or all that a filter finds. `dryRun` tells what would happen and changes nothing. A filter that finds more than 1,000 is a job (202); an Idempotency-Key makes a repeat of it the same job.",
  status: 200,
  request: z.strictObject({
    action: z.enum(userActions),
    users: Chosen,
    ...targets,
    dryRun: z.optional(z.boolean()),
  }),
  response: z.object({
    /** How many people (would) change. */
    changed: z.number(),
    /** Who; left out where a summary tells of more than 1,000. */
    ids: z.optional(z.array(Id)),
    /** Whom the action leaves as they are, and why; empty where a summary tells of more than 1,000. */
    skipped: z.array(Skipped),
    /** How many stay as they are for which reason. */
    reasons: z.array(Reason),
    /** In the summary of a removal of up to 1,000. */
    leaving: z.optional(Leaving),
  }),
  accepted: z.object({ job: Id }),
});

export const UserJob = z.object({
  id: Id,
  action: z.enum(userActions),
  ...targets,
  state: z.enum(jobStates),
  /** People that the filter found; how many of them the job has come to; how many it changed. */
  total: z.number(),
  done: z.number(),
  changed: z.number(),
  reasons: z.array(Reason),
  createdAt: Instant,
  finishedAt: z.optional(Instant),
});
export type UserJob = z.infer<typeof UserJob>;

export const GetJob = endpoint({
  method: "get",
  path: "/api/v1/jobs/:id",
  caller: "admin",
  permission: "people.act",
  summary: "How far a job is, and whom it left as they are: the first 1,000 of them.",
  status: 200,
  params: ById,
  response: z.extend(UserJob, { skipped: z.array(Skipped) }),
});

export const GetJobResult = endpoint({
  method: "get",
  path: "/api/v1/jobs/:id/result",
  caller: "admin",
  permission: "people.act",
  summary:
    "What became of each person of a job, as CSV (RFC 4180, UTF-8 with a byte order mark): id, address, name, outcome (`changed`, `skipped`, `waiting` or `notReached`) and reason. Address and name are those of now; who is gone has none.",
  status: 200,
  params: ById,
  bytes: "text/csv",
});

export const ListJobs = endpoint({
  method: "get",
  path: "/api/v1/jobs",
  caller: "admin",
  permission: "people.act",
  summary: "The latest jobs, newest first; each is kept for 30 days.",
  status: 200,
  response: z.object({ items: z.array(UserJob) }),
});

export const CancelJob = endpoint({
  method: "post",
  path: "/api/v1/jobs/:id/cancel",
  caller: "admin",
  permission: "people.act",
  summary: "Stop a job after the people it is at; what it did stays done.",
  status: 200,
  params: ById,
  response: UserJob,
});
