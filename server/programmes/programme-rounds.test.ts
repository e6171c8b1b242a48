import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { CreateReport, type ReportReceipt } from "../../shared/contracts/report.ts";
import { JoinTraining } from "../../shared/contracts/me.ts";
import { ActOnUsers } from "../../shared/contracts/user-action.ts";
import { isWorkingTime } from "../domain/programme.ts";
import { startSmtpSink, type SmtpSink } from "../mail/testing/smtp-sink.ts";
import type { Simulation } from "../simulations/simulation.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import type { UserDoc } from "../users/user-store.ts";
import type { Worker } from "../worker.ts";

const day = 86_400_000;
const newcomer = "newcomer@acme.example";
let sink: SmtpSink;
let test: TestApp;
let acme: TestOrganization;
let worker: Worker;
beforeAll(async () => {
  sink = await startSmtpSink();
  test = await startTestApp({ smtpUrl: sink.url });
  acme = await test.organization();
  await test.openJoining();
  worker = test.startWorker();
});
afterAll(async () => {
  await worker.stop();
  await test.stop();
  await sink.close();
});
beforeEach(async () => {
  for (const name of ["simulations", "outbox", "refused_addresses", "reports"])
    await collection(name).deleteMany({});
  await collection<UserDoc>("users").deleteMany({ role: { $exists: false } });
  sink.mails.length = 0;
  setClock(new Date("2026-11-24T09:00:00Z"));
});

const collection = <T extends object>(name: string) => test.deps.connection.collection<T>(name);
const owner = () => ({ Authorization: `Bearer ${acme.ownerToken}` });
const join = async (address = newcomer) =>
  test
    .request()
    .post(JoinTraining.path)
    .set({ Authorization: `Bearer ${await acme.tokenOf(address)}` })
    .expect(200);
const find = async (email = newcomer) => (await collection<UserDoc>("users").findOne({ email }))!;
const trainings = async (email = newcomer) =>
  collection<Simulation>("simulations")
    .find({ user: (await find(email))._id, kind: "training" })
    .sort({ createdAt: 1 })
    .toArray();
const act = async (action: string, email = newcomer) =>
  test
    .request()
    .post(ActOnUsers.path)
    .set(owner())
    .send({ action, users: { ids: [(await find(email))._id] } })
    .expect(200);
const setClock = (to: Date) => test.clock.advance(to.getTime() - test.clock.now().getTime());
/** Time passes as it would have: from due date to due date. */
async function pass(days: number) {
  const until = test.clock.now().getTime() + days * day;
  await worker.drain();
  for (;;) {
    const due = await worker.nextDue();
    if (!due || due.getTime() > until) break;
    if (due > test.clock.now()) setClock(due);
    await worker.drain();
  }
  setClock(new Date(until));
  await worker.drain();
}
/** Puts this many people in training whose next simulation is due now. */
async function dueNow(count: number) {
  const at = test.clock.now();
  await Promise.all(
    Array.from({ length: count }, (_, n) =>
      test.deps.insertTogether((into) =>
        test.deps.users.insert(
          {
            organization: acme.id,
            email: `colleague${n}@acme.example`,
            firstName: "Col",
            lastName: "League",
            stage: "started",
            startNumber: 1,
            startedAt: new Date(at.getTime() - 30 * day),
          },
          at,
          into,
        ),
      ),
    ),
  );
  await collection<UserDoc>("users").updateMany({ stage: "started" }, { $set: { nextSimulationAt: at } });
}

