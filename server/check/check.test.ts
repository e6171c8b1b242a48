import PostalMime from "postal-mime";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Check, type Hop, ListChecks, StartCheck } from "../../shared/contracts/check.ts";
import { GetMailStatus } from "../../shared/contracts/mail.ts";
import { GetOverview, type Overview } from "../../shared/contracts/overview.ts";
import { ListReports } from "../../shared/contracts/report.ts";
import { startSmtpSink, type SmtpSink } from "../mail/testing/smtp-sink.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { startWorker, type Worker } from "../worker.ts";

let sink: SmtpSink;
let test: TestApp;
let acme: TestOrganization;
let worker: Worker | undefined;
let number = 0;
beforeAll(async () => {
  sink = await startSmtpSink();
  test = await startTestApp({ smtpUrl: sink.url });
});
beforeEach(async () => {
  await worker?.stop();
  worker = undefined;
  sink.misbehave = () => undefined;
  await test.deps.mailChannel.tell({ down: false });
  acme = await test.organization(`o${++number}.example`);
});
afterAll(async () => {
  await worker?.stop();
  await test.stop();
  await sink.close();
});

const as = (token = acme.ownerToken) => ({ Authorization: `Bearer ${token}` });
const press = async () => (await test.request().post(StartCheck.path).set(as()).expect(200)).body as Check;
const list = async () =>
  ((await test.request().get(ListChecks.path).set(as()).expect(200)).body as { items: Check[] }).items;
const now = async () => (await list())[0]!;
const hop = (check: Check, name: Hop["hop"]) => check.hops.find((one) => one.hop === name)!;
const states = (check: Check) => check.hops.map(({ state }) => state);
const mine = () => sink.mails.filter(({ to }) => to.includes(`security@${acme.domain}`));
async function send(): Promise<void> {
  worker ??= startWorker(test.deps);
  await worker.drain();
}
/** The link in the test mail, as its reader gets it. */
async function linkIn(raw: Buffer): Promise<string> {
  const { text = "" } = await PostalMime.parse(raw);
  return new URL(/https:\S+/.exec(text)![0]).pathname;
}
const setMailbox = (change: object) =>
  test.deps.connection.collection<{ _id: string }>("organizations").updateOne({ _id: acme.id }, change);

