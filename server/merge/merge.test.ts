import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import type { MergePlan, UndoPlan } from "../../shared/contracts/user-merge.ts";
import { startSmtpSink, type SmtpSink } from "../mail/testing/smtp-sink.ts";
import { actOn } from "../purge/testing/whole-person.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let sink: SmtpSink;
let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  sink = await startSmtpSink();
  test = await startTestApp({ smtpUrl: sink.url });
  acme = await test.organization();
  await test.openJoining();
});
afterAll(async () => {
  await test.stop();
  await sink.close();
});

const day = 86_400_000;
const as = (token: string) => ({ Authorization: `Bearer ${token}` });
const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  test.request().post(path).set(as(acme.ownerToken)).set(headers).send(body);
const merge = (id: string, other: string, more: object = {}, headers = {}) =>
  post(`/api/v1/users/${id}/merge`, { other, ...more }, headers);
const undo = (id: string, more: object = {}) => post(`/api/v1/users/${id}/merge/undo`, more);
const merged = async (id: string, other: string, more: object = {}) =>
  (await merge(id, other, more).expect(200)).body as MergePlan;
const undone = async (id: string, more: object = {}) => (await undo(id, more).expect(200)).body as UndoPlan;
const stored = (id: string) => test.deps.users.collection.findOne({ organization: acme.id, _id: id }).lean();
const rows = (name: string, which: object) =>
  test.deps.connection
    .collection(name)
    .find({ organization: acme.id, ...which })
    .toArray();
let counted = 0;
const person = (fields: object = {}) =>
  test.deps.users.insert(
    {
      organization: acme.id,
      email: `p${++counted}@acme.example`,
      firstName: "Per",
      lastName: "Son",
      ...fields,
    },
    test.clock.now(),
  );
const join = async (address: string) =>
  test
    .request()
    .post("/api/v1/me/join")
    .set(as(await acme.tokenOf(address)))
    .send({})
    .expect(200);
const report = async (address: string, subject: string) =>
  test
    .request()
    .post("/api/v1/reports")
    .set(as(await acme.tokenOf(address)))
    .send({ subject })
    .expect(201);
async function catchWelcome(address: string) {
  const mail = sink.mails.findLast(({ to }) => to.includes(address))!;
  const answer = await test
    .request()
    .post("/api/v1/reports")
    .set(as(await acme.tokenOf(address)))
    .attach("message", mail.raw, { filename: "mail.eml", contentType: "message/rfc822" })
    .expect(201);
  return answer.body as { outcome: string; stage: string };
}
async function deliver(): Promise<void> {
  const worker = test.startWorker();
  await worker.drain();
  await worker.stop();
}
const arrived = (...addresses: string[]) =>
  sink.mails.filter(({ to }) => addresses.some((address) => to.includes(address))).length;
/** A person as stored, without what every write changes, and without what is planned anew with other groups. */
const plain = async (id: string) => {
  const { version, updatedAt, ...rest } = (await stored(id))!;
  delete rest.nextSimulationAt;
  expect(version).toBeGreaterThan(0);
  expect(updatedAt).toBeInstanceOf(Date);
  return rest;
};

