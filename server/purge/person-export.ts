import type { Connection } from "mongoose";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import type { UserDoc } from "../users/user-store.ts";
import { reportsOf, simulationsOf, withMerged } from "./leaver.ts";

type Row = Record<string, unknown>;
/** Everything that is stored on one person, by what it is. */
export interface PersonExport {
  exportedAt: Date;
  organization: string;
  person: Row;
  simulations: Row[];
  mails: Row[];
  reports: Row[];
  record: Row[];
  apiTokens: Row[];
  joinRequests: Row[];
  refusedAddresses: Row[];
  sessions: number;
}

/** What says nothing of the person: how the database finds things, and hashes of secrets. */
const left = {
  organization: 0,
  searchWords: 0,
  "undo.before.stays.searchWords": 0,
  "undo.before.goes.searchWords": 0,
  "undo.after.searchWords": 0,
  sessionEpoch: 0,
  auditKey: 0,
  "undo.before.stays.auditKey": 0,
  "undo.before.goes.auditKey": 0,
  "undo.after.auditKey": 0,
  tokenHash: 0,
  "link.tokenHash": 0,
  keyId: 0,
  hash: 0,
  salt: 0,
  n: 0,
  lease: 0,
  identities: 0,
  requestHash: 0,
} as const;

/** Gathers it where a purge would erase it. */
export async function exportOf(
  connection: Connection,
  { name }: Pick<OrganizationDoc, "name">,
  user: UserDoc,
  at: Date,
): Promise<PersonExport> {
  const { organization, _id } = user;
  const rows = (collection: string, which: Row): Promise<Row[]> =>
    connection
      .collection(collection)
      .find({ organization, ...which }, { projection: left })
      .toArray();
  const reports = (await reportsOf(connection, user)).map((report) => report._id);
  const simulations = await simulationsOf(connection, user);
  const [person = {}] = await rows("users", { _id });
  const merges = await rows("merges", { stays: _id });
  const ids = (await withMerged(connection, user)).map((one) => one._id);
  return {
    exportedAt: at,
    organization: name,
    // How those were who were merged into them, as long as that is kept.
    person: merges.length > 0 ? { ...person, merged: merges } : person,
    simulations: await rows("simulations", { user: _id }),
    mails: [
      ...(await rows("outbox", { simulation: { $in: simulations } })),
      ...(await rows("outbox", { report: { $in: reports } })),
      ...(await rows("outbox", { kind: "join", to: { $in: user.addresses } })),
    ],
    reports: await rows("reports", { _id: { $in: reports } }),
    record: await rows("audit", { "subject.id": { $in: ids } }),
    apiTokens: await rows("apiTokens", { user: { $in: ids } }),
    joinRequests: await rows("join_requests", { address: { $in: user.addresses } }),
    refusedAddresses: await rows("refused_addresses", { address: { $in: user.addresses } }),
    sessions: await connection
      .collection("sessions")
      .countDocuments({ "session.admin.organization": organization, "session.admin.user": _id }),
  };
}