describe("a self-check", () => {
  it("takes a test report the way that reports go, to the press of whoever reads the security mailbox", async () => {
    const begun = await press();
    expect(begun).toMatchObject({
      state: "running",
      mailbox: `security@${acme.domain}`,
      by: { email: `owner@${acme.domain}` },
    });
    expect(begun.receipt).toMatch(/^R-/);
    expect(states(begun)).toEqual(["done", "done", "done", "done", "running", "ahead", "ahead"]);
    await send();
    const sent = await now();
    expect(sent.state).toBe("waiting");
    expect(hop(sent, "accepted")).toMatchObject({
      state: "done",
      reply: expect.stringMatching(/^250/) as string,
    });
    expect(hop(sent, "arrived")).toMatchObject({ state: "waiting", reason: "press" });

    const [mail] = mine();
    const read = await PostalMime.parse(mail!.raw);
    expect(read.subject).toContain(begun.receipt!);
    expect(read.text).toContain("This is a test");
    expect(read.attachments.map(({ filename }) => filename)).toEqual(["reported.eml"]);
    const link = await linkIn(mail!.raw);
    const page = await test.request().get(link).expect(200);
    expect(page.text).toContain("Did the test mail arrive?");
    // Scanners open links: that alone says nothing.
    expect((await now()).state).toBe("waiting");
    await test.request().post(link).expect(200);
    const passed = await now();
    expect([passed.state, states(passed).every((state) => state === "done")]).toEqual(["passed", true]);
    await test.request().post(link).expect(200);
    const actions = (await test.deps.audit.about(acme.id, begun.id, 10)).map(({ action }) => action);
    expect(actions.sort()).toEqual(["check.arrived", "check.start"]);
  });

  it("is one, however often and from how many places it is pressed, until the mail server took it", async () => {
    const all = await Promise.all(Array.from({ length: 8 }, press));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect((await press()).id).toBe(all[0]!.id);
    await send();
    expect(mine()).toHaveLength(1);
    const next = await press();
    expect(next.id).not.toBe(all[0]!.id);
    expect(await list()).toHaveLength(2);
  });

  it("counts nowhere: not among reports, not on the overview, and a person's report beside it does", async () => {
    await test
      .request()
      .post("/api/v1/reports")
      .set(as(await acme.tokenOf(`newcomer@${acme.domain}`)))
      .send({ subject: "Suspicious" })
      .expect(201);
    await press();
    const reports = async (query = "") =>
      (await test.request().get(`${ListReports.path}${query}`).set(as()).expect(200)).body as {
        items: { subject: string }[];
        total: number;
      };
    for (const query of ["", "?outcome=threat"]) {
      const { items, total } = await reports(query);
      expect([items.map(({ subject }) => subject), total]).toEqual([["Suspicious"], 1]);
    }
    const overview = (await test.request().get(GetOverview.path).set(as()).expect(200)).body as Overview;
    expect(overview.reports.map(({ subject }) => subject)).toEqual(["Suspicious"]);
  });

  it("says that no security mailbox is set, and that is as far as it comes", async () => {
    await setMailbox({ $unset: { securityMailbox: 1 } });
    const check = await press();
    expect([check.state, check.mailbox]).toEqual(["failed", undefined]);
    expect(hop(check, "stored").state).toBe("done");
    expect(hop(check, "queued")).toMatchObject({ state: "failed", reason: "noMailbox" });
    await setMailbox({ $set: { securityMailbox: `security@${acme.domain}` } });
    expect((await press()).id).not.toBe(check.id);
  });

  it("says that no worker claimed it, once it should have been", async () => {
    await press();
    test.clock.advance(9_000);
    expect(hop(await now(), "worker")).toMatchObject({ state: "running" });
    test.clock.advance(2_000);
    expect(hop(await now(), "worker")).toMatchObject({ state: "waiting", reason: "noWorker" });
    await send();
    expect((await now()).state).toBe("waiting");
  });

  it("waits while the mail server is away and says in its words why, without addresses; then goes on by itself", async () => {
    sink.misbehave = (step) =>
      step === "mail" ? { code: 451, text: "busy with somebody@elsewhere.example" } : undefined;
    await press();
    await send();
    const waiting = hop(await now(), "accepted");
    expect(waiting).toMatchObject({ state: "waiting", reason: "later" });
    expect(waiting.nextTryAt).toBeDefined();
    expect(waiting.reply).toMatch(/busy with/);
    expect(waiting.reply).not.toContain("@elsewhere.example");
    await test.deps.mailChannel.tell({ down: true, since: new Date(), reply: "connect ECONNREFUSED" });
    expect(hop(await now(), "accepted")).toMatchObject({
      state: "waiting",
      reason: "mailServerAway",
      reply: "connect ECONNREFUSED",
    });
    await test.deps.mailChannel.tell({ down: false });
    sink.misbehave = () => undefined;
    test.clock.advance(5 * 60_000);
    await send();
    expect((await now()).state).toBe("waiting");
  });

  it("says that the mail server refused it", async () => {
    sink.misbehave = (step) => (step === "recipient" ? { code: 550, text: "no such mailbox" } : undefined);
    await press();
    await send();
    const check = await now();
    expect(check.state).toBe("failed");
    expect(hop(check, "accepted")).toMatchObject({ state: "failed", reason: "refused" });
    expect(hop(check, "accepted").reply).toContain("no such mailbox");
    // Told here, it is not also a mail that waits for somebody's decision.
    const mail = await test.request().get(GetMailStatus.path).set(as()).expect(200);
    expect((mail.body as { refused: number }).refused).toBe(0);
  });

  it("says that the mail as it is stored cannot be read back", async () => {
    const { rawMails } = test.deps;
    const read = rawMails.read;
    rawMails.read = () => Promise.reject(new Error("another key"));
    const check = await press().finally(() => (rawMails.read = read));
    expect(hop(check, "stored")).toMatchObject({ state: "failed", reason: "unreadable" });
    expect(hop(check, "queued").state).toBe("ahead");
  });

  it("that was cut off goes on with the next press, with the same report", async () => {
    const check = await press();
    await send();
    // As a server leaves it that ends between two hops.
    await test.deps.connection
      .collection<{ _id: string }>("checks")
      .updateOne(
        { _id: check.id },
        { $unset: { "marks.report": 1, "marks.stored": 1, "marks.queued": 1, report: 1, receipt: 1 } },
      );
    test.clock.advance(31_000);
    expect(hop(await now(), "report")).toMatchObject({ state: "waiting", reason: "interrupted" });
    expect(await press()).toMatchObject({ id: check.id, receipt: check.receipt, state: "waiting" });
    await send();
    expect(mine()).toHaveLength(1);
  });

  it("is asked for at most six times in ten minutes", async () => {
    await setMailbox({ $unset: { securityMailbox: 1 } });
    for (let n = 0; n < 6; n++) await press();
    const soon = await test.request().post(StartCheck.path).set(as()).expect(429);
    expect((soon.body as { code: string }).code).toBe("copy_too_soon");
    expect(Number(soon.headers["retry-after"])).toBe(600);
    test.clock.advance(10 * 60_000);
    await press();
  });

  it("is confirmed by no link that is wrong, of another organization or too old; nobody pressed in a week is told", async () => {
    const check = await press();
    await send();
    const link = await linkIn(mine()[0]!.raw);
    const other = await test.organization(`o${++number}.example`);
    for (const wrong of [`${link.slice(0, -1)}x`, link.replace(acme.id, other.id), `/check/${acme.id}/no/no`])
      await test.request().post(wrong).expect(410);
    expect((await now()).state).toBe("waiting");
    test.clock.advance(8 * 24 * 3_600_000);
    await test.request().post(link).expect(410);
    const over = await now();
    expect([over.id, over.state]).toEqual([check.id, "failed"]);
    expect(hop(over, "arrived")).toMatchObject({ state: "failed", reason: "notPressed" });
  });

  it("keeps the link's secret nowhere, and is seen by no other organization", async () => {
    await press();
    await send();
    const token = (await linkIn(mine()[0]!.raw)).split("/").at(-1)!;
    const stored = await Promise.all(
      ["checks", "reports", "outbox", "audit"].map((name) =>
        test.deps.connection.collection(name).find().toArray(),
      ),
    );
    expect(JSON.stringify(stored)).not.toContain(token);
    const other = await test.organization(`o${++number}.example`);
    const theirs = await test.request().get(ListChecks.path).set(as(other.ownerToken)).expect(200);
    expect((theirs.body as { items: unknown[] }).items).toEqual([]);
  });

  it("is forgotten with its report after 90 days; other reports stay", async () => {
    const reports = test.deps.connection.collection<{ _id: string; subject: string }>("reports");
    await press();
    await test
      .request()
      .post("/api/v1/reports")
      .set(as(await acme.tokenOf(`newcomer@${acme.domain}`)))
      .send({ subject: "Suspicious" })
      .expect(201);
    test.clock.advance(89 * 24 * 3_600_000);
    await test.deps.checks.sweep(test.clock.now());
    expect(await list()).toHaveLength(1);
    test.clock.advance(2 * 24 * 3_600_000);
    await test.deps.checks.sweep(test.clock.now());
    expect(await list()).toEqual([]);
    expect((await reports.find({ organization: acme.id }).toArray()).map(({ subject }) => subject)).toEqual([
      "Suspicious",
    ]);
  });
});

it("tells the portal of each step of a test report, and of no other mail on its way", async () => {
  const topics: string[] = [];
  const stop = test.deps.changeFeed.subscribe(acme.id, (topic) => topics.push(topic));
  const heard = (topic: string, times: number) =>
    expect
      .poll(() => topics.filter((one) => one === topic).length, { timeout: 15_000 })
      .toBeGreaterThanOrEqual(times);
  await expect
    .poll(
      async () => {
        await setMailbox({ $inc: { version: 1 } });
        return topics.length;
      },
      { timeout: 15_000 },
    )
    .toBeGreaterThan(0);
  await press();
  // The check, each of its four marks, and the mail that goes in.
  await heard("checks", 6);
  topics.length = 0;
  await send();
  // Claimed, and taken.
  await heard("checks", 2);
  topics.length = 0;
  await test
    .request()
    .post("/api/v1/reports")
    .set(as(await acme.tokenOf(`newcomer@${acme.domain}`)))
    .send({ subject: "Suspicious" })
    .expect(201);
  await send();
  await heard("reports", 1);
  expect(topics).not.toContain("checks");
  stop();
});
