import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import type { User } from "../../shared/contracts/user.ts";
import type { SkipCode, UserAction } from "../../shared/lifecycle.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
});
afterAll(() => test.stop());

interface Answer {
  changed: number;
  ids: string[];
  skipped: { id: string; code: SkipCode }[];
  reasons: { code: SkipCode; count: number }[];
}
const as = (token: string) => ({ Authorization: `Bearer ${token}` });
const ask = (body: object, token = acme.ownerToken) =>
  test.request().post("/api/v1/users/actions").set(as(token)).send(body);
async function act(action: UserAction, ids: string[], more: object = {}, token = acme.ownerToken) {
  const answer = await ask({ action, users: { ids }, ...more }, token).expect(200);
  return counts(answer.body as Answer);
}
/** The answer without who changed, which is told apart. */
const counts = ({ changed, skipped }: Answer) => ({ changed, skipped });
async function actOn(action: UserAction, filter: object, more: object = {}, token = acme.ownerToken) {
  return counts((await ask({ action, users: { filter }, ...more }, token).expect(200)).body as Answer);
}
let counted = 0;
async function person(fields: object = {}): Promise<string> {
  const user = await test.deps.users.insert(
    {
      organization: acme.id,
      email: `person${++counted}@acme.example`,
      firstName: "Per",
      lastName: "Son",
      ...fields,
    },
    test.clock.now(),
  );
  return user._id;
}
const people = (count: number, fields: object = {}) =>
  Promise.all(Array.from({ length: count }, () => person(fields)));
const stored = (id: string) => test.deps.users.collection.findOne({ organization: acme.id, _id: id }).lean();
const view = async (id: string) =>
  (await test.request().get(`/api/v1/users/${id}`).set(as(acme.ownerToken)).expect(200)).body as User;
const mailsOf = (id: string) =>
  test.deps.connection
    .collection("outbox")
    .find({ organization: acme.id, user: id })
    .sort({ createdAt: 1 })
    .toArray();
const simulationsOf = (id: string) =>
  test.deps.connection
    .collection("simulations")
    .find({ organization: acme.id, user: id })
    .sort({ startNumber: 1 })
    .toArray();
const auditOf = async (id: string) =>
  (await test.deps.audit.about(acme.id, id, 20)).map(({ action }) => action).sort();

/** A further owner or admin of the organization, with an API token. */
async function colleague(role: "owner" | "admin"): Promise<{ id: string; token: string }> {
  const id = await person({ role, trainingExempt: true });
  const { token } = await test.deps.apiTokens.create(acme.id, id, "tests", test.clock.now());
  return { id, token };
}

