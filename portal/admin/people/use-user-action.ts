import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type * as z from "zod/mini";
import { ActOnUsers, CancelJob, ListJobs, type UserJob } from "../../../shared/contracts/user-action.ts";
import { api } from "../api.ts";
import { useMay } from "../frame/use-may.ts";

/** What is asked for: which action, of whom, and what it gives or takes. */
export type UserActionOrder = Omit<z.input<typeof ActOnUsers.request>, "dryRun">;
export type UserActionWhat = Omit<UserActionOrder, "users">;
/** What became of it at once, or the job that goes on with it. */
export type UserActionResult = z.output<typeof ActOnUsers.response> | z.output<typeof ActOnUsers.accepted>;

/** What an action would do, once it is `complete`; changes nothing. */
export function useActionPlan(order: UserActionOrder, complete: boolean) {
  return useQuery({
    enabled: complete,
    queryKey: ["users", "plan", order],
    queryFn: async ({ signal }) => {
      const answer = await api.call(ActOnUsers, { body: { ...order, dryRun: true }, signal });
      if ("job" in answer) throw new Error("A summary is never a job.");
      return answer;
    },
    gcTime: 0,
    staleTime: 0,
  });
}

/** Does it; the same `key` is the same press, however often it is sent. */
export function useUserAction() {
  const client = useQueryClient();
  return useMutation<UserActionResult, Error, UserActionOrder & { key: string }>({
    mutationFn: ({ key, ...order }) =>
      api.call(ActOnUsers, { body: order, headers: { "Idempotency-Key": key }, timeout: 120_000 }),
    onSettled: () =>
      client.invalidateQueries({ queryKey: ["users"], predicate: ({ queryKey }) => queryKey[1] !== "plan" }),
  });
}

const often = 1_000;
const seldom = 30_000;

/** The latest jobs; looked at each second while one of them runs, whoever began it. */
export function useJobs() {
  const client = useQueryClient();
  const jobs = useQuery({
    queryKey: ["users", "jobs"],
    queryFn: async ({ signal }) => (await api.call(ListJobs, { signal })).items,
    enabled: useMay("people.act"),
    refetchInterval: ({ state }) => (state.data?.some(isRunning) ? often : seldom),
  });
  const done = jobs.data
    ?.filter(isRunning)
    .map(({ done: so }) => so)
    .join();
  // The rows follow what the job has done to them.
  const before = useRef(done);
  useEffect(() => {
    if (before.current !== undefined && before.current !== done)
      void client.invalidateQueries({ queryKey: ["users", "list"] });
    before.current = done;
  }, [client, done]);
  return jobs;
}

export const isRunning = ({ state }: UserJob): boolean => state === "running";

export function useCancelJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.call(CancelJob, { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: ["users", "jobs"] }),
  });
}
