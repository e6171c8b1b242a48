import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import type { Programme, Programmes } from "../../shared/contracts/programme.ts";
import type { Unit, Units } from "../../shared/contracts/structure.ts";
import type { Person } from "../../shared/contracts/user-person.ts";
import type { User } from "../../shared/contracts/user.ts";
import type { Simulation } from "../simulations/simulation.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

const day = 86_400_000;
const minute = 60_000;
let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.stop());
beforeEach(async () => {
  acme = await test.organization(`${randomUUID()}.example`);
});

/** A second after what came before. */
const call = (method: "get" | "post" | "patch", path: string, body?: object) => {
  test.clock.advance(1_000);
  const asked = test
    .request()
    [method](`/api/v1/${path}`)
    .set({ Authorization: `Bearer ${acme.ownerToken}` });
  return body ? asked.send(body) : asked;
};
const made = async (fields: object) =>
  (await call("post", "programmes", fields).expect(201)).body as Programme;
const all = async () => ((await call("get", "programmes?with=users").expect(200)).body as Programmes).items;
const one = async (id: string) => (await all()).find((programme) => programme.id === id)!;
const alter = (id: string, body: object, version?: number) =>
  call("patch", `programmes/${id}`, body).set(version === undefined ? {} : { "If-Match": `"${version}"` });
const unit = async (kind: "groups" | "functions", programme?: string, name: string = randomUUID()) =>
  ((await call("post", kind, { name, ...(programme && { programme }) }).expect(201)).body as Unit).id;
const change = async (id: string, body: object) =>
  (await call("patch", `users/${id}`, body).expect(200)).body as User;
const profile = async (id: string) => (await call("get", `users/${id}/profile`).expect(200)).body as Person;
const problem = ({ body }: { body: unknown }) => {
  const { code, violations } = body as Problem;
  return [code, violations?.[0]?.path];
};
/** Somebody in training, started at this moment. */
async function trainee(more: object = {}) {
  const at = test.clock.now();
  const { _id } = await test.deps.users.insert(
    {
      ...{ organization: acme.id, email: `${randomUUID()}@${acme.domain}`, firstName: "", lastName: "" },
      ...{ stage: "onboarded", startNumber: 1, startedAt: at, ...more },
    },
    at,
  );
  return _id;
}
const run = () => test.deps.programmeRounds.run();
const dateOf = async (id: string) => (await test.deps.users.get(acme.id, id)).nextSimulationAt;
/** Weeks from now to the person's next simulation, after the rounds. */
async function weeksTo(id: string): Promise<number> {
  await run();
  return ((await dateOf(id))!.getTime() - test.clock.now().getTime()) / (7 * day);
}
const audited = async (subject: string) =>
  (await test.deps.audit.about(acme.id, subject, 20)).map(({ action, details }) => ({ action, details }));
/** Time passes as it would have: from due date to due date. */
async function pass(days: number) {
  const until = test.clock.now().getTime() + days * day;
  await run();
  for (;;) {
    const due = await test.deps.programmeRounds.nextDue();
    if (!due || due.getTime() > until) break;
    if (due > test.clock.now()) test.clock.advance(due.getTime() - test.clock.now().getTime());
    await run();
  }
  test.clock.advance(until - test.clock.now().getTime());
  await run();
}
const got = (user: string) =>
  test.deps.connection
    .collection<Simulation>("simulations")
    .find({ user, kind: "training" })
    .sort({ createdAt: 1 })
    .toArray();

