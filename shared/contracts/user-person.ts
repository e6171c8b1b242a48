import * as z from "zod/mini";
import {
  mailStates,
  programmeReasons,
  roles,
  simulationKinds,
  skipCodes,
  userActions,
} from "../lifecycle.ts";
import { bringingKinds, type MemberField, structureKinds } from "../structure.ts";
import { ById, Id, Instant, Language, Line, PageQuery, Role, TypedAddress } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { ReportOutcome } from "./report.ts";
import { belonging, termsAcceptedAt, User } from "./user.ts";

/** What of a person can be changed by hand. */
export const personFields = [
  "firstName",
  "infix",
  "lastName",
  "language",
  "programme",
  "employeeId",
  "email",
  "role",
] as const;
export type PersonField = (typeof personFields)[number];
/** Where a person stands among the others; changed by hand too. */
export const belongingFields = [
  "company",
  "department",
  "functions",
  "costCentre",
  "groups",
  "manager",
] as const satisfies readonly (MemberField | "manager")[];
export type BelongingField = (typeof belongingFields)[number];

/** Who did something: a person, a script with that person's API token, the person themselves, or the product. */
export const Doer = z.object({
  kind: z.enum(["user", "apiToken", "self", "system"]),
  /** While they are known. */
  id: z.optional(Id),
  name: z.optional(z.string()),
  role: z.optional(Role),
  token: z.optional(z.string()),
});
export type Doer = z.infer<typeof Doer>;

export const additionWays = ["admin", "joined", "unknown"] as const;

export const Person = z.object({
  user: User,
  /** Addresses from before, by which the person is still found. */
  formerAddresses: z.array(z.string()),
  /** Absent where the organization's language holds. */
  ownLanguage: z.optional(Language),
  /** When the person accepted the organization's terms. */
  termsAcceptedAt: z.optional(Instant),
  added: z.object({ at: Instant, way: z.enum(additionWays), by: z.optional(Doer) }),
  /** Where the latest Welcome mail is. */
  welcome: z.nullable(z.object({ state: z.enum(mailStates), sentAt: z.optional(Instant) })),
  /** The programme that is theirs, and where it comes from: with the function or group that brings it. */
  programme: z.object({
    id: Id,
    name: z.string(),
    by: z.enum(programmeReasons),
    unit: z.optional(z.object({ kind: z.enum(bringingKinds), id: Id, name: z.string() })),
  }),
  /** When the next training simulation is to be expected, as things are; for who is in training. */
  nextSimulationAt: z.optional(Instant),
  /** What they belong to, by name. */
  belonging: z.array(
    z.object({ kind: z.enum(structureKinds), id: Id, name: z.string(), archived: z.boolean() }),
  ),
  /** What the caller may do now, and why not the rest. */
  actions: z.array(z.object({ action: z.enum(userActions), why: z.optional(z.enum(skipCodes)) })),
  /** What the caller may change now. */
  editable: z.array(z.enum([...personFields, ...belongingFields])),
});
export type Person = z.infer<typeof Person>;

export const GetPerson = endpoint({
  method: "get",
  path: "/api/v1/users/:id/profile",
  caller: "admin",
  permission: "people.read",
  summary:
    "One person: who they are, how they came in, and what the caller may do and change now. The id of somebody who was merged leads to who they are now.",
  status: 200,
  params: ById,
  response: Person,
});

export const UpdateUser = endpoint({
  method: "patch",
  path: "/api/v1/users/:id",
  caller: "admin",
  permission: "people.change",
  summary:
    'Change one person. `null` takes a value away; If-Match: "version" is optional. The former address stays one by which the person is found. A role is given by owners alone.',
  status: 200,
  params: ById,
  request: z.strictObject({
    firstName: z.optional(Line(100)),
    infix: z.optional(z.nullable(Line(40))),
    lastName: z.optional(Line(100)),
    language: z.optional(z.nullable(Language)),
    employeeId: z.optional(z.nullable(Line(64))),
    email: z.optional(TypedAddress),
    role: z.optional(z.nullable(z.enum(roles))),
    /** `null`: back to what groups and functions bring. */
    programme: z.optional(z.nullable(Id)),
    ...belonging,
    termsAcceptedAt,
  }),
  response: User,
});

/** What became of a simulation: on its way, out and not reported yet, caught, or over without a catch. */
export const simulationResults = ["onItsWay", "open", "reported", "inDoubt", "refused", "over"] as const;
export type SimulationResult = (typeof simulationResults)[number];

export const PersonSimulation = z.object({
  id: Id,
  kind: z.enum(simulationKinds),
  scenario: z.string(),
  startNumber: z.number(),
  result: z.enum(simulationResults),
  createdAt: Instant,
  /** When the mail server took its mail. */
  sentAt: z.optional(Instant),
  reportedAt: z.optional(Instant),
});
export type PersonSimulation = z.infer<typeof PersonSimulation>;

export const ListPersonSimulations = endpoint({
  method: "get",
  path: "/api/v1/users/:id/simulations",
  caller: "admin",
  permission: "people.read",
  summary: "The latest 200 simulations of one person, newest first, and what became of each.",
  status: 200,
  params: ById,
  response: z.object({ items: z.array(PersonSimulation), total: z.number() }),
});

export const happenings = [
  "added",
  "joined",
  "started",
  "restarted",
  "onboarded",
  "activated",
  "deactivated",
  "removed",
  "restored",
  "changed",
  "groupGiven",
  "groupTaken",
  "copyAsked",
  "signedOut",
  "merged",
  "unmerged",
  "mailSent",
  "mailInDoubt",
  "mailRefused",
  "reported",
  "other",
] as const;

/** Something that happened to a person, and who did it. */
export const Happening = z.object({
  id: z.string(),
  at: Instant,
  what: z.enum(happenings),
  /** Absent where the product did it by itself. */
  by: z.optional(Doer),
  /** What was changed, from what to what: names of programmes and places, none is null. Records of earlier versions name fields alone. */
  changes: z.optional(
    z.array(
      z.object({
        field: z.string(),
        before: z.optional(z.nullable(z.string())),
        after: z.optional(z.nullable(z.string())),
      }),
    ),
  ),
  startNumber: z.optional(z.number()),
  /** The group that was given or taken, while there is one. */
  group: z.optional(z.object({ id: Id, name: z.string() })),
  /** Of a mail: which simulation it belongs to, and whether it was a further copy. */
  simulation: z.optional(z.object({ kind: z.enum(simulationKinds), copy: z.boolean() })),
  report: z.optional(z.object({ id: Id, subject: z.string(), outcome: ReportOutcome })),
  /** The record's own word, where there is none above. */
  action: z.optional(z.string()),
});
export type Happening = z.infer<typeof Happening>;

export const ListHappenings = endpoint({
  method: "get",
  path: "/api/v1/users/:id/timeline",
  caller: "admin",
  permission: "people.read",
  summary: "All that happened to one person, newest first, and who did it.",
  status: 200,
  params: ById,
  query: z.object(PageQuery),
  response: z.object({ items: z.array(Happening), next: z.optional(z.string()) }),
});
