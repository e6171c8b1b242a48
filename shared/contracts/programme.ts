import * as z from "zod/mini";
import { scenarioDifficulties } from "../lifecycle.ts";
import { bringingKinds } from "../structure.ts";
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
  /** People, without the removed ones, for whom it was set by hand. */
  byHand: z.number(),
  /** All whose programme it is, for whatever reason; in the list when asked for. */
  users: z.optional(z.number()),
  /** Functions and groups that bring it, by name. */
  broughtBy: z.array(
    z.object({ kind: z.enum(bringingKinds), id: Id, name: z.string(), archived: z.boolean() }),
  ),
  /** Not to be had any more. */
  archived: z.boolean(),
  /** Who had it by hand is just being given what was said. */
  moving: z.optional(z.literal(true)),
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
const Name = Line(120).check(z.minLength(1));
const rhythm = {
  scenarios: z.optional(
    z.array(z.string().check(z.minLength(1), z.maxLength(64))).check(z.minLength(1), z.maxLength(50)),
  ),
  everyWeeks: z.optional(z.number().check(z.int(), z.minimum(1), z.maximum(mostWeeks))),
};
/** Left out: all scenarios, every two weeks. */
export const NewProgramme = z.strictObject({ name: Name, ...rhythm });
export type NewProgramme = z.infer<typeof NewProgramme>;

export const ProgrammeChange = z.strictObject({
  name: z.optional(Name),
  ...rhythm,
  archived: z.optional(z.boolean()),
  /**
   * With `archived: true`: the programme that people who had this one by hand, and the functions and groups that bring it,
   * have instead. `null`: none of their own. Asked for where there are such people, functions or groups.
   */
  moveTo: z.optional(z.nullable(Id)),
});
export type ProgrammeChange = z.infer<typeof ProgrammeChange>;

export const ListProgrammes = endpoint({
  method: "get",
  path: "/api/v1/programmes",
  caller: "admin",
  permission: "programme.read",
  summary:
    "The organization's programmes, the default one first, then by name, with what brings them; and the scenarios that they may have. `with=users` counts whose programme each is, which takes longer.",
  status: 200,
  query: z.object({ with: z.optional(z.enum(["users"])) }),
  response: Programmes,
});

export const CreateProgramme = endpoint({
  method: "post",
  path: "/api/v1/programmes",
  caller: "admin",
  permission: "programme.change",
  summary: "Add a programme; names are unique without regard to case and accents. Nobody has it yet.",
  status: 201,
  request: NewProgramme,
  response: Programme,
});

export const UpdateProgramme = endpoint({
  method: "patch",
  path: "/api/v1/programmes/:id",
  caller: "admin",
  permission: "programme.change",
  summary: `Change a programme's name, scenarios or rhythm, archive it or take it back. Where the rhythm changes, those whose programme it is are planned anew. The default one is never archived; one that is in use only with \`moveTo\`. If-Match: "version" is optional.`,
  status: 200,
  params: ById,
  request: ProgrammeChange,
  response: Programme,
});
