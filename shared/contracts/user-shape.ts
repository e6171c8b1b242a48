import * as z from "zod/mini";
import { accountStatuses, shownStandings, startMethods, trainingStages, userEvents } from "../lifecycle.ts";
import { Id, Instant, Language, Role } from "./common.ts";

export const TrainingStage = z.enum(trainingStages);

/** What a client sees of a person; apart from the calls, most of which the add-in never makes. */
export const User = z.object({
  id: Id,
  email: z.string(),
  employeeId: z.optional(z.string()),
  firstName: z.string(),
  infix: z.optional(z.string()),
  lastName: z.string(),
  language: Language,
  company: z.optional(Id),
  department: z.optional(Id),
  functions: z.array(Id),
  costCentre: z.optional(Id),
  groups: z.array(Id),
  /** Set by hand; absent where groups, functions and the organization decide. */
  programme: z.optional(Id),
  manager: z.boolean(),
  role: z.optional(Role),
  stage: TrainingStage,
  status: z.enum(accountStatuses),
  shown: z.enum(shownStandings),
  startMethod: z.optional(z.enum(startMethods)),
  startNumber: z.number(),
  startedAt: z.optional(Instant),
  onboardedAt: z.optional(Instant),
  /** Of any mail; a few seconds behind. */
  lastReportAt: z.optional(Instant),
  removedAt: z.optional(Instant),
  purgeAt: z.optional(Instant),
  createdAt: Instant,
  /** The events an admin may cause now; clients draw buttons from these and know no rules. */
  allowed: z.array(z.enum(userEvents)),
  version: z.number(),
});
export type User = z.infer<typeof User>;
