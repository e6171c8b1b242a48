import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { crowd, ownerOf } from "../users/testing/crowd.ts";

let test: TestApp;
let acme: TestOrganization;
const [people, part] = [1_500, 250];
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  await crowd(test, acme, people);
});
afterAll(() => test.stop());

/** The most documents of a collection that one question of the work looked at. */
async function mostLookedAt(collection: string, work: () => Promise<void>): Promise<number> {
  const { connection } = test.deps;
  const database = connection.getClient().db(connection.name);
  await database.setProfilingLevel("all");
  await work();
  await database.setProfilingLevel("off");
  const profile = database.collection("system.profile");
  const asked = await profile
    .find({ ns: `${connection.name}.${collection}`, op: { $in: ["query", "update"] } })
    .toArray();
  await profile.drop();
  expect(asked.length).toBeGreaterThan(0);
  return Math.max(...asked.map((one) => one["docsExamined"] as number));
}

it("finds and changes people by their ids without looking at others, also the next ones of a list", async () => {
  const { users, transact } = test.deps;
  const all = await users.collection.find({ organization: acme.id }).sort({ email: 1 }).lean();
  const change = { set: { active: true }, unset: [], newStart: false };
  const most = await mostLookedAt("users", async () => {
    // The first ones twice: what the database judges of a question, it keeps from the second time on.
    for (const from of [0, 0, people / 2, people - part]) {
      const ids = all.slice(from, from + part).map(({ _id }) => _id);
      await transact(async (tx) => {
        expect(await users.findMany(acme.id, ids, tx)).toHaveLength(part);
        await users.changeMany(acme.id, ids, change, test.clock.now(), tx);
      });
    }
  });
  expect(most).toBe(part);
});

it("holds the mails of many people without looking at those of others", async () => {
  const admin = await ownerOf(test, acme);
  const { userJobs, connection } = test.deps;
  await userJobs.begin(admin, { action: "start" }, {});
  await userJobs.run();
  const most = await mostLookedAt("outbox", async () => {
    await userJobs.begin(admin, { action: "deactivate" }, {});
    await userJobs.run();
  });
  expect(await connection.collection("outbox").countDocuments({ state: "held" })).toBeGreaterThanOrEqual(
    people,
  );
  expect(most).toBe(part);
});
