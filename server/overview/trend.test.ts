import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { JoinTraining } from "../../shared/contracts/me.ts";
import { GetOverviewTrend, type OverviewTrend } from "../../shared/contracts/overview.ts";
import { startSmtpSink, type SmtpSink } from "../mail/testing/smtp-sink.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

/** What the database's profiler keeps of one operation. */
interface Profiled {
  ns: string;
  planSummary?: string;
  docsExamined?: number;
  keysExamined?: number;
  command: Record<string, unknown>;
}
interface Doc {
  _id: string;
}

let sink: SmtpSink;
let test: TestApp;
let acme: TestOrganization;
let sent: Doc;
let caught: Doc;
let suspicious: Doc;
beforeAll(async () => {
  sink = await startSmtpSink();
  test = await startTestApp({ smtpUrl: sink.url });
  acme = await test.organization("acme.example");
  await test.openJoining();
  const newcomer = { Authorization: `Bearer ${await acme.tokenOf("newcomer@acme.example")}` };
  await test.request().post(JoinTraining.path).set(newcomer).expect(200);
  const worker = test.startWorker();
  await worker.drain();
  await worker.stop();
  await test
    .request()
    .post("/api/v1/reports")
    .set(newcomer)
    .attach("message", sink.mails[0]!.raw, { filename: "mail.eml", contentType: "message/rfc822" })
    .expect(201);
  await test.request().post("/api/v1/reports").set(newcomer).send({ subject: "Pay at once" }).expect(201);
  sent = (await outbox().findOne({ organization: acme.id, state: "sent" }))!;
  caught = (await reports().findOne({ organization: acme.id, credited: true }))!;
  suspicious = (await reports().findOne({ organization: acme.id, outcome: "threat" }))!;
});
beforeEach(async () => {
  await outbox().deleteMany({});
  await reports().deleteMany({});
  await zone("Europe/Amsterdam");
});
afterAll(async () => {
  await test.stop();
  await sink.close();
});

const outbox = () => test.deps.connection.collection<Doc>("outbox");
const reports = () => test.deps.connection.collection<Doc>("reports");
const zone = (timeZone: string) =>
  test.deps.connection.collection<Doc>("organizations").updateMany({}, { $set: { timeZone } });
const trend = async (token = acme.ownerToken) =>
  (
    (
      await test
        .request()
        .get(GetOverviewTrend.path)
        .set({ Authorization: `Bearer ${token}` })
        .expect(200)
    ).body as OverviewTrend
  ).weeks;
const week = async (monday: string) => (await trend()).find((one) => one.monday === monday);
const moveTo = (instant: string) =>
  test.clock.advance(new Date(instant).getTime() - test.clock.now().getTime());

/** The same mail once more, sent at each of these instants. */
const sendAt = (instants: string[], changes: object = {}) =>
  outbox().insertMany(
    instants.map((at) => {
      const id = randomUUID();
      return { ...sent, _id: id, simulation: id, messageId: `<${id}>`, sentAt: new Date(at), ...changes };
    }),
  );
/** The same report once more, at each of these instants. */
const reportAt = (model: Doc, instants: string[], changes: object = {}) =>
  reports().insertMany(
    instants.map((at) => {
      const id = randomUUID();
      return { ...model, _id: id, receipt: id, identities: [id], createdAt: new Date(at), ...changes };
    }),
  );

it("counts what was sent, caught and reported in the week in which it happened, for the last 13 weeks", async () => {
  const now = test.clock.now().toISOString();
  await sendAt([now, now, "2026-11-18T09:00:00Z", "2026-08-31T09:00:00Z", "2026-08-30T09:00:00Z"]);
  await reportAt(caught, [now, "2026-11-19T09:00:00Z"]);
  await reportAt(suspicious, ["2026-11-18T09:00:00Z", "2026-11-19T09:00:00Z"]);
  const weeks = await trend();
  expect(weeks).toHaveLength(13);
  expect(weeks[0]).toEqual({ monday: "2026-08-31", sent: 1, caught: 0, reported: 0 });
  expect(weeks.slice(1, -2)).toEqual(
    weeks.slice(1, -2).map(({ monday }) => ({ monday, sent: 0, caught: 0, reported: 0 })),
  );
  expect(weeks.slice(-2)).toEqual([
    { monday: "2026-11-16", sent: 1, caught: 1, reported: 2 },
    { monday: "2026-11-23", sent: 2, caught: 1, reported: 0 },
  ]);
});

