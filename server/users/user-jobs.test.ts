import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import type { UserJob } from "../../shared/contracts/user-action.ts";
import type { UserAction } from "../../shared/lifecycle.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { crowd } from "./testing/crowd.ts";
import { createUserJobs, type UserJobs } from "./user-jobs.ts";
import { createUserJobStore } from "./user-job-store.ts";

let test: TestApp;
let acme: TestOrganization;
let group: string;
const everybody = 1_100;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  group = await crowd(test, acme, everybody);
});
afterEach(async () => {
  await test.deps.connection.collection("userJobs").deleteMany({});
  await test.deps.connection.collection("userJobParts").deleteMany({});
});
afterAll(() => test.stop());

const as = (token: string) => ({ Authorization: `Bearer ${token}` });
const ask = (action: UserAction, more: object = {}, headers: Record<string, string> = {}) =>
  test
    .request()
    .post("/api/v1/users/actions")
    .set({ ...as(acme.ownerToken), ...headers })
    .send({ action, users: { filter: { group } }, ...more });
async function begin(action: UserAction, headers: Record<string, string> = {}): Promise<string> {
  return ((await ask(action, {}, headers).expect(202)).body as { job: string }).job;
}
const read = async (job: string) =>
  (await test.request().get(`/api/v1/jobs/${job}`).set(as(acme.ownerToken)).expect(200)).body as UserJob & {
    skipped: { id: string; code: string }[];
  };
const inGroup = (where: object = {}) =>
  test.deps.users.collection.countDocuments({ organization: acme.id, groups: group, ...where });
const mails = () =>
  test.deps.connection.collection("outbox").countDocuments({ organization: acme.id, kind: "simulation" });

/** The jobs as a worker of its own would do them, with a lease that ends soon, and a hand in every part. */
function anotherWorker(before: (part: number) => Promise<void> | void): UserJobs {
  let part = 0;
  return createUserJobs({
    store: createUserJobStore(test.deps.connection),
    users: test.deps.users,
    audit: test.deps.audit,
    transact: test.deps.transact,
    now: test.deps.now,
    leaseMs: 200,
    actions: {
      apply: async (...given) => {
        await before(part++);
        return test.deps.userActions.apply(...given);
      },
    },
  });
}

