import { useQuery } from "@tanstack/react-query";
import { GetOverview, GetOverviewTrend } from "../../../shared/contracts/overview.ts";
import { api } from "../api.ts";

/** The first page's figures; read again, calmly, whenever anything changes. */
export function useOverview() {
  return useQuery({
    queryKey: ["overview"],
    queryFn: ({ signal }) => api.call(GetOverview, { signal }),
  });
}

/** The weeks behind it; they are read again together with it. */
export function useTrend() {
  return useQuery({
    queryKey: ["overview", "trend"],
    queryFn: ({ signal }) => api.call(GetOverviewTrend, { signal }),
  });
}
