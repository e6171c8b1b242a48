import * as z from "zod/mini";
import { accountStatuses, shownStandings, startMethods } from "../lifecycle.ts";
import { ById, Id, Language, Line, page, PageQuery, Role, TypedAddress } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { TrainingStage, User } from "./user-shape.ts";

export { User } from "./user-shape.ts";

/** Ids of what a person belongs to. */
export const belonging = {
  company: z.optional(z.nullable(Id)),
  department: z.optional(z.nullable(Id)),
  costCentre: z.optional(z.nullable(Id)),
  functions: z.optional(z.array(Id).check(z.maxLength(50))),
  groups: z.optional(z.array(Id).check(z.maxLength(50))),
  /** Leads others, which is no role in the portal. */
  manager: z.optional(z.boolean()),
};

/** Never set by hand or by a file. */
export const termsAcceptedAt = z.optional(
  z.never(
    "The date is set only where the person accepts the terms: on the join page or behind the link of an invite.",
  ),
);

const Profile = {
  firstName: z.optional(Line(100)),
  infix: z.optional(Line(40)),
  lastName: z.optional(Line(100)),
  language: z.optional(Language),
  employeeId: z.optional(Line(64)),
  ...belonging,
};

export const CreateUser = endpoint({
  method: "post",
  path: "/api/v1/users",
  caller: "admin",
  permission: "people.change",
  summary: "Add one user to the roster. Starts nobody and mails nobody, unless `start` asks for it.",
  status: 201,
  request: z.strictObject({
    email: TypedAddress,
    ...Profile,
    /** Left out: yes. */
    active: z.optional(z.boolean()),
    /** Left out: no. */
    start: z.optional(z.boolean()),
    termsAcceptedAt,
  }),
  response: User,
});

export const GetUser = endpoint({
  method: "get",
  path: "/api/v1/users/:id",
  caller: "admin",
  permission: "people.read",
  summary: "One user.",
  status: 200,
  params: ById,
  response: User,
});

/** What an organization can ask to be known of everybody. */
export const mayBeRequired = ["company", "department"] as const;

/** Who is meant: all given parts must hold. `days` reads numbers of days as the door gives them: as text in an address. */
export const userFilter = <Days extends z.ZodMiniType<number>>(days: Days) => ({
  stage: z.optional(TrainingStage),
  status: z.optional(z.enum(accountStatuses)),
  /** As lists show people: one of these stands for a stage and a status. */
  shown: z.optional(z.enum(shownStandings)),
  query: z.optional(z.string().check(z.maxLength(200))),
  company: z.optional(Id),
  department: z.optional(Id),
  costCentre: z.optional(Id),
  function: z.optional(Id),
  group: z.optional(Id),
  role: z.optional(Role),
  /** Own language, or the organization's for those who have none. */
  language: z.optional(Language),
  /** Who belongs to none. */
  without: z.optional(z.enum(mayBeRequired)),
  startMethod: z.optional(z.enum(startMethods)),
  /** Came onto the roster in the last so many days of 24 hours. */
  addedWithinDays: z.optional(days),
  /** Was started more than so many days ago and is not onboarded yet. */
  waitingOverDays: z.optional(days),
  /** Never reported a mail. */
  lastReport: z.optional(z.enum(["never"])),
  /** Reported a mail in the last so many days. */
  reportedWithinDays: z.optional(days),
  /** Reported no mail in the last so many days, or never. */
  notReportedForDays: z.optional(days),
});
/** Longest time that a filter asks for, in days. */
export const mostDays = 3_650;

/** Orders of the list: by address, by name as it is read, by when people were added; with a minus the other way round. */
export const userSorts = ["email", "-email", "name", "-name", "added", "-added"] as const;
export type UserSort = (typeof userSorts)[number];

export const ListUsers = endpoint({
  method: "get",
  path: "/api/v1/users",
  caller: "admin",
  permission: "people.read",
  summary:
    "Users by filter, in the order of their addresses, or newest first with `addedWithinDays`, unless `sort` says otherwise; `query` finds by the beginnings of words.",
  status: 200,
  query: z.object({
    ...userFilter(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(mostDays))),
    sort: z.optional(z.enum(userSorts)),
    ...PageQuery,
  }),
  response: page(User),
});
