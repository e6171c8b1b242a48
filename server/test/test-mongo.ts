import { randomUUID } from "node:crypto";
import type { Connection } from "mongoose";
import { connectDatabase } from "../db/connect.ts";

/** A database of its own on the test run's real mongod (a replica set); dropped by `stop`. */
export async function testDatabase(): Promise<{
  connection: Connection;
  uri: string;
  stop: () => Promise<void>;
}> {
  const base = process.env["TEST_MONGODB_URI"];
  if (!base) throw new Error("TEST_MONGODB_URI is not set; run the tests with: npm test");
  const url = new URL(base);
  url.pathname = `/t${randomUUID().replaceAll("-", "")}`;
  const connection = await connectDatabase(url.href);
  return {
    connection,
    uri: url.href,
    stop: async () => {
      await connection.dropDatabase();
      await connection.close();
    },
  };
}
