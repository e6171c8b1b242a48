import { useQuery } from "@tanstack/react-query";
import { GetSession } from "../../../shared/contracts/session.ts";
import { ListUsers } from "../../../shared/contracts/user.ts";
import { api, useSession } from "../api.ts";

/** The department whose people the reader sees; null while there is none. Read again when people change, the reader among them. */
export function useDepartment() {
  const known = useSession().data?.department;
  return useQuery({
    queryKey: ["users", "department"],
    queryFn: async ({ signal }) => (await api.call(GetSession, { signal })).department ?? null,
    placeholderData: known,
  });
}

export const departmentStandings = ["notStarted", "waiting", "onboarded"] as const;

/** How many of the people that the reader sees stand where. */
export function useDepartmentNumbers() {
  return useQuery({
    queryKey: ["users", "department", "numbers"],
    queryFn: ({ signal }) =>
      Promise.all(
        departmentStandings.map(async (shown) => {
          const { total } = await api.call(ListUsers, { query: { shown, limit: 1 }, signal });
          return { shown, total };
        }),
      ),
  });
}
