import {
  type ReportClass,
  reportClasses,
  type ReportClient,
  reportClients,
  type ReportedAs,
} from "../../shared/after-report.ts";
import type { AfterReport, MoveChoice } from "../../shared/contracts/after-report.ts";
import type { ReportOutcome } from "../../shared/lifecycle.ts";

/** Practice mails have done their work; what may be evil goes out of sight; what nobody is sure of stays. */
export const usualAfterReport: AfterReport = {
  all: {
    practice: { to: "deletedItemsFolder" },
    phishing: { to: "junkFolder" },
    spam: { to: "junkFolder" },
    unsure: { to: "noMove" },
  },
};

export interface ReportedMail {
  outcome: ReportOutcome;
  reportedAs?: ReportedAs | undefined;
  /** Which Outlook it is reported in, where that is known. */
  client?: ReportClient | undefined;
  /** It lies in a mailbox whose owner is somebody else. */
  mailbox?: "shared" | undefined;
}

/**
 * A simulation is one whatever its reporter takes it for; our own mails are no threat and stay. A simulation in a mailbox
 * that is shared stays for its owner, who may still find it.
 */
export function moveAfterReport(
  { outcome, reportedAs = "phishing", client, mailbox }: ReportedMail,
  { all, clients }: AfterReport = usualAfterReport,
): MoveChoice {
  const ownersToFind = outcome === "colleaguesSimulation" && mailbox === "shared";
  if (outcome === "ourOwnMail" || ownersToFind) return { to: "noMove" };
  const kind: ReportClass = outcome === "threat" ? reportedAs : "practice";
  return (client && clients?.[client]?.[kind]) ?? all[kind];
}

const same = (one: MoveChoice | undefined, other: MoveChoice | undefined) =>
  moveCode(one) === moveCode(other);

/** One choice as a line of the audit log. */
export function moveCode(choice: MoveChoice | undefined): string | undefined {
  return choice?.to === "customFolder" ? `${choice.to}: ${choice.folder}` : choice?.to;
}

/**
 * As it is stored: an exception that says the same as all clients is none, and nothing is stored where all is as usual.
 */
export function plainAfterReport({ all, clients }: AfterReport): AfterReport | undefined {
  const exceptions: NonNullable<AfterReport["clients"]> = {};
  for (const client of reportClients) {
    const own = reportClasses.filter(
      (kind) => clients?.[client]?.[kind] && !same(clients[client][kind], all[kind]),
    );
    if (own.length > 0)
      exceptions[client] = Object.fromEntries(own.map((kind) => [kind, clients?.[client]?.[kind]]));
  }
  const different = Object.keys(exceptions).length > 0;
  if (!different && reportClasses.every((kind) => same(all[kind], usualAfterReport.all[kind])))
    return undefined;
  return { all, ...(different && { clients: exceptions }) };
}
