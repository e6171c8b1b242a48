import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import type { Unit } from "../../shared/contracts/structure.ts";
import type { UserJob } from "../../shared/contracts/user-action.ts";
import type { Happening } from "../../shared/contracts/user-person.ts";
import type { MailState, SkipCode, UserAction } from "../../shared/lifecycle.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let test: TestApp;
let acme: TestOrganization;
let other: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  other = await test.organization("other.example");
});
afterAll(() => test.stop());

interface Answer {
  changed: number;
  skipped: { id: string; code: SkipCode }[];
  reasons: { code: SkipCode; count: number }[];
}
const as = (token: string) => ({ Authorization: `Bearer ${token}` });
const ask = (body: object, headers: Record<string, string> = {}) =>
  test
    .request()
    .post("/api/v1/users/actions")
    .set({ ...as(acme.ownerToken), ...headers })
    .send(body);
async function act(action: UserAction, ids: string[], more: object = {}) {
  const { changed, skipped } = (await ask({ action, users: { ids }, ...more }).expect(200)).body as Answer;
  return { changed, skipped };
}
async function groupOf(token = acme.ownerToken): Promise<string> {
  const made = await test
    .request()
    .post("/api/v1/groups")
    .set(as(token))
    .send({ name: randomUUID() })
    .expect(201);
  return (made.body as Unit).id;
}
const archive = (group: string) =>
  test
    .request()
    .patch(`/api/v1/groups/${group}`)
    .set(as(acme.ownerToken))
    .send({ archived: true })
    .expect(200);
async function person(fields: object = {}): Promise<string> {
  const user = await test.deps.users.insert(
    {
      organization: acme.id,
      email: `${randomUUID()}@acme.example`,
      firstName: "Per",
      lastName: "Son",
      ...fields,
    },
    test.clock.now(),
  );
  return user._id;
}
const stored = (id: string) => test.deps.users.collection.findOne({ organization: acme.id, _id: id }).lean();
const outbox = () => test.deps.connection.collection("outbox");
const mailsOf = (user: string) =>
  outbox().find({ organization: acme.id, user }).sort({ attempt: 1 }).toArray();
const settle = (user: string, state: MailState) =>
  outbox().updateMany({ organization: acme.id, user }, { $set: { state } });
const happenings = async (id: string) =>
  (
    (await test.request().get(`/api/v1/users/${id}/timeline`).set(as(acme.ownerToken)).expect(200)).body as {
      items: Happening[];
    }
  ).items;
const recordsOf = async (id: string, action: string) =>
  (await test.deps.audit.about(acme.id, id, 50)).filter((entry) => entry.action === action);
/** Somebody who was started two days ago and whose Welcome mail came to that end. */
async function waiting(state: MailState = "sent", fields: object = {}): Promise<string> {
  const id = await person(fields);
  await act("start", [id]);
  await settle(id, state);
  const before = new Date(test.clock.now().getTime() - 2 * 86_400_000);
  await outbox().updateMany({ organization: acme.id, user: id }, { $set: { createdAt: before } });
  return id;
}

/** So many people with a mark of their own, put in beside the product for speed. */
async function crowd(count: number): Promise<string> {
  const mark = randomUUID();
  const first = await stored(await person({ groups: [mark], email: `${mark}@acme.example` }));
  const rows = Array.from({ length: count - 1 }, (_, n) => ({
    ...first!,
    _id: randomUUID(),
    email: `${mark}.${n}@acme.example`,
    addresses: [`${mark}.${n}@acme.example`],
  }));
  await test.deps.users.collection.insertMany(rows, { lean: true });
  return mark;
}
const read = async (job: string) =>
  (await test.request().get(`/api/v1/jobs/${job}`).set(as(acme.ownerToken)).expect(200)).body as UserJob;
const inGroup = (group: string) =>
  test.deps.users.collection.countDocuments({ organization: acme.id, groups: group });

