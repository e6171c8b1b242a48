import * as z from "zod/mini";
import { scenarioDifficulties } from "../lifecycle.ts";
import { ById, Id, Language, Line } from "./common.ts";
import { endpoint } from "./endpoint.ts";

/** Which training simulations people get, and how often. */
export const Programme = z.object({
  id: Id,
  name: z.string(),
  /** The one of everybody who has no other. */
  isDefault: z.boolean(),
  /** Keys of scenarios, in the order in which each person gets them. */
  scenarios: z.array(z.string()),
  /** About every so many weeks, a quarter of that earlier or later. */
  everyWeeks: z.number(),
  version: z.number(),
});
export type Programme = z.infer<typeof Programme>;

/** A scenario that a programme may have. */
export const ScenarioOffered = z.object({
  key: z.string(),
  difficulty: z.enum(scenarioDifficulties),
  contents: z.array(z.object({ language: Language, senderName: z.string(), subject: z.string() })),
});
export type ScenarioOffered = z.infer<typeof ScenarioOffered>;

export const Programmes = z.object({
  items: z.array(Programme),
  total: z.number(),
  scenarios: z.array(ScenarioOffered),
});
export type Programmes = z.infer<typeof Programmes>;

export const mostWeeks = 26;
export const ProgrammeChange = z.strictObject({
  name: z.optional(Line(120).check(z.minLength(1))),
  scenarios: z.optional(
    z.array(z.string().check(z.minLength(1), z.maxLength(64))).check(z.minLength(1), z.maxLength(50)),
  ),
  everyWeeks: z.optional(z.number().check(z.int(), z.minimum(1), z.maximum(mostWeeks))),
});
export type ProgrammeChange = z.infer<typeof ProgrammeChange>;

export const ListProgrammes = endpoint({
  method: "get",
  path: "/api/v1/programmes",
  caller: "admin",
  permission: "programme.read",
  summary: "The organization's programme, and the scenarios that it may have.",
  status: 200,
  response: Programmes,
});

export const UpdateProgramme = endpoint({
  method: "patch",
  path: "/api/v1/programmes/:id",
  caller: "admin",
  permission: "programme.change",
  summary: `Change a programme's name, scenarios or rhythm; everybody in training is planned anew where the rhythm changes. If-Match: "version" is optional.`,
  status: 200,
  params: ById,
  request: ProgrammeChange,
  response: Programme,
});