describe("training rolls", () => {
  it("for who joined: about every two weeks another simulation arrives, in turn, after the Welcome one", async () => {
    await join();
    await pass(60);
    const made = await trainings();
    expect(made.length).toBeGreaterThanOrEqual(3);
    expect(made.length).toBeLessThanOrEqual(5);
    for (const [n, { createdAt, scenario }] of made.entries()) {
      expect(isWorkingTime(createdAt, { timeZone: "Europe/Amsterdam" })).toBe(true);
      expect(scenario.key).not.toBe(made[n - 1]?.scenario.key);
    }
    const subjects = sink.mails.filter(({ to }) => to.includes(newcomer));
    expect(subjects).toHaveLength(1 + made.length);
    expect(await find()).toMatchObject({ version: 1, lastSimulation: { at: made.at(-1)!.createdAt } });
  });

  it("for nobody who was not started", async () => {
    await test.deps.users.insert(
      { organization: acme.id, email: newcomer, firstName: "", lastName: "" },
      test.clock.now(),
    );
    await pass(60);
    expect(await trainings()).toEqual([]);
    expect(await find()).not.toHaveProperty("nextSimulationAt");
  });

  it("counts anew from a restart", async () => {
    await join();
    await pass(9);
    await act("restart");
    const restarted = test.clock.now();
    await pass(9);
    expect(await trainings()).toEqual([]);
    await pass(14);
    const [first] = await trainings();
    expect(first!.startNumber).toBe(2);
    expect(first!.createdAt.getTime() - restarted.getTime()).toBeGreaterThan(10 * day);
  });

  it("a caught training simulation onboards, shows its clues and closes the Welcome one", async () => {
    await join();
    await pass(21);
    const token = await acme.tokenOf(newcomer);
    const mail = sink.mails.findLast(({ to }) => to.includes(newcomer))!;
    const answer = await test
      .request()
      .post(CreateReport.path)
      .set({ Authorization: `Bearer ${token}` })
      .attach("message", mail.raw, { filename: "mail.eml", contentType: "message/rfc822" })
      .expect(201);
    const receipt = answer.body as ReportReceipt;
    expect(receipt).toMatchObject({ outcome: "simulation", stage: "onboarded", forwarded: false });
    expect(receipt.clues?.items).toHaveLength(4);
    const welcome = await collection<Simulation>("simulations").findOne({ kind: "welcome" });
    expect(welcome).toMatchObject({ state: "superseded" });
    await pass(30);
    expect((await trainings()).length).toBeGreaterThan(1);
  });
});

describe("who is away", () => {
  it.each([
    ["deactivate", "activate"],
    ["remove", "restore"],
  ])("gets nothing after %s, and goes on at the next slot after %s", async (leave, comeBack) => {
    await join();
    await pass(5);
    await act(leave);
    await pass(60);
    expect(await trainings()).toEqual([]);
    await act(comeBack);
    const back = test.clock.now();
    await worker.drain();
    expect(await trainings()).toEqual([]);
    await pass(4);
    const made = await trainings();
    expect(made).toHaveLength(1);
    expect(made[0]!.createdAt > back).toBe(true);
  });

  it("whose address the mail server refuses gets none until an admin lifts that", async () => {
    await join();
    await pass(5);
    await test.deps.refusedAddresses.add(acme.id, newcomer, "550 no such mailbox", test.clock.now());
    await pass(40);
    expect(await trainings()).toEqual([]);
    await test.deps.transact((tx) => test.deps.refusedAddresses.lift(acme.id, newcomer, tx));
    await pass(21);
    expect(await trainings()).not.toEqual([]);
  });

  it("after an outage of days nothing bursts: what was missed comes at the next slot", async () => {
    await join();
    await worker.drain();
    setClock(new Date(test.clock.now().getTime() + 40 * day));
    await worker.drain();
    expect(await trainings()).toEqual([]);
    await pass(4);
    expect(await trainings()).toHaveLength(1);
  });
});

describe("with the mails left alone", () => {
  beforeAll(() => worker.stop());

  it("a removal cancels the training mail that waits, a pause holds it", async () => {
    await dueNow(2);
    await test.deps.programmeRounds.run();
    await act("remove", "colleague0@acme.example");
    await act("deactivate", "colleague1@acme.example");
    const mails = await collection<{ to: string; state: string }>("outbox").find().sort({ to: 1 }).toArray();
    expect(mails.map(({ state }) => state)).toEqual(["cancelled", "held"]);
  });

  it("1,000 people who are due at once get one simulation each from two workers, in few transactions", async () => {
    await dueNow(1_000);
    const transactions = vi.spyOn(test.deps.connection.getClient(), "withSession");
    const rounds = test.deps.programmeRounds;
    const made = await Promise.all([rounds.run(), rounds.run()]);
    expect(made[0] + made[1]).toBe(1_000);
    expect(transactions.mock.calls.length).toBeLessThanOrEqual(16);
    expect(await collection("simulations").countDocuments({ kind: "training" })).toBe(1_000);
    expect((await collection<Simulation>("simulations").distinct("user")).length).toBe(1_000);
    expect(await collection("outbox").countDocuments({ kind: "simulation", priority: 5 })).toBe(1_000);
    const next = await collection<UserDoc>("users").distinct("nextSimulationAt", { stage: "started" });
    expect(Math.min(...next.map((at) => at!.getTime()))).toBeGreaterThan(
      test.clock.now().getTime() + 9 * day,
    );
    expect(await rounds.run()).toBe(0);
  });

  it("the unique index refuses a second simulation for the same date", async () => {
    await dueNow(1);
    await test.deps.programmeRounds.run();
    await collection<UserDoc>("users").updateOne(
      { stage: "started" },
      { $set: { nextSimulationAt: test.clock.now() }, $unset: { lastSimulation: 1 } },
    );
    await expect(test.deps.programmeRounds.run()).rejects.toThrow("oneSimulationPerDueDate");
  });
});
