import type * as z from "zod/mini";
import type { ListUsers } from "../../../shared/contracts/user.ts";
import { accountStatuses, trainingStages } from "../../../shared/lifecycle.ts";

export type PeopleFilter = Pick<z.output<typeof ListUsers.query>, "query" | "stage" | "status">;
/** Where in the list the reader is: the server's cursor, and which page that is. */
export interface PeoplePlace {
  cursor?: string;
  page: number;
}
/** The filter as the address tells it; what makes no sense there is left out. */
export function filterFrom(params: URLSearchParams): PeopleFilter {
  const query = params.get("query")?.trim().slice(0, 200);
  const stage = trainingStages.find((one) => one === params.get("stage"));
  const status = accountStatuses.find((one) => one === params.get("status"));
  return { ...(query && { query }), ...(stage && { stage }), ...(status && { status }) };
}

/** The place as the address tells it; without a cursor it is the first page. */
export function placeFrom(params: URLSearchParams): PeoplePlace {
  const cursor = params.get("cursor") ?? undefined;
  const page = Number(params.get("page"));
  if (!cursor) return { page: 1 };
  return { cursor, page: Number.isSafeInteger(page) && page > 1 ? page : 2 };
}

/** The address of a filter and a place in it; a changed filter begins at its first page. */
export function paramsOf(filter: PeopleFilter, place: PeoplePlace = { page: 1 }): URLSearchParams {
  const params = new URLSearchParams(chosen(filter));
  if (place.cursor) {
    params.set("cursor", place.cursor);
    params.set("page", String(place.page));
  }
  return params;
}

export const isFiltered = (filter: PeopleFilter) => chosen(filter).length > 0;

/** What is set: a filter that was taken away may still be there as a name without a value. */
const chosen = (filter: PeopleFilter) =>
  Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1]));
