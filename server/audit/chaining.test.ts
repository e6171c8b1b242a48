import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { transactOn } from "../db/connect.ts";
import { testDatabase } from "../test/test-mongo.ts";
import { createAuditStore, type AuditStore } from "./audit-store.ts";
import { createChainStore, type ChainStore } from "./chain-store.ts";
import { createChaining } from "./chaining.ts";
import { checkLog } from "./check-log.ts";
import type { ChainedEntry } from "./entry-hash.ts";
import { eraseDetails } from "./erase-details.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
let audit: AuditStore;
let store: ChainStore;
let acme: string;
const said: object[] = [];
const log = { info: (...words: unknown[]) => void said.push(words[0] as object) };
const at = new Date("2026-11-24T09:00:00Z");

beforeAll(async () => {
  database = await testDatabase();
  audit = createAuditStore(database.connection);
  store = createChainStore(database.connection, audit, transactOn(database.connection));
  await Promise.all(Object.values(database.connection.models).map((model) => model.createIndexes()));
});
beforeEach(() => {
  acme = randomUUID();
});
afterAll(() => database.stop());

const raw = () => database.connection.collection<ChainedEntry>("audit");
const append = (organization: string, count: number, from = 0) =>
  audit.collection.insertMany(
    Array.from({ length: count }, (_, i) => ({
      _id: randomUUID(),
      organization,
      at: new Date(at.getTime() + (from + i) * 1000),
      actor: { kind: "system" as const },
      action: "user.start",
      subject: { kind: "user", id: `person ${from + i}` },
      details: { startNumber: 1, nested: { list: [1, "two", null], at } },
    })),
    { lean: true },
  );
const chained = () => raw().find({ organization: acme }).sort({ n: 1 }).toArray();
const check = (given?: { count: number; hash: string }) => checkLog(store, acme, given);

