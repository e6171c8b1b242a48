import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import {
  ListProgrammes,
  type Programme,
  type Programmes,
  UpdateProgramme,
} from "../../shared/contracts/programme.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import type { UserDoc } from "../users/user-store.ts";

const day = 86_400_000;
let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
});
afterAll(() => test.stop());

const as = () => ({ Authorization: `Bearer ${acme.ownerToken}` });
const list = async () =>
  (await test.request().get(ListProgrammes.path).set(as()).expect(200)).body as Programmes;
const current = async () => (await list()).items[0]!;
const change = (body: object, version?: number, id = acme.id) =>
  test
    .request()
    .patch(UpdateProgramme.path.replace(":id", id))
    .set({ ...as(), ...(version !== undefined && { "If-Match": `"${version}"` }) })
    .send(body);

describe("the organization's programme", () => {
  it("is there before anybody set it: all scenarios, about every two weeks", async () => {
    const { items, total, scenarios } = await list();
    expect(total).toBe(1);
    expect(items[0]).toEqual({
      id: acme.id,
      name: "Standard programme",
      isDefault: true,
      scenarios: ["account-desk", "shared-file"],
      everyWeeks: 2,
      byHand: 0,
      broughtBy: [],
      archived: false,
      version: 1,
    });
    expect(scenarios.map(({ key, contents }) => [key, contents.map(({ language }) => language)])).toEqual([
      ["account-desk", ["en", "nl"]],
      ["shared-file", ["en", "nl"]],
    ]);
  });

  it("is changed once by two who saw the same; the second sees what the first made of it", async () => {
    const answers = await Promise.all([
      change({ everyWeeks: 4 }, 1),
      change({ scenarios: ["shared-file"] }, 1),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409)!.body as Problem & { current: Programme };
    expect(refused).toMatchObject({ code: "version_conflict", current: await current() });
    expect((await current()).version).toBe(2);
    await change({ everyWeeks: 4, scenarios: ["shared-file"] }, 2).expect(200);
    expect(await current()).toMatchObject({ everyWeeks: 4, scenarios: ["shared-file"], version: 3 });
  });

  it("is left as it is by a change to what it is, which is not on record", async () => {
    const before = await current();
    const records = () =>
      test.deps.connection.collection("audit").countDocuments({ action: "programme.change" });
    const count = await records();
    expect((await change({ everyWeeks: before.everyWeeks }).expect(200)).body).toEqual(before);
    expect(await records()).toBe(count);
    await change({ name: "Practice" }).expect(200);
    expect(await records()).toBe(count + 1);
  });

  it.each([
    { scenarios: [] },
    { scenarios: ["northfold-parcel"] },
    { everyWeeks: 0 },
    { everyWeeks: 27 },
    { everyWeeks: 1.5 },
    { name: "" },
  ])("takes no %j", async (body) => {
    const before = await current();
    const answer = await change(body).expect(400);
    expect((answer.body as Problem).code).toBe("invalid_request");
    expect(await current()).toEqual(before);
  });

  it("no other one is found", async () => {
    expect(((await change({ name: "x" }, undefined, randomUUID()).expect(404)).body as Problem).code).toBe(
      "not_found",
    );
  });
});

describe("a quicker rhythm", () => {
  it("plans everybody in training anew, and touches nobody else", async () => {
    await change({ everyWeeks: 26 }).expect(200);
    const at = test.clock.now();
    const insert = (email: string, more: object) =>
      test.deps.users.insert({ organization: acme.id, email, firstName: "", lastName: "", ...more }, at);
    const training = { stage: "onboarded", startNumber: 1, startedAt: at } as const;
    await insert("a@acme.example", training);
    await insert("b@acme.example", {});
    await test.deps.programmeRounds.run();
    const next = async (email: string) =>
      (await test.deps.connection.collection<UserDoc>("users").findOne({ email }))!.nextSimulationAt;
    const before = (await next("a@acme.example"))!;
    expect(before.getTime() - at.getTime()).toBeGreaterThan(100 * day);
    await change({ everyWeeks: 1 }).expect(200);
    await test.deps.programmeRounds.run();
    const after = (await next("a@acme.example"))!;
    expect(after.getTime() - at.getTime()).toBeLessThan(12 * day);
    expect(await next("b@acme.example")).toBeUndefined();
    expect(await test.deps.connection.collection("programmes").findOne()).not.toHaveProperty("replanSince");
    await test.deps.programmeRounds.run();
    expect(await next("a@acme.example")).toEqual(after);
  });
});
