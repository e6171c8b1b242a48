import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Schema, type Model } from "mongoose";
import { testDatabase } from "../test/test-mongo.ts";
import { isDuplicateKey, transactOn, type Transact } from "./connect.ts";
import { gather } from "./gather.ts";
import { insertGroups, insertInto } from "./insert-groups.ts";

interface Thing {
  _id: string;
}
let database: Awaited<ReturnType<typeof testDatabase>>;
let left: Model<Thing>;
let right: Model<Thing>;
let transactions = 0;
let together: ReturnType<typeof insertGroups>;
beforeAll(async () => {
  database = await testDatabase();
  const model = (name: string) =>
    database.connection.model<Thing>(name, new Schema<Thing>({ _id: String }, { collection: name }));
  [left, right] = [model("left"), model("right")];
  await Promise.all([left.createCollection(), right.createCollection()]);
  const once = transactOn(database.connection);
  const counted: Transact = (work) => {
    transactions++;
    return once(work);
  };
  together = insertGroups(counted);
});
afterAll(() => database.stop());

const pair = (id: string, partner = id) =>
  together(async (into) => {
    await insertInto(left, { _id: id }, into);
    await insertInto(right, { _id: partner }, into);
    return id;
  });
const ids = async (model: Model<Thing>, begin: string) =>
  (await model.find({ _id: new RegExp(`^${begin}`) }).lean()).map(({ _id }) => _id).sort();

describe("documents that belong together", () => {
  it("go in few transactions when many callers come at once, and all of them are there", async () => {
    transactions = 0;
    const names = Array.from({ length: 120 }, (_, i) => `many${String(i).padStart(3, "0")}`);
    expect(await Promise.all(names.map((name) => pair(name)))).toEqual(names);
    expect(transactions).toBeLessThan(10);
    expect([await ids(left, "many"), await ids(right, "many")]).toEqual([names, names]);
  });

  it("are written all or none: a duplicate refuses its own caller, in every collection, and nobody else", async () => {
    await right.create({ _id: "clash-there" });
    const names = ["clash-a", "clash-b", "clash-c"];
    const results = await Promise.allSettled([
      pair("clash-a"),
      pair("clash-b", "clash-there"),
      pair("clash-c"),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    const refused = results[1] as PromiseRejectedResult;
    expect(isDuplicateKey(refused.reason)).toBe(true);
    expect(await ids(left, "clash")).toEqual(names.filter((name) => name !== "clash-b"));
  });

  it("wait for a lock that somebody else holds, while the others' are written", async () => {
    const session = await database.connection.startSession();
    session.startTransaction();
    await left.insertMany([{ _id: "locked" }], { session });
    let waits = true;
    const locked = pair("locked").finally(() => (waits = false));
    await Promise.all(["free-a", "free-b"].map((name) => pair(name)));
    await pair("free-c");
    expect(waits).toBe(true);
    expect(await ids(left, "free")).toEqual(["free-a", "free-b", "free-c"]);
    await session.abortTransaction();
    await session.endSession();
    await locked;
    expect(await ids(right, "locked")).toEqual(["locked"]);
  });

  it("leave nothing when what belongs with them could not be named", async () => {
    await expect(
      together(async (into) => {
        await insertInto(left, { _id: "unnamed" }, into);
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(await ids(left, "unnamed")).toEqual([]);
  });
});

describe("calls that are gathered", () => {
  it("go alone at once, and together while others are under way, each with its own answer", async () => {
    const groups: number[][] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const square = gather(async (items: readonly number[]) => {
      groups.push([...items]);
      if (groups.length === 1) await held;
      return items.map((n) => n * n);
    });
    const first = square(1);
    await new Promise((resolve) => setImmediate(resolve));
    const rest = [square(2), square(3)];
    release();
    expect(await Promise.all([first, ...rest])).toEqual([1, 4, 9]);
    expect(groups).toEqual([[1], [2, 3]]);
  });

  it("all learn that their group failed, and the next group goes on", async () => {
    let failing = true;
    const call = gather((items: readonly number[]) =>
      failing ? Promise.reject(new Error("away")) : Promise.resolve(items),
    );
    const failed = await Promise.allSettled([call(1), call(2)]);
    expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    failing = false;
    expect(await call(3)).toBe(3);
  });
});
