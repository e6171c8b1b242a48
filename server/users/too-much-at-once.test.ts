import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { startOwnMongod, type OwnMongod } from "../../setup/own-mongod.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { crowd, ownerOf } from "./testing/crowd.ts";

/** A database of its own, which ends transactions after a second or two. */
let mongod: OwnMongod;
let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  mongod = await startOwnMongod();
  test = await startTestApp({ reach: () => Promise.resolve(mongod.uri("parts")) });
  await test.deps.connection
    .getClient()
    .db("admin")
    .command({ setParameter: 1, transactionLifetimeLimitSeconds: 1 });
  acme = await test.organization();
});
afterAll(async () => {
  await test.stop();
  await mongod.stop();
});

const most = 100;
const people = 260;
let sizes: number[];
let group: string;
beforeEach(async () => {
  group = await crowd(test, acme, people);
  sizes = [];
  vi.restoreAllMocks();
  const changeMany = test.deps.users.changeMany.bind(test.deps.users);
  vi.spyOn(test.deps.users, "changeMany").mockImplementation(async (organization, ids, change, at, tx) => {
    sizes.push(ids.length);
    // The database itself is busy, for longer than it allows.
    if (ids.length > most)
      await test.deps.connection
        .collection("users")
        .findOne({ organization, $where: "sleep(10000); return true" } as object, { session: tx });
    await changeMany(organization, ids, change, at, tx);
  });
});

const welcomes = () =>
  test.deps.connection.collection("outbox").countDocuments({ organization: acme.id, kind: "simulation" });
const inGroup = (where: object) =>
  test.deps.users.collection.countDocuments({ organization: acme.id, groups: group, ...where });

describe("an action on more people than the database takes at once", () => {
  it("goes on in the background with fewer at a time, each of them once", async () => {
    const before = await welcomes();
    const job = await test.deps.userJobs.begin(await ownerOf(test, acme), { action: "start" }, { group });
    await test.deps.userJobs.run();
    expect(await test.deps.userJobs.find(acme.id, job._id)).toMatchObject({
      state: "done",
      total: people,
      done: people,
      changed: people,
      reasons: {},
    });
    expect(sizes).toEqual([250, 125, 63, 62, 125, 63, 62, 10]);
    expect(await inGroup({ stage: "started", startNumber: 1 })).toBe(people);
    expect((await welcomes()) - before).toBe(people);
  });

  it("is done before the answer all the same, where that was asked for", async () => {
    const answer = await test
      .request()
      .post("/api/v1/users/actions")
      .set({ Authorization: `Bearer ${acme.ownerToken}` })
      .send({ action: "start", users: { filter: { group } } });
    expect([answer.status, answer.body]).toMatchObject([200, { changed: people, skipped: [] }]);
    expect(await inGroup({ stage: "started", startNumber: 1 })).toBe(people);
  });
});
