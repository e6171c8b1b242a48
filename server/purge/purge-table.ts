import type { Connection } from "mongoose";
import { forgetReporterSessions, forgetSessions } from "../auth/session.ts";
import { forgetInAudit } from "./forget-audit.ts";
import { forgetMails, forgetSimulations } from "./forget-mails.ts";
import { forgetReports } from "./forget-reports.ts";
import type { Leaver } from "./leaver.ts";

export interface PurgeRule {
  /** Of what a collection holds of a person: gone, left as a count without a name, or nothing that names anybody. */
  becomes: "deleted" | "anonymous" | "nothingPersonal";
  why: string;
  /** Safe to run again after a part of it, and after all of it. */
  forget?: (connection: Connection, person: Leaver, at: Date) => Promise<unknown>;
}

/**
 * What becomes of a person in each collection, in the order in which it is done: what finds something else comes after it.
 * A collection without a line fails the tests.
 */
export const purgeTable: Readonly<Record<string, PurgeRule>> = {
  outbox: { becomes: "anonymous", why: "sent mails are counted by weeks", forget: forgetMails },
  reports: { becomes: "anonymous", why: "reports are counted by weeks", forget: forgetReports },
  raw_mails: { becomes: "deleted", why: "with the last report that holds them" },
  raw_mail_chunks: { becomes: "deleted", why: "with their mail" },
  simulations: { becomes: "anonymous", why: "catches are counted", forget: forgetSimulations },
  refused_addresses: {
    becomes: "deleted",
    why: "they are addresses",
    forget: (connection, { organization, addresses }) =>
      connection
        .collection("refused_addresses")
        .deleteMany({ organization, address: { $in: [...addresses] } }),
  },
  join_requests: {
    becomes: "deleted",
    why: "they are addresses",
    forget: (connection, { organization, addresses }) =>
      connection.collection("join_requests").deleteMany({ organization, address: { $in: [...addresses] } }),
  },
  mail_self: {
    becomes: "deleted",
    why: "they count one person's mails",
    forget: (connection, { organization, _id }) =>
      connection
        .collection<{ _id: string; organization: string }>("mail_self")
        .deleteOne({ organization, _id: `${organization}:${_id}` }),
  },
  sessions: {
    becomes: "deleted",
    why: "they are ways in",
    forget: async (connection, { organization, _id, directory }) => {
      await forgetSessions(connection, organization, _id);
      if (directory) await forgetReporterSessions(connection, organization, directory);
    },
  },
  apiTokens: {
    becomes: "deleted",
    why: "they are ways in, and their names are the person's words",
    forget: (connection, { organization, _id }) =>
      connection.collection("apiTokens").deleteMany({ organization, user: _id }),
  },
  organizations: {
    becomes: "deleted",
    why: "settings list addresses; the security mailbox is the organization's own and stays",
    forget: forgetInSettings,
  },
  audit: { becomes: "anonymous", why: "entries are never deleted; they keep ids", forget: forgetInAudit },
  merges: {
    becomes: "deleted",
    why: "they hold how people were before; nearly last, so that those who were merged are found until all is done",
    forget: (connection, { organization, _id }) =>
      connection.collection("merges").deleteMany({ organization, stays: _id }),
  },
  users: { becomes: "deleted", why: "last, so that whatever finds the rest is there until the rest is gone" },

  userJobs: { becomes: "nothingPersonal", why: "ids and counts, for 30 days" },
  userJobParts: { becomes: "nothingPersonal", why: "ids, for 30 days" },
  mail_minutes: { becomes: "nothingPersonal", why: "counts of an organization" },
  mail_channel: { becomes: "nothingPersonal", why: "the mail server's state" },
  client_counts: { becomes: "nothingPersonal", why: "keyed hashes of network addresses, for minutes" },
  sign_in_codes: {
    becomes: "nothingPersonal",
    why: "sealed by a code that only the pane has, for two minutes",
  },
  checks: { becomes: "nothingPersonal", why: "ids, and the organization's own mailbox" },
  report_buttons: { becomes: "nothingPersonal", why: "kinds of Outlook" },
  companies: { becomes: "nothingPersonal", why: "names of the organization's parts" },
  departments: { becomes: "nothingPersonal", why: "names of the organization's parts" },
  functions: { becomes: "nothingPersonal", why: "names of the organization's parts" },
  costCentres: { becomes: "nothingPersonal", why: "names of the organization's parts" },
  programmes: { becomes: "nothingPersonal", why: "which simulations come when" },
  groups: { becomes: "nothingPersonal", why: "names of the organization's parts" },
  auditHeads: { becomes: "nothingPersonal", why: "counts and hashes" },
  auditDays: { becomes: "nothingPersonal", why: "counts and hashes" },
  settings: { becomes: "nothingPersonal", why: "the database's own version and clock" },
};

async function forgetInSettings(
  connection: Connection,
  { organization, addresses }: Leaver,
  at: Date,
): Promise<void> {
  const organizations = connection.collection<{
    _id: string;
    joining: { allowedAddresses: string[]; contact?: string };
    version: number;
    updatedAt: Date;
  }>("organizations");
  const listed = { $in: [...addresses] };
  const changed = { $set: { updatedAt: at }, $inc: { version: 1 } };
  await organizations.updateOne(
    { _id: organization, "joining.allowedAddresses": listed },
    { ...changed, $pull: { "joining.allowedAddresses": listed } },
  );
  await organizations.updateOne(
    { _id: organization, "joining.contact": listed },
    { ...changed, $unset: { "joining.contact": 1 } },
  );
}