describe("merging two people", () => {
  it("tells first what would become of both, and changes nothing", async () => {
    const [stays, goes] = [
      await person({ employeeId: "S1" }),
      await person({ employeeId: "G1", groups: ["g"] }),
    ];
    await join(goes.email);
    await report(goes.email, "Odd");
    const plan = await merged(stays._id, goes._id, { dryRun: true });
    expect(plan).toMatchObject({
      merged: false,
      proposed: goes._id,
      ask: ["employeeId"],
      warnings: [],
      training: "goes",
      simulations: 1,
      reports: 1,
      mails: { cancelled: 0, moved: 1 },
      undoUntil: new Date(test.clock.now().getTime() + 30 * day).toISOString(),
      after: {
        addresses: [stays.email, goes.email],
        account: true,
        user: { stage: "started", groups: ["g"] },
      },
    });
    expect(plan.refused).toBeUndefined();
    expect((await stored(goes._id))!.stage).toBe("started");
    const refused = await merge(stays._id, goes._id);
    expect([refused.status, (refused.body as Problem).violations?.[0]?.path]).toEqual([400, "$.employeeId"]);
    expect(await rows("merges", { goes: goes._id })).toEqual([]);
  });

  it("leaves one person, who is met by every address, sign-in and report of both", async () => {
    const [stays, goes] = [await person(), await person({ employeeId: "G2" })];
    await join(goes.email);
    await report(goes.email, "Before");
    const both = await merged(stays._id, goes._id);
    expect([both.merged, await stored(goes._id)]).toEqual([true, null]);
    expect(await stored(stays._id)).toMatchObject({
      email: stays.email,
      addresses: [stays.email, goes.email],
      employeeId: "G2",
      stage: "started",
      startNumber: 1,
    });
    const me = await test
      .request()
      .get("/api/v1/me")
      .set(as(await acme.tokenOf(goes.email)));
    expect((me.body as { user: { id: string } }).user.id).toBe(stays._id);
    for (const name of ["simulations", "outbox"])
      expect([name, await rows(name, { user: goes._id })]).toEqual([name, []]);
    expect(await rows("reports", { "reporter.user": goes._id })).toEqual([]);
    expect(await rows("reports", { "reporter.user": stays._id })).toHaveLength(1);
    const list = await test.request().get("/api/v1/users?query=per&limit=200").set(as(acme.ownerToken));
    expect(JSON.stringify(list.body)).not.toContain(goes._id);
    for (const [id, action] of [
      [stays._id, { other: goes._id }],
      [goes._id, { into: stays._id }],
    ] as const)
      expect(
        (await test.deps.audit.about(acme.id, id, 9)).filter((one) => one.action === "user.merge"),
      ).toMatchObject([{ details: action, actor: { kind: "apiToken" } }]);
    expect(await actOn(test, acme, "start", [goes._id])).toMatchObject({ skipped: [{ code: "not_found" }] });
  });

  it("done again changes nothing and answers the same", async () => {
    const [stays, goes] = [await person(), await person()];
    await merged(stays._id, goes._id);
    const { version } = (await stored(stays._id))!;
    expect((await merged(stays._id, goes._id)).merged).toBe(true);
    expect((await stored(stays._id))!.version).toBe(version);
    expect(
      (await test.deps.audit.about(acme.id, stays._id, 9)).filter((one) => one.action === "user.merge"),
    ).toHaveLength(1);
  });

  it("refuses who was changed since the preview, by either version", async () => {
    const [stays, goes] = [await person(), await person()];
    for (const [more, headers] of [
      [{}, { "If-Match": '"9"' }],
      [{ otherVersion: 9 }, {}],
    ] as const) {
      const answer = await merge(stays._id, goes._id, more, headers);
      expect([answer.status, (answer.body as Problem).code]).toEqual([409, "version_conflict"]);
    }
    expect(await stored(goes._id)).not.toBeNull();
    await merge(stays._id, goes._id, { otherVersion: 1 }, { "If-Match": '"1"' }).expect(200);
  });

  it.each([
    ["a removed one", { removedAt: new Date() }, "removed", 409, "move_not_allowed"],
    ["one with another role", { role: "analyst" }, "role_differs", 409, "move_not_allowed"],
  ] as const)("refuses %s, in the preview and when it is done", async (_, fields, refused, status, code) => {
    const [stays, goes] = [await person(), await person()];
    await test.deps.users.collection.updateOne({ organization: acme.id, _id: goes._id }, { $set: fields });
    expect((await merged(stays._id, goes._id, { dryRun: true })).refused).toBe(refused);
    const answer = await merge(stays._id, goes._id);
    expect([answer.status, (answer.body as Problem).code]).toEqual([status, code]);
    expect(await stored(goes._id)).not.toBeNull();
  });

  it("refuses oneself, unknown people, and those of another organization", async () => {
    const stays = await person();
    const other = await test.organization(`x${randomUUID().slice(0, 6)}.example`);
    for (const id of [other.ownerId, randomUUID()])
      expect((await merge(stays._id, id)).body).toMatchObject({ code: "not_found" });
    expect((await merge(stays._id, stays._id)).status).toBe(409);
    expect((await merge(stays._id, acme.ownerId)).status).toBe(409);
    expect(await test.deps.users.find(other.id, other.ownerId)).not.toBeNull();
  });

  it("refuses more groups than anybody may have, and more to move than fits into one step", async () => {
    const many = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `g${from + n}`);
    const [stays, goes, busy] = [
      await person({ groups: many(0, 30) }),
      await person({ groups: many(30, 51) }),
      await person(),
    ];
    expect((await merged(stays._id, goes._id, { dryRun: true })).refused).toBe("too_much");
    await test.deps.connection.collection("reports").insertMany(
      Array.from({ length: 2_001 }, (_, n) => ({
        _id: `${busy._id}${n}` as never,
        organization: acme.id,
        reporter: { key: busy._id, user: busy._id },
        identities: [`${n}`],
        receipt: `${busy._id}${n}`,
      })),
    );
    expect((await merge(stays._id, busy._id)).body).toMatchObject({ code: "move_not_allowed" });
    await test.deps.connection.collection("reports").deleteMany({ "reporter.key": busy._id });
    expect(await stored(busy._id)).not.toBeNull();
  });

  it("never takes the last active owner away", async () => {
    const idle = await person({ role: "owner", active: false });
    const second = await person({ role: "owner" });
    const { token } = await test.deps.apiTokens.create(acme.id, second._id, "t", test.clock.now());
    const asSecond = (id: string, other: string, more = {}) =>
      test
        .request()
        .post(`/api/v1/users/${id}/merge`)
        .set(as(token))
        .send({ other, ...more });
    await asSecond(idle._id, acme.ownerId, { dryRun: true }).expect(200);
    await test.deps.users.collection.updateOne(
      { organization: acme.id, _id: second._id },
      { $set: { role: "owner", active: true } },
    );
    // Of two that are asked for at once, one is the last.
    const answers = await Promise.all([asSecond(idle._id, acme.ownerId), merge(idle._id, second._id)]);
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    const owners = await rows("users", { role: "owner", active: true });
    expect(owners).toHaveLength(1);
    // Back to the first owner, for the other tests.
    if (!(await stored(acme.ownerId))) {
      await test.request().post(`/api/v1/users/${idle._id}/merge/undo`).set(as(token)).send({}).expect(200);
      acme.ownerToken = (
        await test.deps.apiTokens.create(acme.id, acme.ownerId, "again", test.clock.now())
      ).token;
    }
  });

  it("ends the sessions and API tokens of the other, and they stay ended after the undo", async () => {
    const [stays, goes] = [await person({ role: "admin" }), await person({ role: "admin" })];
    const { token } = await test.deps.apiTokens.create(acme.id, goes._id, "script", test.clock.now());
    const session = {
      _id: randomUUID() as never,
      session: { admin: { organization: acme.id, user: goes._id } },
    };
    await test.deps.connection.collection("sessions").insertOne(session);
    const call = () => test.request().get("/api/v1/users?limit=1").set(as(token));
    await call().expect(200);
    await merged(stays._id, goes._id);
    await call().expect(401);
    expect(
      await test.deps.connection.collection("sessions").countDocuments({ "session.admin.user": goes._id }),
    ).toBe(0);
    await undone(stays._id);
    await call().expect(401);
    expect((await stored(goes._id))!.sessionEpoch).toBe(1);
  });
});

