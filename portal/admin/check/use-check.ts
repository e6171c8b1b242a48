import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { GetSenderDns, ListChecks, ListReportButtons, StartCheck } from "../../../shared/contracts/check.ts";
import { api } from "../api.ts";

const key = ["checks", "list"];
/** What waits grows by the clock alone, without anything that the live stream tells. */
const lookAgain = 5_000;

/** The latest checks; while one is on its way they are read again now and then, beside what the live stream tells. */
export function useChecks() {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.call(ListChecks, { signal }),
    refetchInterval: ({ state: { data } }) => (data?.items[0]?.state === "running" ? lookAgain : false),
  });
}

export function useStartCheck() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.call(StartCheck),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

export function useReportButtons() {
  return useQuery({
    queryKey: ["checks", "buttons"],
    queryFn: ({ signal }) => api.call(ListReportButtons, { signal }),
  });
}

/** Not below the live topic: nothing of ours changes DNS. */
export function useSenderDns() {
  return useQuery({
    queryKey: ["sender"],
    queryFn: ({ signal }) => api.call(GetSenderDns, { signal }),
    staleTime: 60_000,
  });
}
