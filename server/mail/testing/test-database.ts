import { randomUUID } from "node:crypto";
import type { Connection } from "mongoose";
import { connectDatabase } from "../../db/connect.ts";

/** A database of its own on the test run's mongod; dropped on close. */
export async function openTestDatabase(): Promise<{
  connection: Connection;
  uri: string;
  close: () => Promise<void>;
}> {
  const given = process.env["TEST_MONGODB_URI"];
  if (!given)
    throw new Error("TEST_MONGODB_URI is not set; run the tests by vitest, whose set-up starts a mongod.");
  const url = new URL(given);
  url.pathname = `/mail-${randomUUID()}`;
  const connection = await connectDatabase(url.href);
  return {
    connection,
    uri: url.href,
    close: async () => {
      await connection.dropDatabase();
      await connection.close();
    },
  };
}

/** Creates the indexes of every model that the connection knows by now. */
export async function createAllIndexes(connection: Connection): Promise<void> {
  await Promise.all(Object.values(connection.models).map((model) => model.createIndexes()));
}