describe("mails of two who become one", () => {
  it("nobody gets a second one: of two that wait, one is sent", async () => {
    const [stays, goes] = [await person(), await person()];
    for (const { email } of [stays, goes]) await join(email);
    const plan = await merged(stays._id, goes._id);
    expect([plan.training, plan.mails]).toEqual(["stays", { cancelled: 1, moved: 0 }]);
    await deliver();
    expect([arrived(stays.email), arrived(goes.email)]).toEqual([1, 0]);
    expect(await catchWelcome(stays.email)).toMatchObject({
      outcome: "welcomeSimulation",
      stage: "onboarded",
    });
  });

  it("a waiting Welcome mail goes to the address of who stays, where the training of the other goes on", async () => {
    const [stays, goes] = [await person(), await person()];
    await join(goes.email);
    // A worker has it in hand already, under the old address.
    await test.deps.connection
      .collection("outbox")
      .updateOne(
        { user: goes._id },
        { $set: { state: "sending", lease: { until: new Date(0), claim: "old" } } },
      );
    expect((await merged(stays._id, goes._id)).mails).toEqual({ cancelled: 0, moved: 1 });
    expect(
      await test.deps.outbox.markInDoubt(
        "old",
        [(await rows("outbox", { user: stays._id }))[0]!._id as never],
        new Date(),
      ),
    ).toEqual(new Set());
    await deliver();
    expect([arrived(stays.email), arrived(goes.email)]).toEqual([1, 0]);
    expect(await catchWelcome(stays.email)).toMatchObject({ stage: "onboarded" });
  });

  it("what lies in either mailbox can still be caught, by either address", async () => {
    const [stays, goes] = [await person(), await person()];
    await join(goes.email);
    await deliver();
    await merged(stays._id, goes._id);
    expect(await catchWelcome(goes.email)).toMatchObject({
      outcome: "welcomeSimulation",
      stage: "onboarded",
    });
    expect((await stored(stays._id))!.stage).toBe("onboarded");
  });
});