describe("starting", () => {
  it("gives each person one start and one Welcome mail, and changes nothing when it is sent again", async () => {
    const ids = await people(3);
    expect(await act("start", ids)).toEqual({ changed: 3, skipped: [] });
    const [again, twice] = await Promise.all([act("start", ids), act("start", [...ids, ...ids])]);
    expect(again.changed + twice.changed).toBe(0);
    expect(again.skipped).toEqual(ids.map((id) => ({ id, code: "already" })));
    for (const id of ids) {
      expect(await view(id)).toMatchObject({ stage: "started", startMethod: "admin", startNumber: 1 });
      expect(await mailsOf(id)).toMatchObject([{ state: "queued", cause: "admin", attempt: 1 }]);
      expect(await auditOf(id)).toEqual(["user.start"]);
    }
  });

  it("tells who changes, in the order in which they were named", async () => {
    const [first, second, third] = (await people(3)) as [string, string, string];
    await act("start", [second]);
    const answer = (await ask({ action: "start", users: { ids: [third, second, first] } })).body as Answer;
    expect(answer).toEqual({
      changed: 2,
      ids: [third, first],
      skipped: [{ id: second, code: "already" }],
      reasons: [{ code: "already", count: 1 }],
    });
  });

  it("tells before what it will do, and changes nothing by telling", async () => {
    const ids = [...(await people(2)), await person({ stage: "onboarded" }), randomUUID()];
    const told = await act("start", ids, { dryRun: true });
    expect(told).toEqual({
      changed: 2,
      skipped: [
        { id: ids[2], code: "already" },
        { id: ids[3], code: "not_found" },
      ],
    });
    expect(await view(ids[0]!)).toMatchObject({ stage: "notStarted", version: 1 });
    expect(await mailsOf(ids[0]!)).toEqual([]);
    expect(await act("start", ids)).toEqual(told);
  });

  it("starts all that a filter finds, but for owners and admins", async () => {
    const group = randomUUID();
    const ids = await people(2, { groups: [group] });
    const exempt = await person({ groups: [group], role: "admin", trainingExempt: true });
    expect(await actOn("start", { group })).toEqual({
      changed: 2,
      skipped: [{ id: exempt, code: "training_exempt" }],
    });
    expect(await act("start", [exempt])).toEqual({ changed: 1, skipped: [] });
    expect((await Promise.all(ids.map(mailsOf))).map(({ length }) => length)).toEqual([1, 1]);
  });

  it("and joining at the same moment is one start", async () => {
    await test.openJoining();
    const id = await person();
    const { email } = await view(id);
    const token = await acme.tokenOf(email);
    const join = () => test.request().post("/api/v1/me/join").set(as(token)).send({});
    await Promise.all([act("start", [id]), join(), act("start", [id]), join()]);
    expect((await view(id)).startNumber).toBe(1);
    expect(await mailsOf(id)).toHaveLength(1);
    expect(await simulationsOf(id)).toHaveLength(1);
  });

  it("again replaces the open Welcome simulation and what waits of its mail", async () => {
    const id = await person();
    await act("start", [id]);
    expect(await act("restart", [id])).toEqual({ changed: 1, skipped: [] });
    expect(await view(id)).toMatchObject({ stage: "started", startNumber: 2 });
    expect(await simulationsOf(id)).toMatchObject([
      { startNumber: 1, state: "superseded" },
      { startNumber: 2, state: "open" },
    ]);
    const mails = await mailsOf(id);
    expect(mails.map(({ state, reason }): unknown[] => [state, reason]).sort()).toEqual([
      ["cancelled", "simulationOver"],
      ["queued", undefined],
    ]);
    expect(await auditOf(id)).toEqual(["user.restart", "user.start"]);
  });

  it("goes through large numbers in one call, each once", async () => {
    const group = randomUUID();
    const ids = await people(600, { groups: [group] });
    const [one, two] = await Promise.all([actOn("start", { group }), actOn("start", { group })]);
    expect(one.changed + two.changed).toBe(ids.length);
    const count = await test.deps.connection
      .collection("outbox")
      .countDocuments({ organization: acme.id, user: { $in: ids } });
    expect(count).toBe(ids.length);
  });
});

describe("switching off and on", () => {
  it("holds what is queued; switching on again mails nothing", async () => {
    const id = await person();
    await act("start", [id]);
    expect(await act("deactivate", [id])).toEqual({ changed: 1, skipped: [] });
    expect(await view(id)).toMatchObject({ status: "inactive", shown: "inactive", stage: "started" });
    expect(await mailsOf(id)).toMatchObject([{ state: "held", reason: "personInactive" }]);
    expect(await act("deactivate", [id])).toEqual({ changed: 0, skipped: [{ id, code: "already" }] });
    expect(await act("start", [id])).toEqual({ changed: 0, skipped: [{ id, code: "user_not_active" }] });
    expect(await act("activate", [id])).toEqual({ changed: 1, skipped: [] });
    expect(await mailsOf(id)).toMatchObject([{ state: "held" }]);
  });
});

