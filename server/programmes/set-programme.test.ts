import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import type { Programme } from "../../shared/contracts/programme.ts";
import type { UserJob } from "../../shared/contracts/user-action.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let test: TestApp;
let acme: TestOrganization;
let strict: Programme;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  strict = await made("Strict");
});
afterAll(() => test.stop());

const call = (method: "get" | "post" | "patch", path: string, body?: object) => {
  test.clock.advance(1_000);
  const asked = test
    .request()
    [method](`/api/v1/${path}`)
    .set({ Authorization: `Bearer ${acme.ownerToken}` });
  return body ? asked.send(body) : asked;
};
const made = async (name: string) =>
  (await call("post", "programmes", { name, everyWeeks: 1 }).expect(201)).body as Programme;
const set = (users: object, programme?: string, more: object = {}) =>
  call("post", "users/actions", { action: "setProgramme", users, ...(programme && { programme }), ...more });
interface Answer {
  changed: number;
  ids?: string[];
  skipped: { id: string; code: string }[];
  reasons: { code: string; count: number }[];
}
const answer = async (asked: ReturnType<typeof set>) => (await asked.expect(200)).body as Answer;
/** So many people in training, of a function of their own, put in beside the product for speed. */
async function crowd(count: number): Promise<{ job: string; ids: string[] }> {
  const job = randomUUID();
  const at = test.clock.now();
  const template = await test.deps.users.insert(
    {
      ...{ organization: acme.id, email: `${job}@acme.example`, firstName: "", lastName: "" },
      ...{ functions: [job], stage: "started", startNumber: 1, startedAt: at },
    },
    at,
  );
  const rows = Array.from({ length: count - 1 }, (_, n) => ({
    ...template,
    _id: randomUUID(),
    email: `${job}.${n}@acme.example`,
    addresses: [`${job}.${n}@acme.example`],
  }));
  if (rows.length > 0) await test.deps.users.collection.insertMany(rows, { lean: true });
  return { job, ids: [template._id, ...rows.map(({ _id }) => _id)] };
}
const holders = (job: string, programme: string | null = strict.id) =>
  test.deps.users.collection.countDocuments({ organization: acme.id, functions: job, programme } as object);
const records = (ids: readonly string[]) =>
  test.deps.connection
    .collection("audit")
    .countDocuments({ action: "user.setProgramme", "subject.id": { $in: [...ids] } });