describe("the undo", () => {
  it("gives both back as they were, and sends nothing", async () => {
    const [stays, goes] = [
      await person({ groups: ["a"], employeeId: "U1" }),
      await person({ groups: ["b"], employeeId: "U2", company: "c" }),
    ];
    await join(stays.email);
    await join(goes.email);
    await deliver();
    await report(goes.email, "Theirs");
    await report(stays.email, "Mine");
    const before = [await plain(stays._id), await plain(goes._id)];
    const simulations = await rows("simulations", { user: { $in: [stays._id, goes._id] } });
    const mails = arrived(stays.email, goes.email);
    await merged(stays._id, goes._id, { employeeId: "goes" });
    expect((await stored(stays._id))!.employeeId).toBe("U2");
    expect(await undone(stays._id, { dryRun: true })).toMatchObject({
      undone: false,
      reports: 1,
      simulations: 1,
    });
    const back = await undone(stays._id);
    expect(back).toMatchObject({ undone: true, remains: [], lost: [], back: { user: { id: goes._id } } });
    expect([await plain(stays._id), await plain(goes._id)]).toEqual(before);
    expect(await rows("simulations", { user: { $in: [stays._id, goes._id] } })).toEqual(simulations);
    expect(await rows("reports", { "reporter.user": goes._id })).toMatchObject([{ subject: "Theirs" }]);
    expect(await rows("reports", { "reporter.user": stays._id })).toMatchObject([{ subject: "Mine" }]);
    expect(await rows("merges", { stays: stays._id })).toEqual([]);
    await deliver();
    expect(arrived(stays.email, goes.email)).toBe(mails);
    for (const { _id } of [stays, goes])
      expect((await test.deps.audit.about(acme.id, _id, 20)).map(({ action }) => action)).toContain(
        "user.unmerge",
      );
    expect((await undo(stays._id)).body).toMatchObject({ code: "move_not_allowed" });
  });

  it("leaves what happened since with who stays, and gives back what was the other's", async () => {
    const [stays, goes] = [await person(), await person()];
    await join(goes.email);
    await deliver();
    await merged(stays._id, goes._id);
    await catchWelcome(goes.email);
    await report(stays.email, "Since");
    await test
      .request()
      .patch(`/api/v1/users/${stays._id}`)
      .set(as(acme.ownerToken))
      .send({ email: goes.email, lastName: "Renamed" })
      .expect(200);
    expect((await undone(stays._id)).remains).toEqual(["stage"]);
    expect(await stored(stays._id)).toMatchObject({
      stage: "onboarded",
      lastName: "Renamed",
      email: stays.email,
      addresses: [stays.email],
    });
    // The caught simulation is the other's again, so they do not wait for it for ever.
    expect(await stored(goes._id)).toMatchObject({ stage: "onboarded", addresses: [goes.email] });
    expect(await rows("reports", { "reporter.user": stays._id })).toHaveLength(2);
    expect(await rows("simulations", { user: goes._id, state: "reported" })).toHaveLength(1);
  });

  it("gives nobody what somebody else has by now", async () => {
    const [stays, goes] = [await person({ employeeId: "T1" }), await person({ employeeId: "T2" })];
    await merged(stays._id, goes._id, { employeeId: "stays" });
    const third = await person({ employeeId: "T2" });
    expect((await undone(stays._id)).lost).toEqual(["employeeId"]);
    expect((await stored(goes._id))!.employeeId).toBeUndefined();
    expect((await stored(third._id))!.employeeId).toBe("T2");
  });

  it("of several merges takes the latest first", async () => {
    const [stays, first, second] = [await person(), await person(), await person()];
    const before = await plain(stays._id);
    for (const { _id } of [first, second]) await merged(stays._id, _id);
    expect((await undone(stays._id)).back.user.id).toBe(second._id);
    expect((await undone(stays._id)).back.user.id).toBe(first._id);
    expect(await plain(stays._id)).toEqual(before);
  });

  it("waits until a removed person is restored, and is possible then", async () => {
    const [stays, goes] = [await person(), await person()];
    await merged(stays._id, goes._id);
    await actOn(test, acme, "remove", [stays._id]);
    expect((await undo(stays._id)).body).toMatchObject({ code: "move_not_allowed" });
    await actOn(test, acme, "restore", [stays._id]);
    await undone(stays._id);
    expect(await stored(goes._id)).not.toBeNull();
  });
});

