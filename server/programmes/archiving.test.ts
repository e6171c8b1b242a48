import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { programmeWorld } from "./testing/programme-world.ts";

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
const { call, made, one, alter, unit, change, profile, problem, trainee, run, weeksTo, audited } =
  programmeWorld({
    get test() {
      return test;
    },
    get acme() {
      return acme;
    },
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
