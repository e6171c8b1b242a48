import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { watchSteps } from "../test/stop-at-step.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { actOn, dump, found, wholePerson } from "./testing/whole-person.ts";

let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  await test.openJoining();
});
afterAll(() => test.stop());
afterEach(() => watchSteps(() => undefined));

const day = 86_400_000;
const as = (token: string) => ({ Authorization: `Bearer ${token}` });
const stored = (id: string) => test.deps.users.collection.findOne({ organization: acme.id, _id: id }).lean();
const act = (action: "remove" | "restore" | "purge", id: string) => actOn(test, acme, action, [id]);
let counted = 0;
const person = async (fields: object = {}) =>
  test.deps.users.insert(
    {
      organization: acme.id,
      email: `leaver${++counted}@acme.example`,
      firstName: "Per",
      lastName: "Son",
      ...fields,
    },
    test.clock.now(),
  );
const seen = async (id: string) =>
  (await test.request().get(`/api/v1/users/${id}`).set(as(acme.ownerToken))).status;
const listed = async () => {
  const answer = await test.request().get("/api/v1/users?status=removed").set(as(acme.ownerToken));
  return (answer.body as { items: { id: string }[] }).items.map(({ id }) => id);
};

/** Puts the clock, which only goes forward, on a moment; later tests begin later. */
const goTo = (at: Date) => test.clock.advance(at.getTime() - test.clock.now().getTime());

describe("the 90 days", () => {
  // The clocks of Europe and America change within each of these.
  it.each(["2027-01-20T10:00:00Z", "2027-09-20T10:00:00Z"])(
    "from %s end to the millisecond: everything is there on day 89 and just before the end, nothing on day 91",
    async (from) => {
      goTo(new Date(from));
      const [back, gone] = [await person({ employeeId: `E${from}` }), await person()];
      const before = await stored(back._id);
      for (const { _id } of [back, gone]) await act("remove", _id);
      test.clock.advance(89 * day);
      expect(await test.deps.purge.run()).toBe(0);
      expect((await listed()).sort()).toEqual([back._id, gone._id].sort());
      test.clock.advance(day - 1);
      expect(await test.deps.purge.run()).toBe(0);
      expect(await act("restore", back._id)).toMatchObject({ changed: 1 });
      const after = await stored(back._id);
      expect(after).toEqual({ ...before, version: before!.version + 2, updatedAt: after!.updatedAt });
      test.clock.advance(1);
      expect(await act("restore", gone._id)).toMatchObject({
        changed: 0,
        skipped: [{ id: gone._id, code: "purge_due" }],
      });
      test.clock.advance(day);
      expect(await test.deps.purge.nextDue()).toEqual(new Date(new Date(from).getTime() + 90 * day));
      expect(await test.deps.purge.run()).toBe(1);
      expect(await stored(gone._id)).toBeNull();
      expect(await seen(back._id)).toBe(200);
      expect(await test.deps.purge.nextDue()).toBeNull();
    },
  );

  it("are looked for in an index", async () => {
    for (const which of [{ purging: true }, { purgeAt: { $lte: new Date() } }]) {
      const plan = await test.deps.connection.collection("users").find(which).explain("queryPlanner");
      expect(JSON.stringify(plan)).toMatch(/usersToPurge|usersBeingPurged/);
      expect(JSON.stringify(plan)).not.toContain("COLLSCAN");
    }
  });
});

