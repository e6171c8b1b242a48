import { type UserSort, userSorts } from "../../../shared/contracts/user.ts";
import { inOrder, isUsual, type PeopleColumn } from "./people-columns.ts";

/** How the list is looked at: in which order, and with which columns. Absent parts are as usual. */
export interface PeopleView {
  sort?: UserSort | undefined;
  columns?: readonly PeopleColumn[] | undefined;
}

/** The view as the address tells it; what makes no sense there is left out. */
export function viewFrom(params: URLSearchParams): PeopleView {
  const sort = userSorts.find((one) => one === params.get("sort"));
  const columns = params.get("columns");
  return { ...(sort && { sort }), ...(columns !== null && { columns: inOrder(columns.split(",")) }) };
}

/** Writes a view into an address. */
export function addView(params: URLSearchParams, { sort, columns }: PeopleView): URLSearchParams {
  if (sort) params.set("sort", sort);
  if (columns && !isUsual(columns)) params.set("columns", columns.join(","));
  return params;
}

/** The order in which the list stands, also where none was asked for. */
export const orderOf = (
  { sort }: PeopleView,
  { addedWithinDays }: { addedWithinDays?: number | undefined },
) => sort ?? (addedWithinDays === undefined ? "email" : "-added");
