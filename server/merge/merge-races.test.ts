import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  await test.openJoining();
});
afterAll(() => test.stop());

const rounds = 4;
const as = (token: string) => ({ Authorization: `Bearer ${token}` });
const post = async (path: string, body: object) =>
  (await test.request().post(path).set(as(acme.ownerToken)).send(body)).status;
const merge = (id: string, other: string) => post(`/api/v1/users/${id}/merge`, { other });
const act = async (action: string, id: string) => {
  const answer = await test
    .request()
    .post("/api/v1/users/actions")
    .set(as(acme.ownerToken))
    .send({ action, users: { ids: [id] } })
    .expect(200);
  return answer.body as { changed: number };
};
let counted = 0;
const person = () =>
  test.deps.users.insert(
    { organization: acme.id, email: `r${++counted}@acme.example`, firstName: "", lastName: "" },
    test.clock.now(),
  );
const stored = (id: string) => test.deps.users.collection.findOne({ organization: acme.id, _id: id }).lean();
const count = (name: string, which: object) =>
  test.deps.connection.collection(name).countDocuments({ organization: acme.id, ...which });
const join = async (address: string) =>
  (
    await test
      .request()
      .post("/api/v1/me/join")
      .set(as(await acme.tokenOf(address)))
      .send({})
  ).status;

/** Everybody whom anything belongs to is there. */
async function expectNoGhosts(): Promise<void> {
  await test.deps.merges.run();
  const there = (await test.deps.users.collection.find({ organization: acme.id }, { _id: 1 }).lean()).map(
    ({ _id }) => _id,
  );
  const strangers = { $exists: true, $nin: there };
  expect(await count("simulations", { user: strangers })).toBe(0);
  expect(await count("outbox", { user: strangers })).toBe(0);
  expect(await count("reports", { "reporter.user": strangers })).toBe(0);
  expect(await count("merges", { stays: { $nin: there } })).toBe(0);
  expect(await count("merges", { goes: { $in: there } })).toBe(0);
}

