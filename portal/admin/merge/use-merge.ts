import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { GetMerge, MergeUsers, UndoMerge, type MergePlan } from "../../../shared/contracts/user-merge.ts";
import { ListUsers, type User } from "../../../shared/contracts/user.ts";
import { api } from "../api.ts";

/** Who stays, who goes, and whose employee ID it is then. */
export interface MergeOrder {
  stays: string;
  goes: string;
  employeeId?: "stays" | "goes";
}

/** The merge that can be undone, and who looks like the same person. */
export function useMergesOf({ id, version }: User, enabled: boolean) {
  return useQuery({
    queryKey: ["users", "merge", id, version],
    queryFn: ({ signal }) => api.call(GetMerge, { params: { id }, signal }),
    enabled,
    placeholderData: keepPreviousData,
  });
}

const mostFound = 6;

/** People who may be the other one. */
export function useOthers(query: string, but: string) {
  return useQuery({
    queryKey: ["users", "others", query],
    queryFn: ({ signal }) => api.call(ListUsers, { query: { query, limit: mostFound + 1 }, signal }),
    enabled: query !== "",
    placeholderData: keepPreviousData,
    select: ({ items }) => items.filter(({ id }) => id !== but).slice(0, mostFound),
  });
}

const bodyOf = ({ goes, employeeId }: MergeOrder) => ({ other: goes, ...(employeeId && { employeeId }) });

/** What the merge would do; changes nothing. */
export function useMergePlan(order: MergeOrder | null) {
  return useQuery({
    queryKey: ["users", "plan", "merge", order],
    queryFn: ({ signal }) =>
      api.call(MergeUsers, {
        params: { id: order?.stays ?? "" },
        body: { ...bodyOf(order ?? { stays: "", goes: "" }), dryRun: true },
        signal,
      }),
    enabled: order !== null,
    gcTime: 0,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
}

/** Merges the two as they were seen. `onMerged` comes first: the page of who goes is about to end. */
export function useMerge(onMerged: (merged: MergePlan) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ order, seen }: { order: MergeOrder; seen: MergePlan }) =>
      api.call(MergeUsers, {
        params: { id: order.stays },
        body: { ...bodyOf(order), otherVersion: seen.goes.user.version },
        headers: { "If-Match": `"${seen.stays.user.version}"` },
      }),
    onSuccess: onMerged,
    onSettled: () => client.invalidateQueries({ queryKey: ["users"] }),
  });
}

export function useUndoPlan(id: string) {
  return useQuery({
    queryKey: ["users", "plan", "unmerge", id],
    queryFn: ({ signal }) => api.call(UndoMerge, { params: { id }, body: { dryRun: true }, signal }),
    gcTime: 0,
    staleTime: 0,
  });
}

export function useUndoMerge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version }: Pick<User, "id" | "version">) =>
      api.call(UndoMerge, { params: { id }, body: {}, headers: { "If-Match": `"${version}"` } }),
    onSettled: () => client.invalidateQueries({ queryKey: ["users"] }),
  });
}