describe("the 30 days", () => {
  it("end to the millisecond; then nothing of how they were is stored, and old ids still lead to who they are", async () => {
    const [stays, goes, early] = [await person(), await person({ employeeId: "LongGone" }), await person()];
    const other = await person();
    await merged(other._id, early._id);
    await merged(stays._id, goes._id);
    const from = test.clock.now().getTime();
    const worker = test.startWorker();
    try {
      test.clock.advance(29 * day);
      await worker.drain();
      await undone(other._id, { dryRun: true });
      test.clock.advance(day - 1);
      await worker.drain();
      expect((await test.deps.merges.about(acme.id, other._id)).last).not.toBeNull();
      await undone(other._id);
      expect(await worker.nextDue()).toEqual(new Date(from + 30 * day));
      test.clock.advance(1);
      for (let round = 0; round < 2; round++) {
        const late = await undo(stays._id);
        expect([late.status, (late.body as Problem).code]).toEqual([409, "move_not_allowed"]);
        expect((late.body as Problem).detail).toContain("30 days");
        expect((await test.deps.merges.about(acme.id, stays._id)).last).toBeNull();
        await worker.drain();
      }
      test.clock.advance(day);
      await worker.drain();
      const [left] = await rows("merges", { goes: goes._id });
      expect(left).not.toHaveProperty("undo");
      expect(left).not.toHaveProperty("followUntil");
      expect((await test.deps.merges.personNow(acme.id, goes._id))?._id).toBe(stays._id);
      const profile = await test
        .request()
        .get(`/api/v1/users/${goes._id}/profile`)
        .set(as(acme.ownerToken))
        .expect(200);
      expect(profile.body).toMatchObject({ user: { id: stays._id } });
      expect((await stored(stays._id))!.employeeId).toBe("LongGone");
    } finally {
      await worker.stop();
    }
  });

  it("are looked for in an index, and so is all that a merge reads", async () => {
    const plans = [
      ["merges", { undo: { $exists: true }, undoUntil: { $lte: new Date() } }, "mergesToForget"],
      ["merges", { followUntil: { $gt: new Date(0) } }, "mergesToFollow"],
      ["merges", { organization: acme.id, stays: "x" }, "mergesByStayer"],
      ["merges", { organization: acme.id, goes: "x" }, "oneMergeEach"],
      ["reports", { organization: acme.id, "reporter.user": "x" }, "reportsByPerson"],
      ["simulations", { organization: acme.id, user: "x" }, "simulationsOfUser"],
    ] as const;
    for (const [name, which, index] of plans) {
      const plan = await test.deps.connection.collection(name).find(which).explain("queryPlanner");
      expect([name, JSON.stringify(plan)]).toEqual([name, expect.stringContaining(index)]);
      expect(JSON.stringify(plan)).not.toContain("COLLSCAN");
    }
  });
});

describe("who looks like the same person", () => {
  it("has precisely the same name, whatever the case", async () => {
    const one = await person({ firstName: "Zoë", infix: "van", lastName: "Dijk" });
    const two = await person({ firstName: "zoë", infix: "van", lastName: "dijk" });
    await person({ firstName: "Zoë", lastName: "Dijkstra" });
    const { alike } = await test.deps.merges.about(acme.id, one._id);
    expect(alike.map(({ id }) => id)).toEqual([two._id]);
  });
});
