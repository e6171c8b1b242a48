import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Simulation } from "../simulations/simulation.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { day, programmeWorld } from "./testing/programme-world.ts";

let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.stop());
beforeEach(async () => {
  acme = await test.organization(`${randomUUID()}.example`);
});
const {
  call,
  made,
  alter,
  unit,
  change,
  profile,
  problem,
  trainee,
  run,
  dateOf,
  weeksTo,
  audited,
  pass,
  got,
} = programmeWorld({
  get test() {
    return test;
  },
  get acme() {
    return acme;
  },
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
    expect(
      (await audited(id)).filter(({ details }) => JSON.stringify(details).includes('"programme"')),
    ).toEqual([
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
    // The old date is looked at by then at the latest.
    await pass((told - 1 - test.clock.now().getTime()) / day);
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
