import type { Connection } from "mongoose";
import type { MergeDoc } from "../merge/merge-store.ts";
import type { ReportDoc } from "../reports/report.ts";
import type { Simulation } from "../simulations/simulation.ts";
import type { UserDoc } from "../users/user-store.ts";

/** What a person is known by, wherever something of theirs may be. */
export type Leaver = Pick<UserDoc, "_id" | "organization" | "addresses"> &
  Partial<Pick<UserDoc, "directory" | "employeeId" | "firstName" | "infix" | "lastName">>;

/** The person, and all who were merged into them, directly or one after the other. */
export async function withMerged(connection: Connection, person: Leaver): Promise<Leaver[]> {
  const merges = connection.collection<MergeDoc>("merges");
  const all: Leaver[] = [person];
  for (const { organization, _id, addresses } of all)
    for (const { goes, undo } of await merges.find({ organization, stays: _id }).toArray())
      // How they were is forgotten after a while; their addresses have been the other's ever since.
      if (all.every((one) => one._id !== goes))
        all.push(undo ? undo.before.goes : { _id: goes, organization, addresses });
  return all;
}

/** Ids of all simulations of a person, whatever became of them. */
export async function simulationsOf(
  connection: Connection,
  { organization, _id }: Leaver,
): Promise<string[]> {
  const found = connection
    .collection<Simulation>("simulations")
    .find({ organization, user: _id }, { projection: { _id: 1 } });
  return (await found.toArray()).map((simulation) => simulation._id);
}

/**
 * Their reports: as the person of the roster, and from before that, when only the directory or the address was known. Those
 * come first, since the others may be what they are found by.
 */
export async function reportsOf(
  connection: Connection,
  { organization, _id, directory, addresses }: Leaver,
): Promise<Pick<ReportDoc, "_id" | "message">[]> {
  const reports = connection.collection<ReportDoc>("reports");
  const keys: unknown[] = await reports.distinct("reporter.key", { organization, "reporter.user": _id });
  const find = (which: object) =>
    reports.find({ organization, ...which }, { projection: { message: 1 } }).toArray();
  const found = [
    ...(await find({ "reporter.user": null, "reporter.address": { $in: [...addresses] } })),
    ...(await find({ "reporter.key": { $in: [...(keys as string[]), ...(directory ? [directory] : [])] } })),
    ...(await find({ "reporter.user": _id })),
  ];
  return [...new Map(found.map((report) => [report._id, report])).values()];
}