describe("chaining", () => {
  it("numbers each organization's entries from one on, in the order of time, and says how many", async () => {
    const other = randomUUID();
    await append(acme, 7);
    await append(other, 3);
    expect(await createChaining({ store, log, most: 3 }).run()).toBe(10);
    expect((await chained()).map(({ n, subject }) => [n, subject])).toEqual(
      Array.from({ length: 7 }, (_, i) => [i + 1, { kind: "user", id: `person ${i}` }]),
    );
    expect(await check()).toMatchObject({ checked: 7, waiting: 0, heads: 1 });
    expect(await checkLog(store, other)).toMatchObject({ checked: 3 });
    expect(await createChaining({ store, log }).run()).toBe(0);
  });

  it("chains an entry that commits late with an earlier time, later, and leaves the others where they are", async () => {
    const chaining = createChaining({ store, log });
    const session = await database.connection.startSession();
    session.startTransaction();
    await audit.append({ organization: acme, at, actor: { kind: "system" }, action: "late" }, session);
    await append(acme, 2, 10);
    await chaining.run();
    await session.commitTransaction();
    await session.endSession();
    await append(acme, 1, 20);
    await chaining.run();
    expect((await chained()).map(({ action }) => action)).toEqual([
      "user.start",
      "user.start",
      "late",
      "user.start",
    ]);
    expect(await check()).toEqual(expect.not.objectContaining({ problem: expect.anything() as unknown }));
  });

  it("gives each entry one place when many workers are at it, and one more adds entries meanwhile", async () => {
    await append(acme, 60);
    const workers = Array.from({ length: 4 }, () => createChaining({ store, log, most: 7, leaseMs: 5 }));
    const adding = (async () => {
      for (let i = 0; i < 10; i++) await append(acme, 4, 100 + i);
    })();
    // Leases of five milliseconds end while their workers are still at it.
    await Promise.all([adding, ...workers.map((worker) => worker.run())]);
    while ((await store.countWaiting(acme)) > 0) await workers[0]!.run();
    expect((await chained()).map(({ n }) => n)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    expect(await check()).toMatchObject({ checked: 100, waiting: 0 });
    expect(await check()).not.toHaveProperty("problem");
  });

  it("goes on where a worker died: nothing of a part is there until all of it is", async () => {
    await append(acme, 5);
    const dying = {
      ...store,
      put: async () => {
        await wait(1);
        throw new Error("killed");
      },
    };
    await expect(createChaining({ store: dying, log, leaseMs: 1 }).run()).rejects.toThrow("killed");
    expect(await store.countWaiting(acme)).toBe(5);
    await wait(5);
    expect(await createChaining({ store, log }).run()).toBe(5);
    expect(await check()).toMatchObject({ checked: 5 });
  });

  it("writes nothing under a lease that another worker has by now", async () => {
    await append(acme, 2);
    const start = { count: 0, hash: "0" };
    const slow = (await store.claim(acme, start, 1))!;
    await wait(10);
    const next = await store.claim(acme, start, 30_000);
    expect(next).not.toBeNull();
    expect(await store.claim(acme, start, 30_000)).toBeNull();
    const entries = (await store.waiting(acme, 2)) as ChainedEntry[];
    const placed = entries.map((entry, i) => ({ ...entry, n: i + 1, hash: "h" }));
    expect(await store.put(acme, slow, placed, { count: 2, hash: "h" }, 1000)).toBe(false);
    expect(await store.countWaiting(acme)).toBe(2);
  });

  it("writes each chain's head down once a day, in the log too", async () => {
    await append(acme, 2);
    const chaining = createChaining({ store, log });
    await chaining.run();
    for (const hour of [9, 10, 33]) await chaining.exportHeads(new Date(Date.UTC(2026, 10, 24, hour)));
    const head = await store.head(acme);
    expect(said.filter((one) => "organization" in one && one.organization === acme)).toEqual(
      ["2026-11-24", "2026-11-25"].map((day) => ({ organization: acme, day, count: 2, hash: head?.hash })),
    );
    expect(await store.days(acme)).toHaveLength(2);
  });
});

describe("the log, changed by somebody with the database in hand", () => {
  beforeEach(async () => {
    await append(acme, 6);
    await createChaining({ store, log }).run();
  });
  const problem = async (given?: { count: number; hash: string }) => (await check(given)).problem;
  const entry = async (n: number) => (await raw().findOne({ organization: acme, n }))!;
  const set = async (n: number, change: Record<string, unknown>) =>
    raw().updateOne({ organization: acme, n }, { $set: change });
  const cut = async () => raw().deleteMany({ organization: acme, n: { $gt: 4 } });
  const setHead = async (head: object) =>
    database.connection.collection<{ _id: string }>("auditHeads").updateOne({ _id: acme }, { $set: head });

  it("names an edited entry, whichever field it was", async () => {
    await set(3, { "details.nested.at": new Date(0) });
    expect(await problem()).toEqual({ kind: "edited", n: 3 });
    await set(2, { "actor.id": "somebody" });
    expect(await problem()).toEqual({ kind: "edited", n: 2 });
  });

  it("names a deleted entry", async () => {
    await raw().deleteOne({ organization: acme, n: 2 });
    expect(await problem()).toEqual({ kind: "deleted", n: 2 });
  });

  it("names one that was put in, in the middle and behind the end", async () => {
    await raw().insertOne({ ...(await entry(5)), _id: randomUUID(), n: 7 });
    expect(await problem()).toEqual({ kind: "inserted", n: 7 });
    await raw().insertOne({ ...(await entry(5)), _id: randomUUID(), n: 2.5 });
    expect(await problem()).toEqual({ kind: "inserted", n: 2.5 });
  });

  it("names two that were swapped", async () => {
    await set(2, { n: 99 });
    await set(4, { n: 2 });
    await set(99, { n: 4 });
    expect(await problem()).toEqual({ kind: "swapped", n: 2, other: 4 });
  });

  it("names where the tail was cut, by the stored head, a day's head or one from elsewhere", async () => {
    const head = (await store.head(acme))!;
    await cut();
    expect(await problem()).toEqual({ kind: "cut", n: 5 });
    await setHead({ count: 4, hash: (await entry(4)).hash });
    expect(await problem()).toBeUndefined();
    expect(await problem(head)).toEqual({ kind: "cut", n: 5 });
    await store.keepDay({ organization: acme, ...head }, "2026-11-24");
    expect(await problem()).toEqual({ kind: "cut", n: 5 });
  });

  it("names where it grew anew after a cut, by a day's head", async () => {
    await store.keepDay({ organization: acme, ...(await store.head(acme))! }, "2026-11-24");
    await cut();
    await setHead({ count: 4, hash: (await entry(4)).hash });
    await append(acme, 5, 50);
    await createChaining({ store, log }).run();
    expect(await problem()).toEqual({ kind: "rewritten", n: 6 });
  });

  it("stays whole when details are erased, before or after an entry has its place; forged ones show", async () => {
    await append(acme, 1, 50);
    const waiting = (await store.waiting(acme, 1))[0]!;
    for (const { _id } of [await entry(3), waiting]) await eraseDetails(database.connection, acme, _id);
    await createChaining({ store, log }).run();
    expect(await problem()).toBeUndefined();
    const left = JSON.stringify([await entry(3), await entry(7)]);
    expect(left).not.toContain("startNumber");
    expect(left).not.toContain("salt");
    await set(7, { details: { startNumber: 2 } });
    expect(await problem()).toEqual({ kind: "edited", n: 7 });
    await set(3, { erased: "0".repeat(64) });
    expect(await problem()).toEqual({ kind: "edited", n: 3 });
  });

  it("is not chained with details that are erased at this very moment", async () => {
    await append(acme, 1, 50);
    const racing: ChainStore = {
      ...store,
      put: async (...put) => {
        await eraseDetails(database.connection, acme, put[2][0]!._id);
        return store.put(...put);
      },
    };
    expect(await createChaining({ store: racing, log }).run()).toBe(0);
    expect(await createChaining({ store, log }).run()).toBe(1);
    expect(await check()).toMatchObject({ checked: 7 });
    expect(await problem()).toBeUndefined();
  });

  it("says that the whole chain has no head any more", async () => {
    await database.connection.collection<{ _id: string }>("auditHeads").deleteOne({ _id: acme });
    expect(await problem()).toEqual({ kind: "inserted", n: 1 });
  });
});
