import type { Connection } from "mongoose";
import { pass } from "./steps.ts";

/** The product's time. Times of tokens, sessions and leases are real time and do not come from here. */
export interface Clock {
  now: () => Date;
}

export const systemClock: Clock = { now: () => new Date() };

const clockId = "clock";
const refreshEvery = 500;

export interface DatabaseClock extends Clock {
  /** Reads the offset again at once; the others follow within half a second. */
  refresh: () => Promise<void>;
  close: () => void;
}

/**
 * A clock whose offset (milliseconds ahead of real time) is one document, shared by all processes on the database.
 * Only the sandbox ever writes that document; without it this is real time.
 */
export async function databaseClock(connection: Connection): Promise<DatabaseClock> {
  const settings = connection.collection<{ _id: string; offsetMs: number }>("settings");
  let offset = 0;
  const refresh = async () => {
    const before = offset;
    offset = (await settings.findOne({ _id: clockId }))?.offsetMs ?? 0;
    if (offset !== before) pass("clockMoved");
  };
  await refresh();
  // A database that is away leaves the last known offset in force.
  const timer = setInterval(() => void refresh().catch(() => undefined), refreshEvery);
  timer.unref();
  return { now: () => new Date(Date.now() + offset), refresh, close: () => clearInterval(timer) };
}

/** Writes the shared offset; for the sandbox. */
export async function writeClockOffset(connection: Connection, offsetMs: number): Promise<void> {
  await connection
    .collection<{ _id: string; offsetMs: number }>("settings")
    .updateOne({ _id: clockId }, { $set: { offsetMs } }, { upsert: true, writeConcern: { w: "majority" } });
}