describe("a merge, and at the same moment", () => {
  it("the same merge once more: it is done once", async () => {
    for (let round = 0; round < rounds; round++) {
      const [stays, goes] = [await person(), await person()];
      const answers = await Promise.all([merge(stays._id, goes._id), merge(stays._id, goes._id)]);
      expect(answers).toEqual([200, 200]);
      expect(await count("merges", { goes: goes._id })).toBe(1);
      expect(await count("audit", { "subject.id": stays._id, action: "user.merge" })).toBe(1);
    }
    await expectNoGhosts();
  });

  it("the merge the other way round: one of the two is there, with both addresses", async () => {
    for (let round = 0; round < rounds; round++) {
      const [one, two] = [await person(), await person()];
      const answers = await Promise.all([merge(one._id, two._id), merge(two._id, one._id)]);
      expect(answers.toSorted()).toEqual([200, 404]);
      const left = (await stored(one._id)) ?? (await stored(two._id));
      expect([...left!.addresses].sort()).toEqual([one.email, two.email].sort());
      expect(await count("users", { _id: { $in: [one._id, two._id] } })).toBe(1);
    }
    await expectNoGhosts();
  });

  it("one person into two others: they belong to one of them", async () => {
    for (let round = 0; round < rounds; round++) {
      const [one, two, goes] = [await person(), await person(), await person()];
      const answers = await Promise.all([merge(one._id, goes._id), merge(two._id, goes._id)]);
      expect(answers.toSorted()).toEqual([200, 404]);
      expect(await count("users", { addresses: goes.email })).toBe(1);
    }
    await expectNoGhosts();
  });

  it("the removal of either: merged and then removed, or removed and not merged", async () => {
    for (let round = 0; round < rounds; round++) {
      const [stays, goes] = [await person(), await person()];
      const removed = round % 2 ? goes : stays;
      const [status, { changed }] = await Promise.all([
        merge(stays._id, goes._id),
        act("remove", removed._id),
      ]);
      const [left, other] = [await stored(stays._id), await stored(goes._id)];
      expect([200, 409]).toContain(status);
      expect(other === null).toBe(status === 200);
      if (status === 409)
        expect([changed, (removed === goes ? other : left)?.removedAt]).toEqual([1, test.clock.now()]);
      else expect(left!.removedAt).toEqual(changed && removed === stays ? test.clock.now() : undefined);
    }
    await expectNoGhosts();
  });

  it("a start or a join of either: one person, and one Welcome simulation that is open", async () => {
    for (let round = 0; round < rounds; round++) {
      const [stays, goes] = [await person(), await person()];
      const who = round % 2 ? goes : stays;
      const [status] = await Promise.all([
        merge(stays._id, goes._id),
        round % 4 < 2 ? act("start", who._id) : join(who.email),
      ]);
      expect(status).toBe(200);
      const left = (await stored(stays._id))!;
      const open = await count("simulations", { user: stays._id, kind: "welcome", state: "open" });
      expect(open).toBe(left.stage === "started" ? 1 : 0);
      const waiting = await count("outbox", { user: stays._id, state: "queued" });
      expect(waiting).toBe(open);
      // Who joined is in training, whoever they are now.
      if (round % 4 >= 2) expect(left.stage).toBe("started");
    }
    await expectNoGhosts();
  });

  it("reports of either: each is taken, and belongs to who stays", async () => {
    for (let round = 0; round < rounds; round++) {
      const [stays, goes] = [await person(), await person()];
      await join(goes.email);
      const [simulation] = await test.deps.simulations.ofUser(acme.id, goes._id, 1);
      const raw = await test.deps.renderMail(
        (await test.deps.outbox.ofSimulations(acme.id, [simulation!._id]))[0]!,
        test.clock.now(),
      );
      const token = await acme.tokenOf(goes.email);
      const report = (message?: Buffer) => {
        const asked = test.request().post("/api/v1/reports").set(as(token));
        return message
          ? asked.attach("message", message, { filename: "m.eml", contentType: "message/rfc822" })
          : asked.send({ subject: "Odd" });
      };
      const [status, ...answers] = await Promise.all([
        merge(stays._id, goes._id),
        report(raw.raw),
        report(),
        report(),
      ]);
      expect([status, answers.map((answer) => answer.status)]).toEqual([200, [201, 201, 201]]);
      expect((answers[0].body as { outcome: string }).outcome).toBe("welcomeSimulation");
      await test.deps.merges.run();
      expect((await stored(stays._id))!.stage).toBe("onboarded");
      expect(await count("reports", { "reporter.user": stays._id })).toBe(3);
      await post(`/api/v1/users/${stays._id}/merge/undo`, {});
      expect(await count("reports", { "reporter.user": { $in: [stays._id, goes._id] } })).toBe(3);
    }
    await expectNoGhosts();
  });

  it("the undo, twice: it is undone once", async () => {
    for (let round = 0; round < rounds; round++) {
      const [stays, goes] = [await person(), await person()];
      await merge(stays._id, goes._id);
      const path = `/api/v1/users/${stays._id}/merge/undo`;
      expect((await Promise.all([post(path, {}), post(path, {})])).toSorted()).toEqual([200, 409]);
      expect(await count("users", { addresses: { $in: [stays.email, goes.email] } })).toBe(2);
    }
    await expectNoGhosts();
  });
});

describe("who knew the other before the merge", () => {
  it("and writes of them after it, writes of who stays", async () => {
    const [stays, goes] = [await person(), await person()];
    await merge(stays._id, goes._id);
    const late = {
      organization: acme.id,
      reporter: { key: "late", user: goes._id, address: "", tid: "", oid: "" },
    };
    await test.deps.connection
      .collection("reports")
      .insertOne({ ...late, _id: "late" as never, receipt: "R-LATE", identities: ["late"] });
    await test.deps.merges.run();
    expect(await count("reports", { _id: "late", "reporter.user": stays._id })).toBe(1);
    await post(`/api/v1/users/${stays._id}/merge/undo`, {});
    expect(await count("reports", { _id: "late", "reporter.user": goes._id })).toBe(1);
  });

  it("is followed for minutes, and then no more", async () => {
    const [stays, goes] = [await person(), await person()];
    await merge(stays._id, goes._id);
    await test.deps.merges.run();
    expect(await count("merges", { goes: goes._id, followUntil: { $exists: true } })).toBe(1);
    test.clock.advance(10 * 60_000);
    await test.deps.merges.run();
    expect(await count("merges", { goes: goes._id, followUntil: { $exists: true } })).toBe(0);
  });
});