it("counts no mail that the mail server did not take, no other mail of ours, no second report, no test", async () => {
  const now = test.clock.now().toISOString();
  await sendAt([now], { state: "refused" });
  await sendAt([now], { state: "inDoubt" });
  await sendAt([now], { kind: "forward" });
  await reportAt(caught, [now], { credited: false });
  await reportAt(suspicious, [now], { outcome: "ourOwnMail" });
  await reportAt(suspicious, [now, now], { check: "a check" });
  await reportAt(suspicious, [now]);
  expect((await trend()).at(-1)).toEqual({ monday: "2026-11-23", sent: 0, caught: 0, reported: 1 });
});

it.each([
  // Sunday's last and Monday's first moment, in winter, in summer, and around both changes of the clocks.
  ["Europe/Amsterdam", "2026-11-24T09:00:00Z", "2026-11-22T23:00:00Z", "2026-11-16", "2026-11-23"],
  ["Europe/Amsterdam", "2027-03-31T09:00:00Z", "2027-03-28T22:00:00Z", "2027-03-22", "2027-03-29"],
  ["Europe/Amsterdam", "2027-04-06T09:00:00Z", "2027-04-04T22:00:00Z", "2027-03-29", "2027-04-05"],
  ["Europe/Amsterdam", "2027-11-02T09:00:00Z", "2027-10-31T23:00:00Z", "2027-10-25", "2027-11-01"],
  ["America/New_York", "2027-11-10T09:00:00Z", "2027-11-08T05:00:00Z", "2027-11-01", "2027-11-08"],
  // The week that holds the turn of the year is one week.
  ["Asia/Tokyo", "2028-01-05T09:00:00Z", "2028-01-02T15:00:00Z", "2027-12-27", "2028-01-03"],
])("in %s at %s a week ends before %s: %s, then %s", async (timeZone, now, edge, before, after) => {
  await zone(timeZone);
  moveTo(now);
  const last = new Date(new Date(edge).getTime() - 1).toISOString();
  await sendAt([last, edge, edge]);
  await reportAt(caught, [last, edge, edge]);
  await reportAt(suspicious, [last, edge, edge]);
  expect(await week(before)).toEqual({ monday: before, sent: 1, caught: 1, reported: 1 });
  expect(await week(after)).toEqual({ monday: after, sent: 2, caught: 2, reported: 2 });
});

it("tells each organization its own figures alone", async () => {
  const other = await test.organization("other.example");
  await sendAt([test.clock.now().toISOString()]);
  expect((await trend(other.ownerToken)).at(-1)).toMatchObject({ sent: 0 });
  expect((await trend()).at(-1)).toMatchObject({ sent: 1 });
});

it("reads the index of the weeks it shows, no document, nothing older, and nobody of the roster", async () => {
  const now = test.clock.now();
  const old = new Date(now.getTime() - 200 * 86_400_000).toISOString();
  await sendAt([...Array<string>(2_000).fill(old), ...Array<string>(20).fill(now.toISOString())]);
  await reportAt(caught, [...Array<string>(2_000).fill(old), now.toISOString()]);
  await reportAt(suspicious, [...Array<string>(2_000).fill(old), now.toISOString()]);
  const database = test.deps.connection.getClient().db(test.deps.connection.name);
  await database.setProfilingLevel("all");
  expect((await trend()).at(-1)).toMatchObject({ sent: 20, caught: 1, reported: 1 });
  await database.setProfilingLevel("off");
  const profile = await database.collection<Profiled>("system.profile").find().toArray();
  const counts = profile.filter(({ command }) => command["aggregate"] !== undefined);
  expect(counts.map(({ ns }) => ns.split(".").pop()).sort()).toEqual([
    "outbox",
    "reports",
    "reports",
    "reports",
  ]);
  for (const { docsExamined, keysExamined, planSummary } of counts)
    expect({ planSummary, docsExamined, few: (keysExamined ?? 0) < 30 }).toMatchObject({
      docsExamined: 0,
      few: true,
    });
});
