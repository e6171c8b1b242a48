import { useQuery } from "@tanstack/react-query";
import { ListRoles } from "../../../shared/contracts/role.ts";
import { api } from "../api.ts";

/** The server's table, and how many people have each role: read again when people change. */
export function useRoles() {
  return useQuery({
    queryKey: ["users", "roles"],
    queryFn: ({ signal }) => api.call(ListRoles, { signal }),
  });
}
