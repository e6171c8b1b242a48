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
  summary: "How far people came, what needs a person, and what happened last.",
  status: 200,
  response: Overview,
});
