import { keepPreviousData, useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { CheckAudit, ListAudit } from "../../../shared/contracts/audit.ts";
import { api } from "../api.ts";
import { knownActions, type KnownAction } from "./audit-words.ts";

export const spans = ["1", "7", "30", "365"] as const;
export type Span = (typeof spans)[number];

export interface AuditFilter {
  action?: KnownAction | undefined;
  actor?: string | undefined;
  subject?: string | undefined;
  /** So many days back. */
  since?: Span | undefined;
}

/** The filter as the address tells it, so that a view can be shared. */
export function useAuditFilter(): [AuditFilter, (filter: AuditFilter) => void] {
  const [search, setSearch] = useSearchParams();
  const filter = {
    action: knownActions.find((one) => one === search.get("action")),
    actor: search.get("actor") ?? undefined,
    subject: search.get("subject") ?? undefined,
    since: spans.find((one) => one === search.get("since")),
  };
  return [
    filter,
    (next) => {
      const set = Object.entries(next).filter((one): one is [string, string] => one[1] !== undefined);
      setSearch(new URLSearchParams(set), { replace: true });
    },
  ];
}

const day = 86_400_000;
// Entries come in when a worker has given them their place, which is told to nobody.
const often = 5_000;

/** The log, newest first, page after page. */
export function useAudit({ since, ...filter }: AuditFilter) {
  return useInfiniteQuery({
    queryKey: ["audit", filter.action, filter.actor, filter.subject, since],
    queryFn: ({ signal, pageParam }) => {
      const from = since && new Date(Date.now() - Number(since) * day).toISOString();
      return api.call(ListAudit, {
        query: { ...filter, from, limit: 50, cursor: pageParam || undefined },
        signal,
      });
    },
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    refetchInterval: often,
  });
}

export const useCheckAudit = () => useMutation({ mutationFn: () => api.call(CheckAudit, {}) });