describe("programmes", () => {
  it("are added beside the default one, changed, and listed by name", async () => {
    const yearly = await made({ name: "Yearly", scenarios: ["shared-file"], everyWeeks: 26 });
    const finance = await made({ name: "finance" });
    expect(yearly).toMatchObject({
      ...{ name: "Yearly", isDefault: false, scenarios: ["shared-file"], everyWeeks: 26 },
      ...{ byHand: 0, broughtBy: [], archived: false, version: 1 },
    });
    expect(finance).toMatchObject({ scenarios: ["account-desk", "shared-file"], everyWeeks: 2 });
    const renamed = await alter(finance.id, { name: "Invoices", everyWeeks: 1 }, 1).expect(200);
    expect(renamed.body).toMatchObject({ name: "Invoices", everyWeeks: 1, version: 2 });
    expect((await all()).map(({ name }) => name)).toEqual(["Standard programme", "Invoices", "Yearly"]);
    const stale = await alter(finance.id, { everyWeeks: 3 }, 1).expect(409);
    expect(stale.body).toMatchObject({ code: "version_conflict", current: renamed.body as object });
    expect(await audited(finance.id)).toEqual([
      {
        action: "programme.change",
        details: {
          changes: [
            { field: "name", before: "finance", after: "Invoices" },
            { field: "everyWeeks", before: 2, after: 1 },
          ],
        },
      },
      {
        action: "programme.create",
        details: { name: "finance", scenarios: ["account-desk", "shared-file"], everyWeeks: 2 },
      },
    ]);
  });

  it("have names of their own, whatever case and accents; the default one too, before it was ever stored", async () => {
    await made({ name: "Café" });
    const other = await made({ name: "Other" });
    const usual = acme.id;
    for (const refused of [
      () => call("post", "programmes", { name: "CAFE" }),
      () => call("post", "programmes", { name: "standard Programme" }),
      () => alter(other.id, { name: "cafe" }),
      () => alter(other.id, { name: "STANDARD PROGRAMME" }),
      () => alter(usual, { name: "café" }),
    ])
      expect(problem(await refused().expect(409))).toEqual(["already_exists", "$.name"]);
    await alter(usual, { name: "Everybody" }).expect(200);
    await made({ name: "Standard programme" });
    expect(problem(await call("post", "programmes", { name: "everybody" }).expect(409))[0]).toBe(
      "already_exists",
    );
    await alter(usual, { name: "EVERYBODY" }).expect(200);
  });

  it("of two that want one name at the same moment, one gets it", async () => {
    const answers = await Promise.all([1, 2, 3].map(() => call("post", "programmes", { name: "Twin" })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it.each([
    {},
    { name: "" },
    { name: "x", scenarios: [] },
    { name: "x", scenarios: ["nothing"] },
    { name: "x", everyWeeks: 0 },
  ])("are not made of %j", async (body) => {
    expect((await call("post", "programmes", body).expect(400)).body).toMatchObject({
      code: "invalid_request",
    });
    expect(await all()).toHaveLength(1);
  });

  it("tell how many people have each, and who brings them", async () => {
    const [strict, yearly] = [await made({ name: "Strict" }), await made({ name: "Yearly" })];
    const finance = await unit("groups", strict.id, "Finance");
    const board = await unit("functions", yearly.id, "Board");
    const old = await unit("groups", strict.id, "Old");
    await call("patch", `groups/${old}`, { archived: true }).expect(200);
    await trainee({ groups: [finance, old] });
    await trainee({ groups: [finance], functions: [board] });
    await trainee({ functions: [board] });
    await trainee({ groups: [old] });
    const byHand = await trainee({ groups: [finance] });
    await change(byHand, { programme: yearly.id });
    const removed = await trainee({ groups: [finance] });
    await call("post", "users/actions", { action: "remove", users: { ids: [removed] } }).expect(200);
    const [usual, first, second] = await all();
    expect(usual).toMatchObject({ users: 2, byHand: 0, broughtBy: [] });
    expect(first).toMatchObject({
      ...{ name: "Strict", users: 2, byHand: 0 },
      broughtBy: [
        { kind: "groups", id: finance, name: "Finance", archived: false },
        { kind: "groups", id: old, name: "Old", archived: true },
      ],
    });
    expect(second).toMatchObject({
      ...{ name: "Yearly", users: 2, byHand: 1 },
      broughtBy: [{ kind: "functions", id: board, name: "Board", archived: false }],
    });
  });
});

describe("functions and groups", () => {
  it.each(["functions", "groups"] as const)(
    "%s bring a programme that is there; it is on record",
    async (kind) => {
      const strict = await made({ name: "Strict" });
      const id = await unit(kind, strict.id, "Finance");
      expect(((await call("get", kind)).body as Units).items).toMatchObject([{ id, programme: strict.id }]);
      const none = (await call("patch", `${kind}/${id}`, { programme: null }).expect(200)).body as Unit;
      expect(none).not.toHaveProperty("programme");
      // What is so already changes nothing.
      expect(
        ((await call("patch", `${kind}/${id}`, { programme: null }).expect(200)).body as Unit).version,
      ).toBe(2);
      await call("patch", `${kind}/${id}`, { programme: strict.id }).expect(200);
      await alter(strict.id, { archived: true, moveTo: null }).expect(200);
      for (const programme of [strict.id, randomUUID(), "x"]) {
        for (const asked of [
          call("patch", `${kind}/${id}`, { programme }),
          call("post", kind, { name: "Other", programme }),
        ])
          expect(problem(await asked.expect(400))).toEqual(["invalid_request", "$.programme"]);
      }
      expect((await audited(id)).map(({ details }) => details)).toEqual([
        { before: { programme: "Strict" }, after: { programme: "" } },
        { before: { programme: "" }, after: { programme: "Strict" } },
        { before: { programme: "Strict" }, after: { programme: "" } },
        { name: "Finance", programme: "Strict" },
      ]);
    },
  );

  it("other kinds bring none", async () => {
    for (const kind of ["companies", "departments", "costCentres"])
      expect(problem(await call("post", kind, { name: "x", programme: acme.id }).expect(400))).toEqual([
        "invalid_request",
        "$.programme",
      ]);
  });
});

describe("a programme that is taken out of use", () => {
  it("is never the default one", async () => {
    expect(problem(await alter(acme.id, { archived: true }).expect(409))[0]).toBe("move_not_allowed");
    expect(problem(await alter(acme.id, { archived: true, moveTo: null }).expect(409))[0]).toBe(
      "move_not_allowed",
    );
  });

  it("goes at once where nobody has it, is offered again, and keeps its name", async () => {
    const { id } = await made({ name: "Short" });
    expect((await alter(id, { archived: true }).expect(200)).body).toMatchObject({ archived: true });
    expect(problem(await call("post", "programmes", { name: "short" }).expect(409))[0]).toBe(
      "already_exists",
    );
    await alter(id, { archived: true }).expect(200);
    expect((await alter(id, { archived: false }).expect(200)).body).toMatchObject({
      archived: false,
      version: 3,
    });
    expect((await audited(id)).map(({ action }) => action)).toEqual([
      "programme.change",
      "programme.archive",
      "programme.create",
    ]);
  });

  it("stays while people, functions or groups have it, unless it is said what they have instead", async () => {
    const [strict, other] = [await made({ name: "Strict" }), await made({ name: "Other" })];
    const group = await unit("groups", strict.id);
    expect(problem(await alter(strict.id, { archived: true }).expect(409))[0]).toBe("in_use");
    await call("patch", `groups/${group}`, { programme: null }).expect(200);
    const person = await trainee();
    await change(person, { programme: strict.id });
    expect(problem(await alter(strict.id, { archived: true }).expect(409))[0]).toBe("in_use");
    const gone = await made({ name: "Gone" });
    await alter(gone.id, { archived: true }).expect(200);
    for (const moveTo of [strict.id, gone.id, randomUUID()])
      expect(problem(await alter(strict.id, { archived: true, moveTo }).expect(400))).toEqual([
        "invalid_request",
        "$.moveTo",
      ]);
    expect(await one(strict.id)).toMatchObject({ archived: false, byHand: 1 });
    expect((await alter(strict.id, { archived: true, moveTo: other.id }).expect(200)).body).toMatchObject({
      ...{ archived: true, moving: true, byHand: 1 },
    });
    await run();
    expect(await one(strict.id)).toMatchObject({ archived: true, users: 0, byHand: 0 });
    expect(await one(strict.id)).not.toHaveProperty("moving");
    expect((await profile(person)).programme).toEqual({ id: other.id, name: "Other", by: "hand" });
    expect((await audited(person))[0]).toEqual({
      action: "user.setProgramme",
      details: { changes: [{ field: "programme", before: "Strict", after: "Other" }] },
    });
  });

  it("gives whoever had it the other one, the removed with them, also who is given it at that very moment", async () => {
    const [strict, other] = [await made({ name: "Strict" }), await made({ name: "Other", everyWeeks: 26 })];
    const group = await unit("groups", strict.id);
    const [member, removed] = [await trainee({ groups: [group] }), await trainee()];
    await change(removed, { programme: strict.id });
    await call("post", "users/actions", { action: "remove", users: { ids: [removed] } }).expect(200);
    expect(await weeksTo(member)).toBeLessThan(4);
    await alter(strict.id, { archived: true, moveTo: other.id }).expect(200);
    expect(await weeksTo(member)).toBeGreaterThan(18);
    expect((await test.deps.users.get(acme.id, removed)).programme).toBe(other.id);
    const late = await trainee();
    const users = test.deps.users.collection;
    await users.updateOne({ organization: acme.id, _id: late }, { $set: { programme: strict.id } });
    await run();
    expect((await test.deps.users.get(acme.id, late)).programme).toBe(other.id);
    // Whoever was to get the other one gets what comes after it.
    await alter(other.id, { archived: true, moveTo: null }).expect(200);
    test.clock.advance(3 * minute);
    await run();
    for (const person of [removed, late])
      expect((await test.deps.users.get(acme.id, person)).programme).toBeUndefined();
    const stored = test.deps.connection.collection("programmes");
    expect(await stored.countDocuments({ organization: acme.id, moving: { $exists: true } })).toBe(0);
  });
});

describe("a person's programme", () => {
  it("is told with its reason: by hand, the newest group, the function, the default one", async () => {
    const [p1, p2, p3] = [
      await made({ name: "One" }),
      await made({ name: "Two" }),
      await made({ name: "Three" }),
    ];
    const [g1, g2] = [await unit("groups", p1.id, "Finance"), await unit("groups", p2.id, "Board")];
    const job = await unit("functions", p3.id, "Buyer");
    const id = await trainee();
    const told = async () => (await profile(id)).programme;
    expect(await told()).toEqual({ id: acme.id, name: "Standard programme", by: "default" });
    await change(id, { functions: [job] });
    expect(await told()).toEqual({
      ...{ id: p3.id, name: "Three", by: "function" },
      unit: { kind: "functions", id: job, name: "Buyer" },
    });
    await change(id, { groups: [g1] });
    expect(await told()).toMatchObject({ name: "One", by: "group", unit: { name: "Finance" } });
    // However they are listed, the one that was given later wins.
    await change(id, { groups: [g2, g1] });
    expect(await told()).toMatchObject({ name: "Two", by: "group", unit: { name: "Board" } });
    const user = await change(id, { programme: p3.id });
    expect(user.programme).toBe(p3.id);
    expect(await told()).toEqual({ id: p3.id, name: "Three", by: "hand" });
    await change(id, { programme: null });
    expect(await told()).toMatchObject({ name: "Two", by: "group" });
    await call("patch", `groups/${g2}`, { archived: true }).expect(200);
    expect(await told()).toMatchObject({ name: "One", by: "group" });
    await change(id, { groups: [], functions: [] });
    expect(await told()).toMatchObject({ by: "default" });
    expect((await audited(id)).filter(({ details }) => JSON.stringify(details).includes("before"))).toEqual([
      { action: "user.change", details: { changes: [{ field: "programme", before: "Three", after: null }] } },
      { action: "user.change", details: { changes: [{ field: "programme", before: null, after: "Three" }] } },
    ]);
  });

  it("by hand is one that may be had, and of nobody who is removed", async () => {
    const gone = await made({ name: "Gone" });
    await alter(gone.id, { archived: true }).expect(200);
    const id = await trainee();
    for (const programme of [gone.id, randomUUID()])
      expect(problem(await call("patch", `users/${id}`, { programme }).expect(400))).toEqual([
        "invalid_request",
        "$.programme",
      ]);
    await call("post", "users/actions", { action: "remove", users: { ids: [id] } }).expect(200);
    expect(problem(await call("patch", `users/${id}`, { programme: acme.id }).expect(409))[0]).toBe(
      "move_not_allowed",
    );
  });

  it("comes with the date of the next simulation, for who is in training and gets mails", async () => {
    const [id, away] = [await trainee(), await trainee()];
    await run();
    expect((await profile(id)).nextSimulationAt).toBe((await dateOf(id))!.toISOString());
    await call("post", "users/actions", { action: "deactivate", users: { ids: [away] } }).expect(200);
    expect(await profile(away)).not.toHaveProperty("nextSimulationAt");
    expect(await profile(acme.ownerId)).not.toHaveProperty("nextSimulationAt");
    // A new start counts anew, before anybody looked at the old date.
    await call("post", "users/actions", { action: "restart", users: { ids: [id] } }).expect(200);
    test.clock.advance(9 * day);
    await call("post", "users/actions", { action: "restart", users: { ids: [id] } }).expect(200);
    const told = Date.parse((await profile(id)).nextSimulationAt!);
    expect(told - test.clock.now().getTime()).toBeGreaterThan(10 * day);
    await pass(10);
    expect((await dateOf(id))!.getTime()).toBe(told);
  });
});

describe("the rounds", () => {
  it("give each person what their own programme says", async () => {
    const quick = await made({ name: "Quick", everyWeeks: 1, scenarios: ["account-desk"] });
    const slow = await made({ name: "Slow", everyWeeks: 8, scenarios: ["shared-file"] });
    const [finance, board] = [await unit("groups", quick.id), await unit("groups", slow.id)];
    const people = {
      quick: await trainee({ groups: [board, finance] }),
      slow: await trainee({ groups: [finance, board] }),
      usual: await trainee(),
    };
    await pass(84);
    const [often, seldom, usual] = [await got(people.quick), await got(people.slow), await got(people.usual)];
    expect(often.length).toBeGreaterThanOrEqual(9);
    expect(often.length).toBeLessThanOrEqual(16);
    expect(new Set(often.map(({ scenario }) => scenario.key))).toEqual(new Set(["account-desk"]));
    expect(seldom.length).toBe(1);
    expect(seldom[0]!.scenario.key).toBe("shared-file");
    expect(usual.length).toBeGreaterThanOrEqual(4);
    expect(usual.length).toBeLessThanOrEqual(8);
    expect(new Set(usual.map(({ scenario }) => scenario.key)).size).toBe(2);
  }, 60_000);

  it("plan whoever is placed elsewhere anew, and nobody else", async () => {
    const quick = await made({ name: "Quick", everyWeeks: 1 });
    const slow = await made({ name: "Slow", everyWeeks: 26 });
    const [finance, board] = [await unit("groups", quick.id), await unit("groups", slow.id)];
    const id = await trainee();
    const other = await trainee();
    expect(await weeksTo(id)).toBeLessThan(4);
    const unmoved = await dateOf(other);
    await change(id, { groups: [board] });
    expect(await weeksTo(id)).toBeGreaterThan(18);
    await change(id, { groups: [board, finance] });
    expect(await weeksTo(id)).toBeLessThan(2);
    await change(id, { programme: slow.id });
    expect(await weeksTo(id)).toBeGreaterThan(18);
    await change(id, { programme: null });
    expect(await weeksTo(id)).toBeLessThan(2);
    await call("patch", `groups/${finance}`, { programme: null }).expect(200);
    expect(await weeksTo(id)).toBeGreaterThan(18);
    await call("patch", `groups/${board}`, { archived: true }).expect(200);
    expect(await weeksTo(id)).toBeLessThan(4);
    await call("patch", `groups/${board}`, { archived: false }).expect(200);
    await alter(slow.id, { everyWeeks: 13 }).expect(200);
    expect(await weeksTo(id)).toBeGreaterThan(9);
    expect(await weeksTo(id)).toBeLessThan(18);
    await call("patch", `groups/${board}`, { mergeInto: finance }).expect(200);
    await test.deps.structure.moveOn(() => false);
    expect(await weeksTo(id)).toBeLessThan(4);
    expect(await dateOf(other)).toEqual(unmoved);
    for (const name of ["groups", "functions", "programmes"])
      expect(
        await test.deps.connection.collection(name).countDocuments({ replanSince: { $exists: true } }),
      ).toBe(0);
  });

  it("never burst: 400 people who are given a quicker programme after months get it spread over its rhythm", async () => {
    const slow = await made({ name: "Slow", everyWeeks: 26 });
    const quick = await made({ name: "Quick", everyWeeks: 2 });
    const group = await unit("groups", slow.id);
    const template = await test.deps.users.get(acme.id, await trainee({ groups: [group] }));
    const rows = Array.from({ length: 399 }, () => {
      const id = randomUUID();
      return { ...template, _id: id, email: `${id}@${acme.domain}`, addresses: [`${id}@${acme.domain}`] };
    });
    await test.deps.users.collection.insertMany(rows, { lean: true });
    await run();
    test.clock.advance(60 * day);
    await call("patch", `groups/${group}`, { programme: quick.id }).expect(200);
    await run();
    const simulations = test.deps.connection.collection<Simulation>("simulations");
    expect(await simulations.countDocuments({ organization: acme.id })).toBe(0);
    const dates = await test.deps.users.collection.distinct("nextSimulationAt", {
      organization: acme.id,
      groups: group,
    });
    const days = new Map<string, number>();
    for (const at of dates) {
      const date = at.toISOString().slice(0, 10);
      days.set(date, (days.get(date) ?? 0) + 1);
    }
    expect(days.size).toBeGreaterThanOrEqual(9);
    expect(Math.max(...days.values())).toBeLessThan(140);
  });
});
