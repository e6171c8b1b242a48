import { useQuery } from "@tanstack/react-query";
import { GetOverview } from "../../../shared/contracts/overview.ts";
import { api } from "../api.ts";

/** The first page's figures; read again, calmly, whenever anything changes. */
export function useOverview() {
  return useQuery({
    queryKey: ["overview"],
    queryFn: ({ signal }) => api.call(GetOverview, { signal }),
  });
}
