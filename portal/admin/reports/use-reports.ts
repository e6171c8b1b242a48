import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { GetReport, ListReports, ShowReportMessage } from "../../../shared/contracts/report.ts";
import type { MailReview, ReportOutcome } from "../../../shared/lifecycle.ts";
import { api } from "../api.ts";
import { pageSize } from "../pieces/page-size.ts";

export interface ReportFilter {
  outcome?: ReportOutcome | undefined;
  review?: MailReview | undefined;
}

/** One page of the reports, newest first. While another is fetched the former stays; `of` tells which one this is. */
export function useReports({ outcome, review }: ReportFilter, cursor: string | undefined) {
  const of = `${outcome ?? ""} ${review ?? ""} ${cursor ?? ""}`;
  return useQuery({
    queryKey: ["reports", "list", of],
    queryFn: async ({ signal }) => {
      const query = { limit: pageSize, outcome, review, cursor };
      return { of, ...(await api.call(ListReports, { query, signal })) };
    },
    placeholderData: keepPreviousData,
  });
}

export function useReport(id: string) {
  return useQuery({
    queryKey: ["reports", "one", id],
    queryFn: ({ signal }) => api.call(GetReport, { params: { id }, signal }),
  });
}

/**
 * The mail of a report. Each asking is recorded as an opening, so it is asked for once per visit of the page: never by
 * the live stream, never because the window is looked at again.
 */
export function useShownMail(id: string) {
  return useQuery({
    queryKey: ["reported mail", id],
    queryFn: ({ signal }) => api.call(ShowReportMessage, { params: { id }, signal }),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