describe("setting the programme of several people", () => {
  it("changes those who have another one, each with a record of it, and plans them anew", async () => {
    const { ids } = await crowd(4);
    const [one = "", two = "", three = "", four = ""] = ids;
    await test.deps.programmeRounds.run();
    await call("patch", `users/${two}`, { programme: strict.id }).expect(200);
    await call("post", "users/actions", { action: "remove", users: { ids: [three] } }).expect(200);
    await call("post", "users/actions", { action: "deactivate", users: { ids: [four] } }).expect(200);
    const dry = await answer(set({ ids }, strict.id, { dryRun: true }));
    expect(dry).toMatchObject({ changed: 2, ids: [one, four] });
    expect((await test.deps.users.get(acme.id, one)).programme).toBeUndefined();
    expect(await answer(set({ ids }, strict.id))).toEqual(dry);
    expect(dry.skipped).toEqual([
      { id: two, code: "already" },
      { id: three, code: "move_not_allowed" },
    ]);
    const after = await test.deps.users.get(acme.id, one);
    expect(after).toMatchObject({ programme: strict.id });
    expect(after).not.toHaveProperty("nextSimulationAt");
    const [told] = await test.deps.audit.about(acme.id, one, 1);
    expect(told).toMatchObject({
      action: "user.setProgramme",
      details: { changes: [{ field: "programme", before: null, after: "Strict" }] },
    });
    expect(await answer(set({ ids: [one, four] }, strict.id))).toMatchObject({
      changed: 0,
      reasons: [{ code: "already", count: 2 }],
    });
    expect(await records(ids)).toBe(2);
  });

  it("without a programme takes away what was set, and nothing else", async () => {
    const { ids } = await crowd(3);
    const [one = "", two = ""] = ids;
    await answer(set({ ids: [one, two] }, strict.id));
    expect(await answer(set({ ids }))).toMatchObject({ changed: 2, ids: [one, two] });
    expect(await test.deps.users.get(acme.id, one)).not.toHaveProperty("programme");
    expect(await answer(set({ ids }))).toMatchObject({ changed: 0 });
    const [told] = await test.deps.audit.about(acme.id, one, 1);
    expect(told?.details).toEqual({ changes: [{ field: "programme", before: "Strict", after: null }] });
  });

  it("takes none that is unknown, archived or another organization's, and no group beside it", async () => {
    const { ids } = await crowd(1);
    const gone = await made("Gone");
    await call("patch", `programmes/${gone.id}`, { archived: true }).expect(200);
    const other = await test.organization("other.example");
    for (const programme of [randomUUID(), gone.id, other.id]) {
      const problem = (await set({ ids }, programme).expect(400)).body as Problem;
      expect([problem.code, problem.violations?.[0]?.path]).toEqual(["invalid_request", "$.programme"]);
    }
    const both = (await set({ ids }, strict.id, { group: randomUUID() }).expect(400)).body as Problem;
    expect(both.violations?.[0]?.path).toBe("$.group");
    const start = { action: "start", users: { ids }, programme: strict.id };
    expect(
      ((await call("post", "users/actions", start).expect(400)).body as Problem).violations?.[0]?.path,
    ).toBe("$.programme");
  });
});

describe("setting the programme of 1,100 people", () => {
  it("is foreseen, done once by a job however often it is sent, and taken back", async () => {
    const { job: whose, ids } = await crowd(1_100);
    await call("patch", `users/${ids[0]}`, { programme: strict.id }).expect(200);
    const all = { filter: { function: whose } };
    const plan = { changed: 1_099, skipped: [], reasons: [{ code: "already", count: 1 }] };
    expect(await answer(set(all, strict.id, { dryRun: true }))).toEqual(plan);
    expect(await holders(whose)).toBe(1);
    const press = () => set(all, strict.id).set("Idempotency-Key", "one-press").expect(202);
    const [first, again] = await Promise.all([press(), press()]);
    expect(first.body).toEqual(again.body);
    const { job } = first.body as { job: string };
    await set(all).set("Idempotency-Key", "one-press").expect(422);
    await Promise.all([test.deps.userJobs.run(), test.deps.userJobs.run()]);
    const done = (await call("get", `jobs/${job}`).expect(200)).body as UserJob;
    expect(done).toMatchObject({
      ...{ action: "setProgramme", programme: strict.id, state: "done", total: 1_100 },
      ...{ done: 1_100, changed: 1_099, reasons: [{ code: "already", count: 1 }] },
    });
    expect(await holders(whose)).toBe(1_100);
    expect(await records(ids)).toBe(1_099);
    expect(await answer(set(all, strict.id, { dryRun: true }))).toMatchObject({ changed: 0 });
    await set(all).set("Idempotency-Key", "back").expect(202);
    await test.deps.userJobs.run();
    expect(await holders(whose, null)).toBe(1_100);
  }, 60_000);

  it("leaves who comes too late as they are, when the programme is archived meanwhile", async () => {
    const short = await made("Short");
    const { job: whose } = await crowd(1_001);
    const { job } = (await set({ filter: { function: whose } }, short.id).expect(202)).body as {
      job: string;
    };
    await call("patch", `programmes/${short.id}`, { archived: true }).expect(200);
    await test.deps.userJobs.run();
    expect((await call("get", `jobs/${job}`)).body).toMatchObject({
      ...{ state: "done", changed: 0, reasons: [{ code: "programme_gone", count: 1_001 }] },
    });
    expect(await holders(whose, short.id)).toBe(0);
  }, 60_000);
});
