import * as z from "zod/mini";
import { Id, Instant } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { MailStatus } from "./mail.ts";
import { Report } from "./report.ts";

/**
 * How far people came, each counted at every step up to their furthest; whoever is removed counts nowhere. Whoever was
 * started counts as having seen the button.
 */
export const Funnel = z.object({
  imported: z.number(),
  seen: z.number(),
  started: z.number(),
  /** The mail server took their Welcome mail. */
  welcomed: z.number(),
  onboarded: z.number(),
});
export type Funnel = z.infer<typeof Funnel>;

/** Somebody who was started, and when. */
export const Start = z.object({
  id: Id,
  email: z.string(),
  firstName: z.string(),
  infix: z.optional(z.string()),
  lastName: z.string(),
  startedAt: Instant,
});
export type Start = z.infer<typeof Start>;

export const Overview = z.object({
  funnel: Funnel,
  mail: MailStatus,
  joining: z.object({
    /** Some people can join now. */
    open: z.boolean(),
    /** People of the roster who saw the button and are not started: they wait for a door that is closed. */
    knocking: z.number(),
  }),
  securityMailbox: z.boolean(),
  unverifiedDomains: z.array(z.string()),
  /** Reported mails that wait for somebody to say what they are. */
  openReports: z.number(),
  /** Newest first. */
  reports: z.array(Report),
  starts: z.array(Start),
});
export type Overview = z.infer<typeof Overview>;

export const GetOverview = endpoint({
  method: "get",
  path: "/api/v1/overview",
  caller: "admin",
  permission: "overview.read",
  summary: "How far people came, what needs a person, and what happened last.",
  status: 200,
  response: Overview,
});

/** How many weeks the trend looks back, the present one among them. */
export const trendWeeks = 13;

/** One week of the organization's time zone, which begins on a Monday. */
export const TrendWeek = z.object({
  /** Its first day. */
  monday: z.iso.date(),
  /** Practice mails that the mail server took in this week; a further copy is a further mail. */
  sent: z.number(),
  /** Practice mails that their people reported in this week, whenever they were sent. */
  caught: z.number(),
  /** Reported mails that are none of ours. */
  reported: z.number(),
});
export type TrendWeek = z.infer<typeof TrendWeek>;

export const OverviewTrend = z.object({
  /** Oldest first; the last one is not over. */
  weeks: z.array(TrendWeek),
});
export type OverviewTrend = z.infer<typeof OverviewTrend>;

export const GetOverviewTrend = endpoint({
  method: "get",
  path: "/api/v1/overview/trend",
  caller: "admin",
  permission: "overview.read",
  summary: "Practice mails sent and caught, and suspicious mails reported, week by week.",
  status: 200,
  response: OverviewTrend,
});
