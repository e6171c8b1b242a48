import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GetMe, JoinTraining } from "../../shared/contracts/me.ts";
import { GetOverview, type Overview } from "../../shared/contracts/overview.ts";
import { startSmtpSink, type SmtpSink } from "../mail/testing/smtp-sink.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

/** What the database's profiler keeps of one operation. */
interface Profiled {
  ns: string;
  planSummary?: string;
  docsExamined?: number;
  nreturned?: number;
  command: Record<string, unknown>;
}

let sink: SmtpSink;
let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  sink = await startSmtpSink();
  test = await startTestApp({ smtpUrl: sink.url });
  acme = await test.organization("acme.example");
  await test.openJoining();
});
afterAll(async () => {
  await test.stop();
  await sink.close();
});

const as = (token: string) => ({ Authorization: `Bearer ${token}` });
const ask = async (name: string, contract: { path: string; method: "get" | "post" }) =>
  test
    .request()
    [contract.method](contract.path)
    .set(as(await acme.tokenOf(`${name}@acme.example`)))
    .expect(200);
const overview = async () =>
  (await test.request().get(GetOverview.path).set(as(acme.ownerToken)).expect(200)).body as Overview;
const add = (name: string) =>
  test.deps.users.insert(
    { organization: acme.id, email: `${name}@acme.example`, firstName: name, lastName: "" },
    test.clock.now(),
  );
async function sendMails() {
  const worker = test.startWorker();
  await worker.drain();
  await worker.stop();
}
const users = () => test.deps.connection.collection<{ email: string }>("users");

describe("the overview", () => {
  it("counts each person at every step up to their furthest", async () => {
    for (const name of ["first", "second", "third", "fourth"]) await add(name);
    expect((await overview()).funnel).toEqual({
      imported: 5,
      seen: 0,
      started: 0,
      welcomed: 0,
      onboarded: 0,
    });
    await ask("first", GetMe);
    expect((await overview()).funnel).toMatchObject({ imported: 5, seen: 1, started: 0 });
    await ask("second", JoinTraining);
    expect((await overview()).funnel).toMatchObject({ imported: 5, seen: 2, started: 1, welcomed: 0 });
    await sendMails();
    expect((await overview()).funnel).toMatchObject({ started: 1, welcomed: 1, onboarded: 0 });
    const mail = sink.mails.find(({ to }) => to.includes("second@acme.example"))!;
    await test
      .request()
      .post("/api/v1/reports")
      .set(as(await acme.tokenOf("second@acme.example")))
      .attach("message", mail.raw, { filename: "mail.eml", contentType: "message/rfc822" })
      .expect(201);
    test.clock.advance(60_000);
    await ask("newcomer", JoinTraining);
    expect((await overview()).funnel).toEqual({
      imported: 6,
      seen: 3,
      started: 2,
      welcomed: 1,
      onboarded: 1,
    });
  });

  it("keeps when somebody opened the button first, once, and only of those who are not started", async () => {
    await add("fifth");
    const seenAt = async (name: string) =>
      ((await users().findOne({ email: `${name}@acme.example` })) as { seenAt?: Date } | null)?.seenAt;
    await ask("fifth", GetMe);
    const first = await seenAt("fifth");
    test.clock.advance(60_000);
    await ask("fifth", GetMe);
    expect(await seenAt("fifth")).toEqual(first);
    await ask("newcomer", GetMe);
    expect(await seenAt("newcomer")).toBeUndefined();
  });

  it("counts nobody who is removed", async () => {
    const before = (await overview()).funnel;
    await users().updateOne(
      { email: "second@acme.example" },
      { $set: { removedAt: test.clock.now(), active: false } },
    );
    const after = (await overview()).funnel;
    const fewer = Object.entries(before).map(([step, n]) => [step, n - 1]);
    expect(after).toEqual(Object.fromEntries(fewer));
    await users().updateOne(
      { email: "second@acme.example" },
      { $set: { active: true }, $unset: { removedAt: 1 } },
    );
  });

  it("says what needs a person: a closed door with people before it, no security mailbox, domains not verified", async () => {
    expect(await overview()).toMatchObject({
      joining: { open: true, knocking: 0 },
      securityMailbox: true,
      unverifiedDomains: [],
      mail: { channel: { state: "running" }, held: 0, inDoubt: 0, refused: 0 },
    });
    const organizations = test.deps.connection.collection<{ _id: string }>("organizations");
    await organizations.updateOne(
      { _id: acme.id },
      {
        $set: { "joining.anyoneCanJoin": false },
        $push: { domains: { name: "acme.test", verified: false } } as object,
        $unset: { securityMailbox: 1 },
      },
    );
    expect(await overview()).toMatchObject({
      joining: { open: false, knocking: 2 },
      securityMailbox: false,
      unverifiedDomains: ["acme.test"],
    });
  });

  it("tells the latest reports and starts, newest first", async () => {
    const { reports, starts } = await overview();
    expect(reports.map(({ reporter }) => reporter)).toEqual(["second@acme.example"]);
    expect(starts.map(({ email }) => email)).toEqual(["newcomer@acme.example", "second@acme.example"]);
  });

  it("is counted in indexes alone", async () => {
    const many = Array.from({ length: 500 }, (_, n) => `many${String(n)}`);
    await Promise.all(many.map(add));
    const outbox = test.deps.connection.collection<{ _id: string }>("outbox");
    const sent = await outbox.findOne({ organization: acme.id, state: "sent" });
    await outbox.insertMany(
      many.map((id) => ({ ...sent, _id: id, user: id, simulation: id, messageId: `<${id}@sender.example>` })),
    );
    const database = test.deps.connection.getClient().db(test.deps.connection.name);
    await database.setProfilingLevel("all");
    await overview();
    await database.setProfilingLevel("off");
    const profile = await database.collection<Profiled>("system.profile").find().toArray();
    const own = profile.filter(({ ns }) => /\.(?:users|outbox|reports)$/.test(ns));
    expect(own.length).toBeGreaterThan(8);
    const wide = own.filter(({ docsExamined = 0, nreturned = 0 }) => docsExamined > nreturned + 20);
    expect(wide.map(({ ns, planSummary, command }) => ({ ns, planSummary, command }))).toEqual([]);
  });
});
