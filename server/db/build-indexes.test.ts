import { Schema } from "mongoose";
import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase } from "../test/test-mongo.ts";
import { buildIndexes } from "./connect.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

it("replaces an index of an earlier version, also when two processes start at once, and again", async () => {
  const users = database.connection.collection("users");
  const key = { organization: 1, directory: 1 } as const;
  await database.connection
    .getClient()
    .db(database.connection.name)
    .command({
      createIndexes: "users",
      indexes: [
        {
          key,
          unique: true,
          name: "oneUserPerDirectoryId",
          partialFilterExpression: { directory: { $type: "string" } },
        },
      ],
    });
  const schema = new Schema({ organization: String, directory: String }, { collection: "users" });
  schema.index(key, {
    unique: true,
    name: "uniqueDirectoryId",
    partialFilterExpression: { directory: { $exists: true } },
  });
  database.connection.model("User", schema);
  await Promise.all([buildIndexes(database.connection), buildIndexes(database.connection)]);
  await buildIndexes(database.connection);
  const names = (await users.indexes()).map(({ name }) => name);
  expect(names).toContain("uniqueDirectoryId");
  expect(names).not.toContain("oneUserPerDirectoryId");
});