describe("a group for many", () => {
  it("is given once, on record for each; sent again it changes nobody, and is taken as easily", async () => {
    const group = await groupOf();
    const [one, off, has, gone] = [
      await person({ groups: ["another"] }),
      await person({ active: false }),
      await person({ groups: [group] }),
      await person(),
    ];
    await act("remove", [gone]);
    const ids = [one, off, has, gone];
    const told = await act("assignGroup", ids, { group, dryRun: true });
    expect(told).toEqual({
      changed: 2,
      skipped: [
        { id: has, code: "already" },
        { id: gone, code: "move_not_allowed" },
      ],
    });
    expect((await stored(one))?.groups).toEqual(["another"]);
    expect(await act("assignGroup", ids, { group })).toEqual(told);
    expect((await stored(one))?.groups).toEqual(["another", group]);
    expect((await recordsOf(one, "user.assignGroup")).map(({ details }) => details)).toEqual([{ group }]);
    expect(await recordsOf(has, "user.assignGroup")).toEqual([]);
    expect((await act("assignGroup", ids, { group })).changed).toBe(0);
    expect((await recordsOf(one, "user.assignGroup")).length).toBe(1);

    // What happens in the same moment has no order.
    test.clock.advance(1_000);
    expect((await act("leaveGroup", ids, { group })).changed).toBe(3);
    expect((await stored(one))?.groups).toEqual(["another"]);
    expect(await recordsOf(has, "user.leaveGroup")).toHaveLength(1);
    const happened = await happenings(one);
    expect(happened.map(({ what, group: named }) => [what, named?.id])).toEqual([
      ["groupTaken", group],
      ["groupGiven", group],
    ]);
    expect((await act("leaveGroup", ids, { group })).changed).toBe(0);
  });

  it("is one that is offered by this organization, and is named where it is needed and nowhere else", async () => {
    const [archived, theirs, id] = [await groupOf(), await groupOf(other.ownerToken), await person()];
    await archive(archived);
    const refused = async (body: object) =>
      ((await ask({ users: { ids: [id] }, ...body }).expect(400)).body as Problem).violations?.[0]?.path;
    expect(await refused({ action: "assignGroup" })).toBe("$.group");
    expect(await refused({ action: "assignGroup", group: randomUUID() })).toBe("$.group");
    expect(await refused({ action: "assignGroup", group: archived })).toBe("$.group");
    expect(await refused({ action: "assignGroup", group: theirs })).toBe("$.group");
    expect(await refused({ action: "start", group: archived })).toBe("$.group");
    expect((await stored(id))?.groups).toEqual([]);
  });

  it("is taken though it was archived, and given to nobody who has as many as one can have", async () => {
    const [archived, group] = [await groupOf(), await groupOf()];
    const [has, full] = [
      await person({ groups: [archived] }),
      await person({ groups: Array.from({ length: 50 }, () => randomUUID()) }),
    ];
    await archive(archived);
    expect((await act("leaveGroup", [has], { group: archived })).changed).toBe(1);
    expect(await act("assignGroup", [full], { group })).toEqual({
      changed: 0,
      skipped: [{ id: full, code: "too_many_groups" }],
    });
  });

  it("goes to 2,500 in one job, which is one however often it is sent, and tells before whom it leaves", async () => {
    const [mark, group] = [await crowd(2_500), await groupOf()];
    const [first, second] = await test.deps.users.findIds(acme.id, { group: mark }, 2);
    await act("assignGroup", [first!], { group });
    await act("remove", [second!]);
    const order = { action: "assignGroup", group, users: { filter: { group: mark } } };
    const told = (await ask({ ...order, dryRun: true }).expect(200)).body as Answer;
    expect(told).toMatchObject({ changed: 2_498, reasons: [{ code: "already", count: 1 }] });
    const press = { "Idempotency-Key": randomUUID() };
    const sent = await Promise.all([ask(order, press).expect(202), ask(order, press).expect(202)]);
    const [job, again] = sent.map(({ body }) => (body as { job: string }).job);
    expect(again).toBe(job);
    const another = await groupOf();
    const reused = await ask({ ...order, group: another }, press);
    expect((reused.body as Problem).code).toBe("idempotency_key_reused");
    await test.deps.userJobs.run();
    expect(await read(job!)).toMatchObject({ state: "done", action: "assignGroup", group, changed: 2_498 });
    expect(await inGroup(group)).toBe(2_499);
    const records = await test.deps.connection
      .collection("audit")
      .countDocuments({ organization: acme.id, action: "user.assignGroup", "details.group": group });
    expect(records).toBe(2_499);
  });

  it("is cancelled between two parts, archived between two others, and meets removals on its way", async () => {
    const [mark, group] = [await crowd(1_300), await groupOf()];
    const order = { action: "assignGroup", group, users: { filter: { group: mark } } };
    const begin = async () => ((await ask(order).expect(202)).body as { job: string }).job;
    const cancelled = await begin();
    let parts = 0;
    await test.deps.userJobs.run(() => ++parts > 2);
    await test.request().post(`/api/v1/jobs/${cancelled}/cancel`).set(as(acme.ownerToken)).expect(200);
    await test.deps.userJobs.run();
    const end = await read(cancelled);
    expect(end.state).toBe("cancelled");
    expect(end.changed).toBeGreaterThan(0);
    expect(await inGroup(group)).toBe(end.changed);

    // The others: some are removed while the next job comes by.
    const job = await begin();
    const ids = await test.deps.users.findIds(acme.id, { group: mark }, 1_300);
    const removed = ids.slice(600, 800);
    await Promise.all([test.deps.userJobs.run(), act("remove", removed)]);
    const done = await read(job);
    expect(done.state).toBe("done");
    const refusals = done.reasons.find(({ code }) => code === "move_not_allowed")?.count ?? 0;
    expect(await inGroup(group)).toBe(1_300 - refusals);

    const late = await groupOf();
    const second = (await ask({ ...order, group: late }).expect(202)).body as { job: string };
    await archive(late);
    await test.deps.userJobs.run();
    expect(await read(second.job)).toMatchObject({ changed: 0, reasons: [{ code: "group_gone" }] });
  });
});

