import * as z from "zod/mini";
import type { StructureKind } from "../structure.ts";
import { ById, Id, Line } from "./common.ts";
import { endpoint } from "./endpoint.ts";

/** A company, department, function, cost centre or group. */
export const Unit = z.object({
  id: Id,
  name: z.string(),
  code: z.optional(z.string()),
  /** The programme that its people get; functions and groups alone. */
  programme: z.optional(Id),
  /** People who belong to it, without the removed ones. */
  users: z.number(),
  /** Not offered any more; who belongs to it stays. */
  archived: z.boolean(),
  /** Its people are moving there; it is gone once all have. */
  mergingInto: z.optional(Id),
  version: z.number(),
});
export type Unit = z.infer<typeof Unit>;
export const Units = z.object({ items: z.array(Unit), total: z.number() });
export type Units = z.infer<typeof Units>;

const Name = Line(120).check(z.minLength(1));
export const NewUnit = z.strictObject({
  name: Name,
  code: z.optional(Line(40)),
  /** Functions and groups alone. */
  programme: z.optional(Id),
});
export type NewUnit = z.infer<typeof NewUnit>;
export const UnitChange = z.strictObject({
  name: z.optional(Name),
  /** Empty: it has none any more. */
  code: z.optional(Line(40)),
  /** Functions and groups alone. `null`: it brings none any more. */
  programme: z.optional(z.nullable(Id)),
  archived: z.optional(z.boolean()),
  mergeInto: z.optional(Id),
});
export type UnitChange = z.infer<typeof UnitChange>;

const words = {
  companies: ["All companies", "a company"],
  departments: ["All departments", "a department"],
  functions: ["All functions", "a function"],
  costCentres: ["All cost centres", "a cost centre"],
  groups: ["All groups", "a group"],
} as const satisfies Record<StructureKind, readonly [string, string]>;

const listOf = <const K extends StructureKind>(kind: K) =>
  endpoint({
    method: "get",
    path: `/api/v1/${kind}`,
    caller: "admin",
    permission: "structure.read",
    summary: `${words[kind][0]}, by name, with how many people belong to each.`,
    status: 200,
    response: Units,
  });
const createOf = <const K extends StructureKind>(kind: K) =>
  endpoint({
    method: "post",
    path: `/api/v1/${kind}`,
    caller: "admin",
    permission: "structure.change",
    summary: `Add ${words[kind][1]}; names, and codes where there are any, are unique without regard to case and accents.`,
    status: 201,
    request: NewUnit,
    response: Unit,
  });
const updateOf = <const K extends StructureKind>(kind: K) =>
  endpoint({
    method: "patch",
    path: `/api/v1/${kind}/:id`,
    caller: "admin",
    permission: "structure.change",
    summary: `Rename ${words[kind][1]}, change its code, archive it or take it back, or merge it into another: its people move there, then it is gone. If-Match: "version" is optional.`,
    status: 200,
    params: ById,
    request: UnitChange,
    response: Unit,
  });

export const ListCompanies = listOf("companies");
export const CreateCompany = createOf("companies");
export const UpdateCompany = updateOf("companies");
export const ListDepartments = listOf("departments");
export const CreateDepartment = createOf("departments");
export const UpdateDepartment = updateOf("departments");
export const ListFunctions = listOf("functions");
export const CreateFunction = createOf("functions");
export const UpdateFunction = updateOf("functions");
export const ListCostCentres = listOf("costCentres");
export const CreateCostCentre = createOf("costCentres");
export const UpdateCostCentre = updateOf("costCentres");
export const ListGroups = listOf("groups");
export const CreateGroup = createOf("groups");
export const UpdateGroup = updateOf("groups");

/** The endpoints of each kind, for code that serves or shows all of them alike. */
export const structure = {
  companies: { list: ListCompanies, create: CreateCompany, update: UpdateCompany },
  departments: { list: ListDepartments, create: CreateDepartment, update: UpdateDepartment },
  functions: { list: ListFunctions, create: CreateFunction, update: UpdateFunction },
  costCentres: { list: ListCostCentres, create: CreateCostCentre, update: UpdateCostCentre },
  groups: { list: ListGroups, create: CreateGroup, update: UpdateGroup },
} as const satisfies Record<StructureKind, object>;
