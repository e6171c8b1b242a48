import type { Connection } from "mongoose";
import { StartError } from "../start-error.ts";

/**
 * Raised only when an earlier version could do harm with what this one writes. Whatever an earlier version can live with
 * (a new field, a new collection, a new index) leaves it as it is.
 */
export const schemaVersion = 1;

const id = "schema";
const settings = (connection: Connection) =>
  connection.collection<{ _id: string; version: number }>("settings");

/** The version that wrote the database last; null for a new one. */
export async function storedSchema(connection: Connection): Promise<number | null> {
  return (await settings(connection).findOne({ _id: id }))?.version ?? null;
}

/** @throws StartError when a later version of the product has written this database. */
export async function demandKnownSchema(connection: Connection): Promise<void> {
  const stored = await storedSchema(connection);
  if (stored !== null && stored > schemaVersion)
    throw new StartError(
      `The database was written by a later version of Firstcatch (its data are of version ${stored}, this program knows ${schemaVersion}). Nothing was changed. Start that later version, or restore a backup that this one made.`,
    );
}

/** Writes down that this version has been here; never lowers what stands there. */
export async function recordSchema(connection: Connection): Promise<void> {
  await settings(connection).updateOne(
    { _id: id },
    { $max: { version: schemaVersion } },
    { upsert: true, writeConcern: { w: "majority" } },
  );
}