describe("another Welcome mail", () => {
  it("is the same simulation's next attempt, once a day; who is not waiting for it, or has one, is told why", async () => {
    const [id, fresh] = [await waiting(), await waiting()];
    await outbox().updateMany({ user: fresh }, { $set: { createdAt: test.clock.now() } });
    const ends: [MailState, SkipCode][] = [
      ["queued", "mail_on_its_way"],
      ["held", "mail_held"],
      ["refused", "mail_refused"],
      ["inDoubt", "mail_in_doubt"],
    ];
    const others = await Promise.all(ends.map(async ([state, code]) => ({ id: await waiting(state), code })));
    const notStarted = await person();
    const ids = [id, fresh, ...others.map((one) => one.id), notStarted];
    const told = await act("resendWelcome", ids, { dryRun: true });
    expect(told).toEqual({
      changed: 1,
      skipped: [
        { id: fresh, code: "copy_too_soon" },
        ...others,
        { id: notStarted, code: "move_not_allowed" },
      ],
    });
    expect(await mailsOf(id)).toHaveLength(1);
    expect(await act("resendWelcome", ids)).toEqual(told);
    const [first, copy] = await mailsOf(id);
    expect(copy).toMatchObject({
      attempt: 2,
      state: "queued",
      cause: "admin",
      simulation: first!["simulation"] as string,
    });
    expect(copy!["messageId"]).not.toBe(first!["messageId"]);
    expect(await recordsOf(id, "user.resendWelcome")).toHaveLength(1);
    expect((await stored(id))?.startNumber).toBe(1);
    expect(await act("resendWelcome", [id])).toEqual({
      changed: 0,
      skipped: [{ id, code: "mail_on_its_way" }],
    });
    await settle(id, "sent");
    expect((await act("resendWelcome", [id])).skipped).toEqual([{ id, code: "copy_too_soon" }]);
  });

  it("is one, when two admins and the person ask for it at the same moment", async () => {
    for (let round = 0; round < 8; round += 1) {
      const id = await waiting();
      const { email } = (await stored(id))!;
      const token = await acme.tokenOf(email);
      const copy = test.request().post("/api/v1/me/welcome-copy").set(as(token));
      const [one, two, own] = await Promise.all([
        act("resendWelcome", [id]),
        act("resendWelcome", [id]),
        copy.send({}),
      ]);
      expect([200, 429]).toContain(own.status);
      expect(one.changed + two.changed).toBeLessThanOrEqual(1);
      expect((await mailsOf(id)).map(({ attempt }): unknown => attempt)).toEqual([1, 2]);
    }
  });

  it("goes to nobody who is removed at the same moment", async () => {
    for (let round = 0; round < 6; round += 1) {
      const ids = await Promise.all([waiting(), waiting(), waiting()]);
      await Promise.all([act("resendWelcome", ids), act("remove", ids)]);
      const left = await outbox().countDocuments({ user: { $in: ids }, state: "queued" });
      expect(left).toBe(0);
    }
  });

  it("is foreseen for more than can be named, by what stands with their mails", async () => {
    const mark = await crowd(1_050);
    const sent = await waiting("sent", { groups: [mark] });
    await waiting("held", { groups: [mark] });
    const order = { action: "resendWelcome", users: { filter: { group: mark } } };
    const told = (await ask({ ...order, dryRun: true }).expect(200)).body as Answer;
    expect(told.changed).toBe(1);
    expect(told.reasons).toEqual(
      expect.arrayContaining([
        { code: "move_not_allowed", count: 1_050 },
        { code: "mail_held", count: 1 },
      ]),
    );
    const { job } = (await ask(order).expect(202)).body as { job: string };
    await test.deps.userJobs.run();
    expect(await read(job)).toMatchObject({ state: "done", changed: 1, reasons: told.reasons });
    expect(await mailsOf(sent)).toHaveLength(2);
  });
});
