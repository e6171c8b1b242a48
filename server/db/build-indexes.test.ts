import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase } from "../test/test-mongo.ts";
import { createUserStore } from "../users/user-store.ts";
import { buildIndexes } from "./connect.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

it("replaces an index of an earlier version, also when two processes start at once, and again", async () => {
  const users = database.connection.collection("users");
  await users.createIndex(
    { organization: 1, directory: 1 },
    {
      unique: true,
      name: "oneUserPerDirectoryId",
      partialFilterExpression: { directory: { $type: "string" } },
    },
  );
  createUserStore(database.connection);
  await Promise.all([buildIndexes(database.connection), buildIndexes(database.connection)]);
  await buildIndexes(database.connection);
  const names = (await users.indexes()).map(({ name }) => name);
  expect(names).toContain("uniqueDirectoryId");
  expect(names).not.toContain("oneUserPerDirectoryId");
});
