import type * as z from "zod/mini";
import { type ListUsers, mayBeRequired, mostDays } from "../../../shared/contracts/user.ts";
import {
  accountStatuses,
  languages,
  roles,
  startMethods,
  trainingStages,
} from "../../../shared/lifecycle.ts";
import { memberField, type StructureKind } from "../../../shared/structure.ts";

import { addView, type PeopleView } from "./people-view.ts";

export type PeopleFilter = Omit<z.output<typeof ListUsers.query>, "cursor" | "limit" | "shown" | "sort">;
/** Where in the list the reader is: the server's cursor, and which page that is. */
export interface PeoplePlace {
  cursor?: string;
  page: number;
}

/** What people belong to, as filters name it. */
export const unitFilters = ["company", "department", "function", "costCentre", "group"] as const;
export type UnitFilter = (typeof unitFilters)[number];
/** The filter that finds all who belong to one of this kind. */
export function unitFilterOf(kind: StructureKind): UnitFilter {
  const field = memberField[kind];
  if (field === "functions") return "function";
  return field === "groups" ? "group" : field;
}
const dayFilters = [
  "addedWithinDays",
  "waitingOverDays",
  "reportedWithinDays",
  "notReportedForDays",
] as const;

/** Filters that are asked for less often than stage and status. */
export const moreFilters = [
  "language",
  "startMethod",
  "role",
  "without",
  "lastReport",
  ...dayFilters,
  ...unitFilters,
] as const;

/** The filters of the last report, of which a reader chooses one: `lastReport:never`, `notReportedForDays:30`. */
const reportFilters = ["lastReport", "notReportedForDays", "reportedWithinDays"] as const;
type ReportFilter = Pick<PeopleFilter, (typeof reportFilters)[number]>;
export function lastReportOf(filter: PeopleFilter): string | undefined {
  const name = reportFilters.find((one) => filter[one] !== undefined);
  return name && `${name}:${String(filter[name])}`;
}
/** The filter of such a choice; without one, all of them open. */
export function lastReportFilter(choice: string | undefined): ReportFilter {
  const [name, value] = choice?.split(":") ?? [];
  return {
    lastReport: name === "lastReport" ? "never" : undefined,
    notReportedForDays: name === "notReportedForDays" ? Number(value) : undefined,
    reportedWithinDays: name === "reportedWithinDays" ? Number(value) : undefined,
  };
}

const longestId = 64;
const days = (text: string | null): number | undefined =>
  text !== null && /^\d{1,4}$/.test(text) && Number(text) <= mostDays ? Number(text) : undefined;

/** The filter as the address tells it; what makes no sense there is left out. */
export function filterFrom(params: URLSearchParams): PeopleFilter {
  const oneOf = <Value extends string>(name: string, values: readonly Value[]) =>
    values.find((one) => one === params.get(name));
  return given({
    query: params.get("query")?.trim().slice(0, 200) || undefined,
    stage: oneOf("stage", trainingStages),
    status: oneOf("status", accountStatuses),
    language: oneOf("language", languages),
    startMethod: oneOf("startMethod", startMethods),
    role: oneOf("role", roles),
    without: oneOf("without", mayBeRequired),
    lastReport: oneOf("lastReport", ["never"]),
    ...Object.fromEntries(dayFilters.map((name) => [name, days(params.get(name))])),
    ...Object.fromEntries(
      unitFilters.map((name) => [name, params.get(name)?.slice(0, longestId) || undefined]),
    ),
  });
}

/** The place as the address tells it; without a cursor it is the first page. */
export function placeFrom(params: URLSearchParams): PeoplePlace {
  const cursor = params.get("cursor") ?? undefined;
  const page = Number(params.get("page"));
  if (!cursor) return { page: 1 };
  return { cursor, page: Number.isSafeInteger(page) && page > 1 ? page : 2 };
}

/** The address of a filter, a place in it and how it is looked at; a changed filter begins at its first page. */
export function paramsOf(
  filter: PeopleFilter,
  place: PeoplePlace = { page: 1 },
  view: PeopleView = {},
): URLSearchParams {
  const params = new URLSearchParams(
    Object.entries(given(filter)).map(([name, value]) => [name, String(value)]),
  );
  if (place.cursor) {
    params.set("cursor", place.cursor);
    params.set("page", String(place.page));
  }
  return addView(params, view);
}

export const isFiltered = (filter: PeopleFilter) => Object.keys(given(filter)).length > 0;

/** What is set: a filter that was taken away may still be there as a name without a value. */
export const given = (filter: PeopleFilter): PeopleFilter =>
  Object.fromEntries(
    (Object.entries(filter) as [string, unknown][]).filter(([, value]) => value !== undefined),
  );
