import type * as z from "zod/mini";
import type { ListUsers } from "../../shared/contracts/user.ts";
import type { ShownStanding } from "../../shared/lifecycle.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import type { UserFilter } from "./user-store.ts";

type Asked = Omit<z.output<typeof ListUsers.query>, "cursor" | "limit" | "sort">;

const day = 86_400_000;

/** The stage and status that each thing shown stands for. Nobody is invited yet. */
const standingOf: Record<ShownStanding, Pick<UserFilter, "stage" | "status" | "nobody">> = {
  notStarted: { stage: "notStarted", status: "active" },
  invited: { nobody: true },
  waiting: { stage: "started", status: "active" },
  onboarded: { stage: "onboarded", status: "active" },
  inactive: { status: "inactive" },
  removed: { status: "removed" },
};

/** What a client asked for, as facts that the database knows: moments instead of numbers of days. */
export function userFilterOf(
  { language, shown, stage, status, addedWithinDays, waitingOverDays, ...others }: Asked,
  { defaultLanguage }: Pick<OrganizationDoc, "defaultLanguage">,
  now: Date,
): UserFilter {
  const { lastReport, reportedWithinDays, notReportedForDays, ...rest } = others;
  const ago = (days: number) => new Date(now.getTime() - days * day);
  const shownAs = shown ? standingOf[shown] : {};
  // Waiting is a standing of its own: who is onboarded, or not in training now, waits no more.
  const waiting = waitingOverDays === undefined ? {} : standingOf.waiting;
  const wanted = [shownAs, waiting, { ...(stage && { stage }), ...(status && { status }) }];
  const one = <Field extends "stage" | "status">(field: Field) => [
    ...new Set(wanted.map((part) => part[field]).filter((value) => value !== undefined)),
  ];
  const hasNone = rest.without !== undefined && rest[rest.without] !== undefined;
  const [stages, statuses] = [one("stage"), one("status")];
  return {
    ...rest,
    ...(stages[0] && { stage: stages[0] }),
    ...(statuses[0] && { status: statuses[0] }),
    ...((stages.length > 1 || statuses.length > 1 || shownAs.nobody || hasNone) && { nobody: true }),
    ...(language && { language: { is: language, orNone: language === defaultLanguage } }),
    ...(addedWithinDays !== undefined && { addedSince: ago(addedWithinDays) }),
    ...(waitingOverDays !== undefined && { startedBefore: ago(waitingOverDays) }),
    ...(lastReport === "never" && { neverReported: true }),
    ...(reportedWithinDays !== undefined && { reportedSince: ago(reportedWithinDays) }),
    ...(notReportedForDays !== undefined && { notReportedSince: ago(notReportedForDays) }),
  };
}
