import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod/mini";
import {
  ActOnStuckMails,
  GetMailStatus,
  ListStuckMails,
  type StuckState,
} from "../../../shared/contracts/mail.ts";
import { api } from "../api.ts";
import { useMay } from "../frame/use-may.ts";

export type MailAct = z.input<typeof ActOnStuckMails.request>;
export type MailActResult = z.output<typeof ActOnStuckMails.response>;
export const mailsAPage = 50;

/** How sending goes: the mail server, and how many mails wait for it or for a person; not asked for those who may not know. */
export function useMailStatus() {
  return useQuery({
    queryKey: ["mail", "status"],
    queryFn: ({ signal }) => api.call(GetMailStatus, { signal }),
    enabled: useMay("mail.read"),
    // What waits grows by the clock alone, without anything that the live stream tells.
    refetchInterval: 30_000,
  });
}

/** One page of the mails that need a person. */
export function useStuckMails(state: StuckState | undefined, cursor: string | undefined) {
  return useQuery({
    queryKey: ["mail", "stuck", state ?? "", cursor ?? ""],
    queryFn: ({ signal }) =>
      api.call(ListStuckMails, {
        query: { limit: mailsAPage, ...(state && { state }), ...(cursor && { cursor }) },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

/** What an act would do; changes nothing. */
export function useDryRun(act: MailAct) {
  return useQuery({
    queryKey: ["mail", "dry run", act],
    queryFn: ({ signal }) => api.call(ActOnStuckMails, { body: { ...act, dryRun: true }, signal }),
    gcTime: 0,
  });
}

export function useMailAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: MailAct) => api.call(ActOnStuckMails, { body: act }),
    onSettled: () => client.invalidateQueries({ queryKey: ["mail"] }),
  });
}
