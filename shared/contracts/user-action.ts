import * as z from "zod/mini";
import { accountStatuses, skipCodes, trainingStages, userActions } from "../lifecycle.ts";
import { Id } from "./common.ts";
import { endpoint } from "./endpoint.ts";

/** How many people one call may name or find. */
export const mostAtOnce = 1_000;

const Chosen = z.union([
  z.strictObject({ ids: z.array(Id).check(z.minLength(1), z.maxLength(mostAtOnce)) }),
  z.strictObject({
    filter: z.strictObject({
      stage: z.optional(z.enum(trainingStages)),
      status: z.optional(z.enum(accountStatuses)),
      query: z.optional(z.string().check(z.maxLength(200))),
      group: z.optional(Id),
    }),
  }),
]);

export const ActOnUsers = endpoint({
  method: "post",
  path: "/api/v1/users/actions",
  caller: "admin",
  summary:
    "Start, restart, switch on or off, remove or restore people: those named, or all that a filter finds. `dryRun` tells what would happen and changes nothing.",
  status: 200,
  request: z.strictObject({
    action: z.enum(userActions),
    users: Chosen,
    dryRun: z.optional(z.boolean()),
  }),
  response: z.object({
    /** How many people (would) change, and who. */
    changed: z.number(),
    ids: z.array(Id),
    /** Whom the action leaves as they are, and why. */
    skipped: z.array(z.object({ id: Id, code: z.enum(skipCodes) })),
  }),
});
