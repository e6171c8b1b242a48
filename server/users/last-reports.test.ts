import { afterAll, beforeAll, expect, it } from "vitest";
import type { User } from "../../shared/contracts/user.ts";
import { createMigrations } from "../db/migrations.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import type { UserDoc } from "./user-store.ts";

let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  for (const name of ["often", "once", "never"])
    await test.deps.users.insert(
      { organization: acme.id, email: `${name}@acme.example`, firstName: name, lastName: "" },
      test.clock.now(),
    );
});
afterAll(() => test.stop());

const day = 86_400_000;
const users = () => test.deps.connection.collection<UserDoc>("users");
const report = async (name: string, subject: string) => {
  const Authorization = `Bearer ${await acme.tokenOf(`${name}@acme.example`)}`;
  await test.request().post("/api/v1/reports").set({ Authorization }).send({ subject }).expect(201);
};
const list = async (query: string) => {
  const answer = await test
    .request()
    .get(`/api/v1/users?${query}`)
    .set({ Authorization: `Bearer ${acme.ownerToken}` })
    .expect(200);
  const { items, total } = answer.body as { items: User[]; total: number };
  const people = items.filter(({ firstName }) => firstName !== "");
  return { names: people.map(({ firstName }) => firstName), people, total };
};
const noted = async () =>
  Object.fromEntries((await list("")).people.map((user) => [user.firstName, user.lastReportAt]));

it("when people reported last is noted by the worker, whatever they reported, and found by", async () => {
  const version = async () => (await users().findOne({ email: "often@acme.example" }))!.version;
  const first = test.clock.now();
  await report("once", "one");
  await report("often", "two");
  const before = await version();
  await test.deps.auditChaining.run();
  expect(await noted()).toEqual({ often: first.toISOString(), once: first.toISOString(), never: undefined });
  test.clock.advance(40 * day);
  const later = test.clock.now();
  await report("often", "three");
  expect(await noted()).toMatchObject({ often: first.toISOString() });
  await test.deps.auditChaining.run();
  expect(await noted()).toEqual({ often: later.toISOString(), once: first.toISOString(), never: undefined });
  // No change that somebody who edits the person would have to look at.
  expect(await version()).toBe(before);

  expect((await list("reportedWithinDays=30")).names).toEqual(["often"]);
  expect((await list("reportedWithinDays=40")).names).toEqual(["often", "once"]);
  expect((await list("notReportedForDays=30")).names).toEqual(["never", "once"]);
  expect((await list("lastReport=never")).names).toEqual(["never"]);
  expect((await list("notReportedForDays=30&lastReport=never")).names).toEqual(["never"]);
  expect((await list("notReportedForDays=30&reportedWithinDays=50")).names).toEqual(["once"]);
  expect((await list("lastReport=never&reportedWithinDays=50")).names).toEqual([]);
  // The owner, too, never reported anything.
  expect((await list("notReportedForDays=30")).total).toBe(3);

  const mine = await test
    .request()
    .get("/api/v1/me")
    .set({ Authorization: `Bearer ${await acme.tokenOf("often@acme.example")}` })
    .expect(200);
  expect(JSON.stringify(mine.body)).not.toContain("lastReport");
});

it("being told twice, late or in another order leaves the latest; a self-check's report counts for nothing", async () => {
  const { _id: id, lastReportAt } = (await users().findOne({ email: "often@acme.example" }))!;
  const at = (days: number) => new Date(lastReportAt!.getTime() + days * day);
  const told = (days: number) => test.deps.users.reported(acme.id, new Map([[id, at(days)]]));
  await told(-3);
  expect((await users().findOne({ _id: id }))!.lastReportAt).toEqual(at(0));
  await told(2);
  await told(1);
  await told(2);
  expect((await users().findOne({ _id: id }))!.lastReportAt).toEqual(at(2));
  await test.deps.users.reported("another organization", new Map([[id, at(9)]]));
  await test.deps.audit.append({
    organization: acme.id,
    at: at(9),
    actor: { kind: "self", id },
    action: "report.create",
    subject: { kind: "report", id: "a test" },
    details: { check: "a check" },
  });
  await test.deps.auditChaining.run();
  expect((await users().findOne({ _id: id }))!.lastReportAt).toEqual(at(2));
});

it("reports of before it was noted are looked up once", async () => {
  const was = await noted();
  await users().updateOne({ email: "once@acme.example" }, { $unset: { lastReportAt: 1 } });
  expect(await createMigrations(test.deps.connection).run()).toEqual(
    new Map([
      ["0001-open-reviews", 0],
      ["0002-last-reports", 1],
    ]),
  );
  expect(await noted()).toEqual(was);
});

it("is counted without reading anybody, whoever is asked for", async () => {
  const since = new Date(test.clock.now().getTime() - day);
  for (const lastReportAt of [{ $gte: since }, { $not: { $gte: since } }, null]) {
    const plan = await users()
      .aggregate([
        { $match: { organization: acme.id, removedAt: null, lastReportAt } },
        { $group: { _id: 1, n: { $sum: 1 } } },
      ])
      .explain("executionStats");
    expect(plan).toHaveProperty("stages[0].$cursor.executionStats.totalDocsExamined", 0);
  }
});
