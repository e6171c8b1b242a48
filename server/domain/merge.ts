import type { MergeRefusal, MergeWarning } from "../../shared/contracts/user-merge.ts";
import type { Language, Role, StartMethod, TrainingStage } from "../../shared/lifecycle.ts";
import { may } from "../../shared/permissions.ts";
import { searchWords } from "./search-words.ts";

/** What a merge has to know of a person. What else is stored of the one who stays is left as it is. */
export interface MergePerson {
  _id: string;
  email: string;
  addresses: string[];
  directory?: string;
  employeeId?: string;
  firstName: string;
  infix?: string;
  lastName: string;
  language?: Language;
  company?: string;
  department?: string;
  costCentre?: string;
  functions: string[];
  /** The newest last: it says which programme a person has. */
  groups: string[];
  programme?: string;
  manager: boolean;
  role?: Role;
  stage: TrainingStage;
  active: boolean;
  removedAt?: Date;
  startMethod?: StartMethod;
  startNumber: number;
  startedAt?: Date;
  onboardedAt?: Date;
  nextSimulationAt?: Date;
  lastSimulation?: { at: Date; scenario: string };
  seenAt?: Date;
  termsAcceptedAt?: Date;
  lastReportAt?: Date;
  searchWords: string[];
  createdAt: Date;
}

/** Of the two: who stays, and who is merged into them. */
export type Side = "stays" | "goes";
export type Pair<T> = Record<Side, T>;
export interface MergeChoices {
  /** Whose employee ID it is from now on, where both have one. */
  employeeId?: Side | undefined;
}

export interface Merge<T> {
  /** The one who stays, as they are then. */
  after: T;
  /** Whose training goes on: the further one. */
  training: Side;
  /** What both have, and only a person can choose. */
  ask: (keyof MergeChoices)[];
  warnings: MergeWarning[];
}

const steps: readonly TrainingStage[] = ["notStarted", "started", "onboarded"];
const isFurther = (one: MergePerson, other: MergePerson): boolean =>
  steps.indexOf(one.stage) > steps.indexOf(other.stage);
const known = [
  "directory",
  "language",
  "company",
  "department",
  "costCentre",
  "programme",
  "termsAcceptedAt",
] as const;
/** One fact in several fields. */
const training = ["stage", "startMethod", "startNumber", "startedAt", "onboardedAt"] as const;
const names = ["firstName", "infix", "lastName"] as const;

/** Why these two stay two; null when they may become one. Whether an owner is the last one is not asked here. */
export function mergeRefusal(
  { stays, goes }: Pair<MergePerson>,
  actor: { id: string; role: Role },
): MergeRefusal | null {
  if (stays._id === goes._id) return "same_person";
  if (stays.removedAt || goes.removedAt) return "removed";
  if (goes._id === actor.id) return "yourself";
  if ([stays.role, goes.role].includes("owner") && !may(actor.role, "roles.give")) return "owner_only";
  if (goes.role && goes.role !== stays.role) return "role_differs";
  return null;
}

/** Who had better stay: who has a role, else whom the directory knows, else the further one in training, else the older. */
export function proposedStay<T extends MergePerson>(one: T, other: T): T {
  if (Boolean(one.role) !== Boolean(other.role)) return one.role ? one : other;
  if (Boolean(one.directory) !== Boolean(other.directory)) return one.directory ? one : other;
  if (one.stage !== other.stage) return isFurther(one, other) ? one : other;
  return one.createdAt <= other.createdAt ? one : other;
}