describe("removing and restoring", () => {
  it("takes out of the list, cancels what waits and tells the day of the purge, which a second removal leaves", async () => {
    const id = await person();
    await act("start", [id]);
    expect(await act("remove", [id])).toEqual({ changed: 1, skipped: [] });
    const purgeAt = new Date(test.clock.now().getTime() + 90 * 86_400_000).toISOString();
    expect(await view(id)).toMatchObject({ status: "removed", stage: "started", purgeAt });
    expect(await mailsOf(id)).toMatchObject([{ state: "cancelled", reason: "personRemoved" }]);
    expect(await act("remove", [id])).toEqual({ changed: 0, skipped: [{ id, code: "already" }] });
    const listed = await test
      .request()
      .get("/api/v1/users?query=person")
      .set(as(acme.ownerToken))
      .expect(200);
    expect((listed.body as { items: User[] }).items.map((user) => user.id)).not.toContain(id);
  });

  it("restores precisely what was there, but for version and time of change, and mails nothing", async () => {
    const id = await person({ groups: [randomUUID()], employeeId: "0042", language: "nl" });
    await act("start", [id]);
    await act("deactivate", [id]);
    const before = await stored(id);
    await act("remove", [id]);
    const mails = await mailsOf(id);
    expect(await act("restore", [id])).toEqual({ changed: 1, skipped: [] });
    const after = await stored(id);
    expect(after).toEqual({ ...before, version: before!.version + 2, updatedAt: after!.updatedAt });
    expect(await mailsOf(id)).toEqual(mails);
    expect(await auditOf(id)).toEqual(["user.deactivate", "user.remove", "user.restore", "user.start"]);
  });

  it("ends the sessions and the API tokens of an admin, for good", async () => {
    const { id, token } = await colleague("admin");
    const sessions = test.deps.connection.collection<{ _id: string }>("sessions");
    await sessions.insertOne({
      _id: randomUUID(),
      session: { admin: { organization: acme.id, user: id } },
    } as { _id: string });
    await test.request().get("/api/v1/session").set(as(token)).expect(200);
    await act("remove", [id]);
    await test.request().get("/api/v1/session").set(as(token)).expect(401);
    expect(await sessions.countDocuments({ "session.admin.user": id })).toBe(0);
    await act("restore", [id]);
    await test.request().get("/api/v1/session").set(as(token)).expect(401);
    expect((await stored(id))?.sessionEpoch).toBe(1);
  });
});

describe("owners", () => {
  it("are out of an admin's reach, and nobody removes themselves", async () => {
    const admin = await colleague("admin");
    const answer = await act("remove", [acme.ownerId, admin.id], {}, admin.token);
    expect(answer).toEqual({
      changed: 0,
      skipped: [
        { id: acme.ownerId, code: "owner_only" },
        { id: admin.id, code: "yourself" },
      ],
    });
    await act("remove", [admin.id]);
  });

  it("who remove each other at the same moment leave one of them", async () => {
    for (const action of ["remove", "deactivate"] as const) {
      const other = await colleague("owner");
      const [mine, theirs] = await Promise.all([
        ask({ action, users: { ids: [other.id] } }),
        ask({ action, users: { ids: [acme.ownerId] } }, other.token),
      ]);
      const owners = await test.deps.users.collection.countDocuments({
        organization: acme.id,
        role: "owner",
        active: true,
        removedAt: null,
      });
      expect(owners).toBe(1);
      // Who came second is signed out by then, or is told that they would take the last one.
      expect([mine.status, theirs.status].every((status) => status === 200 || status === 401)).toBe(true);
      await test.deps.users.collection.updateOne(
        { organization: acme.id, _id: acme.ownerId },
        { $set: { active: true }, $unset: { removedAt: 1, purgeAt: 1 } },
      );
      await test.deps.connection
        .collection("apiTokens")
        .updateMany({ organization: acme.id, user: acme.ownerId }, { $unset: { revokedAt: 1 } });
      await test.deps.users.collection.deleteOne({ organization: acme.id, _id: other.id });
    }
  });
});

describe("what cannot be asked", () => {
  it("is nobody of another organization", async () => {
    const other = await test.organization("other.example");
    const answer = await act("remove", [other.ownerId]);
    expect(answer).toEqual({ changed: 0, skipped: [{ id: other.ownerId, code: "not_found" }] });
    expect((await test.deps.users.find(other.id, other.ownerId))?.removedAt).toBeUndefined();
  });

  it.each([
    { action: "start" },
    { action: "start", users: {} },
    { action: "start", users: { ids: [] } },
    { action: "start", users: { ids: [{ $ne: null }] } },
    { action: "start", users: { ids: Array.from({ length: 1001 }, () => "x") } },
    { action: "start", users: { ids: ["x"], filter: {} } },
    { action: "start", users: { filter: { stage: { $ne: "started" } } } },
    { action: "start", users: { filter: { colour: "blue" } } },
    { action: "join", users: { ids: ["x"] } },
    { action: "start", users: { ids: ["x"] }, dryRun: "no" },
  ])("is %j", async (body) => {
    const answer = await ask(body).expect(400);
    expect((answer.body as Problem).code).toBe("invalid_request");
  });
});
