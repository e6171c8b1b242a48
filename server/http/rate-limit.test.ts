import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { buildIndexes } from "../db/connect.ts";
import { testDatabase } from "../test/test-mongo.ts";
import { createRateLimit, type RateLimit } from "./rate-limit.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
let limit: RateLimit;
let now: number;
const within = 600_000;
const limitOf = (name = "sign-in") =>
  createRateLimit(database.connection, { name, most: 5, within, secret: "a secret", realNow: () => now });
const counts = () => database.connection.collection<{ _id: string; count: number }>("client_counts");
beforeAll(async () => {
  database = await testDatabase();
  limitOf();
  await buildIndexes(database.connection);
});
afterAll(() => database.stop());
beforeEach(async () => {
  await counts().deleteMany({});
  now = Date.now();
  limit = limitOf();
});
const take = (times: number, address = "203.0.113.9") =>
  Promise.all(Array.from({ length: times }, () => limit.take(address)));

it("lets a client do a thing so often, and says when it may again", async () => {
  expect(await take(5)).toEqual(Array(5).fill(null));
  now += 60_000;
  expect(await limit.take("203.0.113.9")).toBe(540);
  now += 540_000;
  const again = await take(6);
  expect(again.filter((answer) => answer === null)).toHaveLength(5);
});

it("counts rightly when they come at once, through several servers", async () => {
  const other = limitOf();
  const answers = await Promise.all([
    take(10),
    ...Array.from({ length: 10 }, () => other.take("203.0.113.9")),
  ]);
  expect(answers.flat().filter((answer) => answer === null)).toHaveLength(5);
});

it("counts each client and each thing apart, and an IPv6 network as one client", async () => {
  await take(6);
  expect(await limit.take("203.0.113.8")).toBeNull();
  expect(await limitOf("something else").take("203.0.113.9")).toBeNull();
  const network = Array.from({ length: 6 }, (_, host) => `2001:db8:1:2${host}::${host}`);
  const answers = await Promise.all(network.map((address) => limit.take(address)));
  expect(answers.filter((answer) => answer === null)).toHaveLength(5);
});

it("keeps one small document for a client, however often it comes, and no address", async () => {
  await take(100);
  const kept = await counts().find().toArray();
  expect(kept).toMatchObject([{ count: 5 }]);
  expect(JSON.stringify(kept)).not.toContain("203.0.113");
  const indexes = await counts().indexes();
  expect(indexes).toContainEqual(expect.objectContaining({ key: { until: 1 }, expireAfterSeconds: 0 }));
});