/** What becomes of the one who stays. Nothing of theirs is lost, and what they lack comes from the other. */
export function mergeOf<T extends MergePerson>(
  { stays, goes }: Pair<T>,
  choices: MergeChoices = {},
): Merge<T> {
  const after: T = { ...stays };
  const leader = isFurther(goes, stays) ? "goes" : "stays";
  for (const field of training) take(after, leader === "goes" ? goes : stays, field);
  // Starts of both are counted; those of the training that goes on come last.
  after.startNumber = stays.startNumber + goes.startNumber;
  for (const field of known) if (stays[field] === undefined) take(after, goes, field);
  if (!stays.firstName && !stays.lastName) for (const field of names) take(after, goes, field);
  const twoIds =
    stays.employeeId !== undefined && goes.employeeId !== undefined && stays.employeeId !== goes.employeeId;
  if (stays.employeeId === undefined || (twoIds && choices.employeeId === "goes"))
    take(after, goes, "employeeId");
  after.addresses = united(stays.addresses, goes.addresses);
  // Their own come last, so that the programme stays what it was.
  after.groups = united(
    goes.groups.filter((group) => !stays.groups.includes(group)),
    stays.groups,
  );
  after.functions = united(stays.functions, goes.functions);
  after.manager = stays.manager || goes.manager;
  if (goes.seenAt && (!stays.seenAt || goes.seenAt < stays.seenAt)) take(after, goes, "seenAt");
  if (goes.lastSimulation && !(stays.lastSimulation && stays.lastSimulation.at >= goes.lastSimulation.at))
    take(after, goes, "lastSimulation");
  if (stays.nextSimulationAt === undefined) take(after, goes, "nextSimulationAt");
  if (goes.lastReportAt && !(stays.lastReportAt && stays.lastReportAt >= goes.lastReportAt))
    take(after, goes, "lastReportAt");
  after.searchWords = searchWords(after);
  return {
    after,
    training: leader,
    ask: twoIds && choices.employeeId === undefined ? ["employeeId"] : [],
    warnings: [
      ...(stays.directory && goes.directory ? ["two_accounts" as const] : []),
      ...(stays.active !== goes.active ? ["one_inactive" as const] : []),
    ],
  };
}

/** A merge as it was written. */
export interface Merged<T> {
  before: Pair<T>;
  after: T;
}
export interface Unmerged<T> {
  stays: T;
  goes: T;
  /** Whether the training of the one who stays is as before: nothing happened to it since. */
  trainingBack: boolean;
  /** What was changed since, and stays so with the one who stays. */
  remains: (keyof T & string)[];
}

/**
 * Two people again. The other gets back all that they had, their addresses too; the one who stays gives back what came from
 * them and keeps what was changed since.
 */
export function unmerge<T extends MergePerson>(now: T, { before, after }: Merged<T>): Unmerged<T> {
  const stays: T = { ...now };
  const { stays: was, goes } = before;
  const remains: (keyof T & string)[] = [];
  const trainingBack = training.every((field) => same(now[field], after[field]));
  if (trainingBack) for (const field of training) take(stays, was, field);
  else remains.push("stage");
  for (const field of [
    ...known,
    ...names,
    "employeeId",
    "seenAt",
    "lastSimulation",
    "nextSimulationAt",
    "manager",
  ] as const) {
    if (same(was[field], after[field])) continue;
    if (same(now[field], after[field])) take(stays, was, field);
    else remains.push(field);
  }
  // Reports go back to whose they are; one that came since is theirs who stays.
  if (same(now.lastReportAt, after.lastReportAt)) take(stays, was, "lastReportAt");
  for (const field of ["groups", "functions"] as const) {
    const came = after[field].filter((id) => !was[field].includes(id));
    stays[field] = now[field].filter((id) => !came.includes(id));
  }
  if (goes.addresses.includes(now.email)) stays.email = was.email;
  stays.addresses = united(
    [stays.email],
    now.addresses.filter((address) => !goes.addresses.includes(address)),
  );
  stays.searchWords = searchWords(stays);
  return { stays, goes: { ...goes }, trainingBack, remains };
}

/** The values of `after` that differ, for an update: undefined is one that goes. */
export function differences<T extends object>(before: T, after: T): Partial<T> {
  const changed: Partial<T> = {};
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof T>)
    if (!same(before[field], after[field])) changed[field] = after[field];
  return changed;
}

/** The value as the other has it, also where they have none. */
function take<T extends object>(into: T, from: T, field: keyof T): void {
  if (from[field] === undefined) Reflect.deleteProperty(into, field);
  else into[field] = from[field];
}

const united = (own: readonly string[], others: readonly string[]): string[] => [
  ...new Set([...own, ...others]),
];

/** Dates, lists and plain objects by what they hold. */
function same(one: unknown, other: unknown): boolean {
  if (one instanceof Date && other instanceof Date) return one.getTime() === other.getTime();
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return one === other;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<never>;
  return [...keys].every((key) => same(one[key], other[key]));
}
