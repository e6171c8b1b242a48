import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ListUsers, type UserSort } from "../../../shared/contracts/user.ts";
import { api } from "../api.ts";
import { pageSize } from "../pieces/page-size.ts";
import { isFiltered, paramsOf, type PeopleFilter, type PeoplePlace } from "./people-filter.ts";

/** One page of the list. While another is fetched the former stays; `of` tells which one this is. */
export function usePeople(filter: PeopleFilter, place: PeoplePlace, sort: UserSort | undefined) {
  const of = paramsOf(filter, place, { sort }).toString();
  return useQuery({
    queryKey: ["users", "list", of],
    queryFn: async ({ signal }) => {
      const query = { ...filter, sort, cursor: place.cursor, limit: pageSize };
      return { of, ...(await api.call(ListUsers, { query, signal })) };
    },
    placeholderData: keepPreviousData,
  });
}

/** How many people there are without any filter. */
export function usePeopleCount(filter: PeopleFilter) {
  return useQuery({
    queryKey: ["users", "count"],
    queryFn: async ({ signal }) => (await api.call(ListUsers, { query: { limit: 1 }, signal })).total,
    enabled: isFiltered(filter),
  });
}