describe("a purge that is cut off", () => {
  it("anywhere is gone on with by the next run, and shows nobody by halves in between", async () => {
    const steps: string[] = [];
    watchSteps((step) => steps.push(step));
    const first = await wholePerson(test, acme);
    await act("remove", first.id);
    steps.length = 0;
    await act("purge", first.id);
    const places = steps.length;
    expect(places).toBeGreaterThan(15);
    // Each sixth place, which one after the other are all kinds of them.
    for (let place = 1; place <= places; place += 6) {
      const { id, markers } = await wholePerson(test, acme);
      await act("remove", id);
      test.clock.advance(90 * day);
      let passed = 0;
      watchSteps(() => {
        if (++passed === place) throw new Error("killed");
      });
      await test.deps.purge.run().catch(() => undefined);
      watchSteps(() => undefined);
      if (await stored(id)) {
        const { purging } = (await stored(id))!;
        expect([place, purging ? await seen(id) : 404]).toEqual([place, 404]);
        if (purging) {
          expect(await listed()).not.toContain(id);
          expect((await act("restore", id)).skipped).toEqual([{ id, code: "purge_due" }]);
          expect((await act("purge", id)).skipped).toEqual([{ id, code: "already" }]);
        }
      }
      await test.deps.purge.run();
      const { mark, ...named } = markers;
      expect([place, found(await dump(test), named)]).toEqual([place, []]);
      expect(mark).toHaveLength(8);
    }
  });

  it("for one person leaves the others to be erased", async () => {
    const people = await Promise.all([person(), person(), person()]);
    for (const { _id } of people) await act("remove", _id);
    test.clock.advance(90 * day);
    let marked = 0;
    watchSteps((step) => {
      if (step === "purgeMarked" && ++marked === 2) throw new Error("killed");
    });
    await expect(test.deps.purge.run()).rejects.toThrow("come again");
    const left = await Promise.all(people.map(({ _id }) => stored(_id)));
    expect(left.filter(Boolean)).toHaveLength(1);
    watchSteps(() => undefined);
    expect(await test.deps.purge.run()).toBe(1);
  });

  it("by two workers at once erases each person once", async () => {
    const people = await Promise.all([person(), person(), person()]);
    for (const { _id } of people) await act("remove", _id);
    test.clock.advance(90 * day);
    const [one, two] = await Promise.all([test.deps.purge.run(), test.deps.purge.run()]);
    expect(one + two).toBe(3);
    for (const { _id } of people) {
      const entries = await test.deps.audit.about(acme.id, _id, 20);
      expect(entries.filter(({ action }) => action === "user.erased")).toHaveLength(1);
    }
  });
});

describe("restoring at the same moment", () => {
  it("has one winner: the person is there whole, or gone", async () => {
    for (let round = 0; round < 8; round++) {
      const { _id } = await person();
      await act("remove", _id);
      const at = test.clock.now();
      const before = await stored(_id);
      // The restore was asked for in time, and comes to its transaction when the time is over.
      test.clock.advance(90 * day - 1);
      const restore = act("restore", _id);
      if (round % 2) await new Promise((resolve) => setTimeout(resolve, round * 3));
      test.clock.advance(1);
      const [{ changed }] = await Promise.all([restore, test.deps.purge.run()]);
      const left = await stored(_id);
      expect([changed, left !== null]).toEqual(changed === 1 ? [1, true] : [0, false]);
      if (left) {
        const { removedAt, purgeAt, ...rest } = before!;
        expect([removedAt, purgeAt]).toEqual([at, new Date(at.getTime() + 90 * day)]);
        expect(left).toEqual({ ...rest, version: rest.version + 1, updatedAt: left.updatedAt });
      }
    }
  });

  it("and erasing now has one winner, too", async () => {
    for (let round = 0; round < 6; round++) {
      const { _id } = await person();
      await act("remove", _id);
      const [restored, erased] = await Promise.all([act("restore", _id), act("purge", _id)]);
      expect(restored.changed + erased.changed).toBe(1);
      expect((await stored(_id)) !== null).toBe(restored.changed === 1);
    }
  });
});

describe("erasing now", () => {
  it("is for people who are removed, and of owners for owners alone", async () => {
    const { _id } = await person();
    expect(await act("purge", _id)).toMatchObject({ skipped: [{ id: _id, code: "move_not_allowed" }] });
    expect(await stored(_id)).not.toBeNull();
  });

  it("of more than one call erases is gone on with by the worker", async () => {
    const people = await Promise.all(Array.from({ length: 24 }, () => person()));
    const ids = people.map(({ _id }) => _id);
    await actOn(test, acme, "remove", ids);
    expect(await actOn(test, acme, "purge", ids)).toMatchObject({ changed: 24 });
    expect(await Promise.all(ids.map(seen))).toEqual(ids.map(() => 404));
    expect(await test.deps.purge.run()).toBe(4);
  });
});