describe("an action on more people than one call changes", () => {
  it("tells before how many, by reason, and writes nothing by telling", async () => {
    await test.deps.users.collection.updateMany(
      { organization: acme.id, groups: group },
      { $set: { active: true } },
    );
    const [first, second] = await test.deps.users.findIds(acme.id, { group }, 2);
    await test.deps.users.collection.updateOne(
      { organization: acme.id, _id: first },
      { $set: { active: false } },
    );
    await test.deps.users.collection.updateOne(
      { organization: acme.id, _id: second },
      { $set: { trainingExempt: true } },
    );
    const told = (await ask("start", { dryRun: true }).expect(200)).body as object;
    expect(told).toEqual({
      changed: everybody - 2,
      skipped: [],
      reasons: expect.arrayContaining([
        { code: "user_not_active", count: 1 },
        { code: "training_exempt", count: 1 },
      ]) as unknown,
    });
    expect(await inGroup({ stage: "started" })).toBe(0);
    expect(await test.deps.connection.collection("userJobs").countDocuments()).toBe(0);
  });

  it("goes on after the answer, part by part, and tells how far it is and whom it left", async () => {
    const before = await mails();
    const job = await begin("start");
    expect(await read(job)).toMatchObject({ state: "running", total: everybody, done: 0, changed: 0 });
    await test.deps.userJobs.run();
    const told = await read(job);
    expect(told).toMatchObject({ state: "done", total: everybody, done: everybody, changed: everybody - 2 });
    expect(told.skipped.map(({ code }) => code).sort()).toEqual(["training_exempt", "user_not_active"]);
    expect(await inGroup({ stage: "started" })).toBe(everybody - 2);
    expect((await mails()) - before).toBe(everybody - 2);
    const listed = await test.request().get("/api/v1/jobs").set(as(acme.ownerToken)).expect(200);
    expect((listed.body as { items: UserJob[] }).items.map(({ id }) => id)).toEqual([job]);
  });

  it("tells of each person in a file that a spreadsheet opens and takes no formula from", async () => {
    const [evil, gone] = await test.deps.users.findIds(acme.id, { group }, 2);
    const people = test.deps.users.collection;
    await people.updateOne(
      { organization: acme.id, _id: evil },
      { $set: { firstName: '=HYPERLINK("https://evil.example")', lastName: 'O"Hara, Zoë', active: true } },
    );
    const download = async (job: string) => {
      const answer = await test
        .request()
        .get(`/api/v1/jobs/${job}/result`)
        .set(as(acme.ownerToken))
        .expect(200)
        .buffer(true)
        .parse((res, done) => {
          const chunks: Buffer[] = [];
          res.on("data", (chunk: Buffer) => chunks.push(chunk));
          res.on("end", () => done(null, Buffer.concat(chunks).toString("utf8")));
        });
      expect(answer.headers["content-type"]).toBe("text/csv; charset=utf-8");
      expect(answer.headers["content-disposition"]).toMatch(
        /^attachment; filename="\w+-\d{4}-\d\d-\d\d\.csv"$/,
      );
      return (answer.body as string).split("\r\n").filter(Boolean);
    };
    const outcomes = (lines: string[]) =>
      [...new Set(lines.slice(1).map((line) => line.split(",").slice(-2).join()))].sort();

    const job = await begin("deactivate");
    expect(outcomes(await download(job))).toEqual(["waiting,"]);
    await people.updateOne({ organization: acme.id, _id: gone }, { $set: { active: false } });
    await test.deps.userJobs.run();
    await people.updateOne({ organization: acme.id, _id: gone }, { $set: { organization: "elsewhere" } });
    const lines = await download(job);
    await people.updateOne({ organization: "elsewhere", _id: gone }, { $set: { organization: acme.id } });
    expect(lines[0]).toBe("\ufeffid,address,name,outcome,reason");
    expect(lines).toHaveLength(everybody + 1);
    expect(outcomes(lines)).toEqual(["changed,", "skipped,already"]);
    expect(lines).toContain(`${gone},,,skipped,already`);
    expect(lines.find((line) => line.startsWith(evil!))).toContain(
      `"'=HYPERLINK(""https://evil.example"") O""Hara, Zoë",changed,`,
    );
    const told = await test.deps.audit.about(acme.id, job, 5);
    expect(told.map(({ action }) => action)).toEqual(["job.download", "job.download"]);

    const cancelled = await begin("activate");
    await test.request().post(`/api/v1/jobs/${cancelled}/cancel`).set(as(acme.ownerToken)).expect(200);
    expect(outcomes(await download(cancelled))).toEqual(["notReached,"]);
    await people.updateMany({ organization: acme.id, groups: group }, { $set: { active: true } });
  });

  it("is the same job when the call is sent again with its key, also at the same moment", async () => {
    const key = { "Idempotency-Key": randomUUID() };
    const jobs = await Promise.all([begin("restart", key), begin("restart", key), begin("restart", key)]);
    expect(new Set(jobs).size).toBe(1);
    await test.deps.userJobs.run();
    expect(await begin("restart", key)).toBe(jobs[0]);
    await test.deps.userJobs.run();
    const people = test.deps.connection.collection("users");
    expect(await people.countDocuments({ groups: group, startNumber: { $gt: 2 } })).toBe(0);
    expect(await test.deps.connection.collection("userJobParts").countDocuments()).toBe(5);
    const other = await ask("remove", {}, key).expect(422);
    expect((other.body as Problem).code).toBe("idempotency_key_reused");
    for (const bad of ["two words", "é", "x".repeat(201)])
      await ask("restart", {}, { "Idempotency-Key": Buffer.from(bad).toString("latin1") }).expect(400);
  });

  it("is for those whom the filter found when it was asked for, whatever becomes of them", async () => {
    const job = await begin("deactivate");
    const [late] = await test.deps.users.findIds(acme.id, { group }, 1);
    await test.deps.users.collection.updateOne(
      { organization: acme.id, _id: late },
      { $set: { groups: [] } },
    );
    await test.deps.userJobs.run();
    expect((await read(job)).total).toBe(everybody);
    expect((await test.deps.users.get(acme.id, late!)).active).toBe(false);
    await test.deps.users.collection.updateOne(
      { organization: acme.id, _id: late },
      { $set: { groups: [group] } },
    );
    await begin("activate");
    await test.deps.userJobs.run();
  });

  it("stops between two parts when it is cancelled, and keeps what it did", async () => {
    const job = await begin("deactivate");
    await anotherWorker(async (part) => {
      if (part === 2)
        await test.request().post(`/api/v1/jobs/${job}/cancel`).set(as(acme.ownerToken)).expect(200);
    }).run();
    await test.deps.userJobs.run();
    const told = await read(job);
    expect(told).toMatchObject({ state: "cancelled", done: 500, total: everybody });
    expect(await inGroup({ active: false })).toBe(told.changed);
    const again = await test
      .request()
      .post(`/api/v1/jobs/${job}/cancel`)
      .set(as(acme.ownerToken))
      .expect(200);
    expect((again.body as UserJob).finishedAt).toBe(told.finishedAt);
    await begin("activate");
    await test.deps.userJobs.run();
  });

  it("is taken up by another worker where one vanished, and each part happens once", async () => {
    const job = await begin("restart");
    const startsBefore = await mails();
    const vanished = anotherWorker((part) => {
      if (part === 2) throw new Error("the process is gone");
    });
    await expect(vanished.run()).rejects.toThrow("the process is gone");
    expect((await read(job)).done).toBe(500);
    await expect
      .poll(async () => {
        await test.deps.userJobs.run();
        return (await read(job)).state;
      })
      .toBe("done");
    const told = await read(job);
    expect((await mails()) - startsBefore).toBe(told.changed);
    expect(told.changed).toBeGreaterThan(1_000);
  });

  it("is done once by two workers, one of which stood still for longer than its lease", async () => {
    const job = await begin("restart");
    const before = await mails();
    let other: Promise<void> | undefined;
    await anotherWorker(async (part) => {
      if (part !== 1) return;
      await new Promise((resolve) => setTimeout(resolve, 300));
      other = test.deps.userJobs.run();
      await other;
    }).run();
    const told = await read(job);
    expect(told).toMatchObject({ state: "done", done: everybody });
    expect((await mails()) - before).toBe(told.changed);
  });

  it("is done once where a part is halved by one worker while another one is at the whole of it", async () => {
    const job = await begin("restart");
    const before = await mails();
    const store = createUserJobStore(test.deps.connection);
    await anotherWorker(async (number) => {
      if (number !== 1) return;
      const doc = (await store.find(acme.id, job))!;
      const part = (await store.nextPart(doc))!;
      await test.deps.transact((tx) => store.split(doc, part, part.ids.length, tx));
    }).run();
    await expect
      .poll(async () => {
        await test.deps.userJobs.run();
        return (await read(job)).state;
      })
      .toBe("done");
    const told = await read(job);
    expect(told).toMatchObject({ done: everybody, total: everybody });
    expect((await mails()) - before).toBe(told.changed);
  });
});
