import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { CreateReport, ListReports } from "../../shared/contracts/report.ts";
import { GetMe, JoinTraining } from "../../shared/contracts/me.ts";
import { GetPerson, ListHappenings, ListPersonSimulations } from "../../shared/contracts/user-person.ts";
import { ListUsers } from "../../shared/contracts/user.ts";
import { startSmtpSink, type SmtpSink } from "../mail/testing/smtp-sink.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

/** What the database's profiler keeps of one operation. */
interface Profiled {
  op: string;
  ns: string;
  planSummary?: string;
  docsExamined?: number;
  keysExamined?: number;
  nreturned?: number;
  nModified?: number;
  command: Record<string, unknown>;
}

let sink: SmtpSink;
let test: TestApp;
let acme: TestOrganization;
const people = 3000;
beforeAll(async () => {
  sink = await startSmtpSink();
  test = await startTestApp({ smtpUrl: sink.url });
  acme = await test.organization();
  await test.openJoining();
  const at = test.clock.now();
  await Promise.all(
    Array.from({ length: people }, (_, i) =>
      test.deps.insertTogether(async (into) => {
        const user = await test.deps.users.insert(
          {
            organization: acme.id,
            email: `colleague${String(i)}@acme.example`,
            firstName: "Col",
            lastName: "League",
            directory: `${acme.tid}:${randomUUID()}`,
            stage: "started",
            startNumber: 1,
          },
          at,
          into,
        );
        await test.deps.simulations.enqueueFirstWelcome({ ...user, language: "en" }, "admin", at, into);
      }),
    ),
  );
  await test.deps.connection
    .collection("outbox")
    .updateMany({}, { $set: { state: "sent", sentAt: at }, $unset: { lease: 1 } });
  // All in training, due later; some of them overdue, but gone.
  const users = test.deps.connection.collection("users");
  const later = new Date(at.getTime() + 86_400_000);
  await users.updateMany({ stage: "started" }, { $set: { startedAt: at, nextSimulationAt: later } });
  await users.updateMany(
    { email: /^colleague1\d\d@/ },
    { $set: { removedAt: at, nextSimulationAt: new Date(at.getTime() - 1) } },
  );
}, 60_000);
afterAll(async () => {
  await test.stop();
  await sink.close();
});

it("looks at few documents for one person, however many there are", async () => {
  const database = test.deps.connection.getClient().db(test.deps.connection.name);
  await database.setProfilingLevel("all");
  const newcomer = { Authorization: `Bearer ${await acme.tokenOf("newcomer@acme.example")}` };
  const owner = { Authorization: `Bearer ${acme.ownerToken}` };
  await test.request().get(GetMe.path).set(newcomer).expect(200);
  await test.request().post(JoinTraining.path).set(newcomer).expect(200);
  const worker = test.startWorker();
  await worker.drain();
  await worker.nextDue();
  await worker.stop();
  const mail = sink.mails.find(({ to }) => to.includes("newcomer@acme.example"))!;
  await test
    .request()
    .post(CreateReport.path)
    .set(newcomer)
    .field("subject", "Your parcel")
    .attach("message", mail.raw, { filename: "mail.eml", contentType: "message/rfc822" })
    .expect(201);
  await test.request().post(CreateReport.path).set(newcomer).send({ subject: "Suspicious" }).expect(201);
  const made = await database.collection<{ _id: string }>("reports").findOne({ subject: "Suspicious" });
  // Mails that say that they are ours: the forward of that report, and one that stands for nothing.
  for (const name of [`${made!._id}.report`, "nothing"])
    await test
      .request()
      .post(CreateReport.path)
      .set(newcomer)
      .send({ subject: "Ours?", internetMessageId: `<${name}@acme.example>` })
      .expect(201);
  await test.request().get(GetMe.path).set(newcomer).expect(200);
  await test.request().get(ListReports.path).set(owner).expect(200);
  await test.request().get(ListUsers.path).query({ limit: 20 }).set(owner).expect(200);
  await test.request().get(ListUsers.path).query({ addedWithinDays: 3, limit: 20 }).set(owner).expect(200);
  for (const rare of [{ language: "nl" }, { reportedWithinDays: 3 }])
    await test
      .request()
      .get(ListUsers.path)
      .query({ ...rare, limit: 20 })
      .set(owner)
      .expect(200);
  const { items } = (await test.request().get(ListUsers.path).query({ query: "newcomer" }).set(owner))
    .body as {
    items: { id: string }[];
  };
  const id = items[0]!.id;
  for (const { path } of [GetPerson, ListPersonSimulations, ListHappenings])
    await test.request().get(path.replace(":id", id)).set(owner).expect(200);
  await test.request().get(ListReports.path).query({ reporter: id }).set(owner).expect(200);
  await database.setProfilingLevel("off");

  const profile = await database.collection<Profiled>("system.profile").find().toArray();
  const seen = profile.filter(
    ({ ns, op, command }) =>
      !ns.endsWith("system.profile") &&
      ["query", "update", "command", "remove"].includes(op) &&
      // A total is a count over an index, and the one place where all are counted.
      command["aggregate"] === undefined,
  );
  expect(seen.length).toBeGreaterThan(10);
  const wide = seen.filter(
    ({ docsExamined = 0, keysExamined = 0, nreturned = 0 }) =>
      docsExamined > nreturned + 20 || keysExamined > nreturned + 50,
  );
  expect(wide.map(({ ns, planSummary, command }) => ({ ns, planSummary, command }))).toEqual([]);
});

it("looks at the few that were asked for, where nearly everybody is something else, or where many are found", async () => {
  const database = test.deps.connection.getClient().db(test.deps.connection.name);
  const owner = { Authorization: `Bearer ${acme.ownerToken}` };
  await database.collection("users").updateMany({ email: /^colleague20\d@/ }, { $set: { active: false } });
  const ask = async (query: Record<string, string>) => {
    await database.collection("system.profile").drop();
    await database.setProfilingLevel("all");
    const answer = await test.request().get(ListUsers.path).query(query).set(owner).expect(200);
    await database.setProfilingLevel("off");
    const seen = await database
      .collection<Profiled>("system.profile")
      .find({ ns: /\.users$/, "command.hint": { $ne: { _id: 1 } } })
      .toArray();
    return {
      total: (answer.body as { total: number }).total,
      counted: seen.find(({ command }) => command["aggregate"] !== undefined)?.docsExamined,
      found: seen.find(({ command }) => command["find"] !== undefined)?.planSummary,
    };
  };
  expect(await ask({ status: "removed" })).toMatchObject({ total: 100, counted: 100 });
  expect(await ask({ shown: "inactive" })).toMatchObject({ total: 10, counted: 10 });
  // However the database would judge, who is found by words is found by words, unless these are met everywhere.
  const byWord = "IXSCAN { organization: 1, searchWords: 1, email: 1 }";
  expect(await ask({ query: "league" })).toMatchObject({ found: byWord });
  expect(await ask({ query: "league", sort: "-added" })).toMatchObject({ found: byWord });
  expect((await ask({ query: "l" })).found).not.toBe(byWord);
});
