import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GetMe, JoinTraining } from "../../shared/contracts/me.ts";
import {
  ActOnStuckMails,
  GetMailStatus,
  ListStuckMails,
  type MailStatus,
  type StuckMail,
} from "../../shared/contracts/mail.ts";
import { CreateReport } from "../../shared/contracts/report.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { startSmtpSink, type SmtpSink } from "./testing/smtp-sink.ts";

let sink: SmtpSink;
let test: TestApp;
let acme: TestOrganization;
let people = 0;
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
beforeEach(async () => {
  sink.misbehave = () => undefined;
  sink.mails.length = 0;
  await test.deps.connection.collection("outbox").deleteMany({});
});

const owner = () => ({ Authorization: `Bearer ${acme.ownerToken}` });
const status = async () =>
  (await test.request().get(GetMailStatus.path).set(owner()).expect(200)).body as MailStatus;
const stuck = async (state?: string) =>
  (
    (
      await test
        .request()
        .get(ListStuckMails.path)
        .query({ ...(state && { state }) })
        .set(owner())
        .expect(200)
    ).body as {
      items: StuckMail[];
    }
  ).items;
const act = async (action: string, mails: object, dryRun?: boolean) =>
  (
    await test
      .request()
      .post(ActOnStuckMails.path)
      .set(owner())
      .send({ action, mails, ...(dryRun && { dryRun }) })
      .expect(200)
  ).body as { changed: number; skipped: { id: string; code: string }[]; left: number };
async function sendAll(): Promise<void> {
  const worker = test.startWorker();
  await worker.drain();
  await worker.stop();
}
/** A newcomer of their own for each test; answers their address and token. */
async function join(): Promise<{ email: string; token: string }> {
  people += 1;
  const email = `newcomer${String(people)}@acme.example`;
  const token = await acme.tokenOf(email);
  await test
    .request()
    .post(JoinTraining.path)
    .set({ Authorization: `Bearer ${token}` })
    .expect(200);
  return { email, token };
}
const copiesFor = (email: string) => sink.mails.filter(({ to }) => to.includes(email)).length;

describe("a mail that the mail server refuses", () => {
  const refuse = (step: string) =>
    step === "recipient" ? { code: 550, text: "5.1.1 no such user" } : undefined;

  it("is shown with the server's words, stops further simulations to that address, and goes again when an admin says so", async () => {
    sink.misbehave = refuse;
    const { email } = await join();
    await sendAll();
    const [mail] = await stuck("refused");
    expect(mail).toMatchObject({
      kind: "welcome",
      state: "refused",
      to: email,
      attempt: 1,
      allowed: ["resend"],
    });
    expect(mail!.reply).toContain("5.1.1");

    sink.misbehave = () => undefined;
    const user = await test.deps.users.findPerson(acme.id, undefined, email);
    await test.deps.transact((tx) =>
      test.deps.simulations.enqueueWelcome(
        { ...user!, language: "en", startNumber: 2 },
        "admin",
        test.clock.now(),
        tx,
      ),
    );
    await sendAll();
    expect(copiesFor(email)).toBe(0);
    const [held] = await stuck("held");
    expect(held).toMatchObject({ reason: "addressRefused", reply: mail!.reply });

    expect(await act("resend", { ids: [held!.id] })).toEqual({ changed: 1, skipped: [], left: 0 });
    await sendAll();
    expect([copiesFor(email), await stuck()]).toEqual([1, []]);
  });

  it("changes nothing when it is asked for once more", async () => {
    sink.misbehave = refuse;
    const { email } = await join();
    await sendAll();
    sink.misbehave = () => undefined;
    const [mail] = await stuck("refused");
    const answers = await Promise.all(Array.from({ length: 4 }, () => act("resend", { ids: [mail!.id] })));
    expect(answers.reduce((sum, { changed }) => sum + changed, 0)).toBe(1);
    await sendAll();
    expect(copiesFor(email)).toBe(1);
    expect(await act("resend", { ids: [mail!.id] })).toMatchObject({
      changed: 0,
      skipped: [{ code: "not_found" }],
    });
  });
});

describe("a mail in doubt", () => {
  it("is shown to the admin and to the person, is never sent again by itself, and once more when asked", async () => {
    sink.misbehave = (step) => (step === "end" ? "cut" : undefined);
    const { email, token } = await join();
    await sendAll();
    sink.misbehave = () => undefined;
    await sendAll();
    expect(copiesFor(email)).toBe(1);
    const me = await test
      .request()
      .get(GetMe.path)
      .set({ Authorization: `Bearer ${token}` });
    expect(me.body).toMatchObject({ welcome: { state: "inDoubt" } });
    const [mail] = await stuck("inDoubt");
    expect(mail).toMatchObject({ kind: "welcome", to: email, allowed: ["resend"] });
    expect(await act("resend", { state: "inDoubt" }, true)).toMatchObject({ changed: 1 });
    expect(await stuck("inDoubt")).toHaveLength(1);
    expect(await act("resend", { state: "inDoubt" })).toMatchObject({ changed: 1, left: 0 });
    await sendAll();
    expect(copiesFor(email)).toBe(2);
    expect(new Set(sink.mails.map(({ messageId }) => messageId)).size).toBe(2);
    expect(await stuck()).toEqual([]);
  });

  it("has arrived when its link is opened, by whomever; a mangled link tells nothing", async () => {
    sink.misbehave = (step) => (step === "end" ? "cut" : undefined);
    const { email, token } = await join();
    await sendAll();
    const link = /\/learn\/([\w-]{43})/.exec(sink.mails[0]!.raw.toString().replaceAll("=\r\n", ""))![1]!;
    const mangled = link.startsWith("A") ? `B${link.slice(1)}` : `A${link.slice(1)}`;
    await test.request().get(`/learn/${mangled}`).expect(200);
    expect(await stuck("inDoubt")).toHaveLength(1);
    await test.request().get(`/learn/${link}`).expect(200);
    await expect.poll(() => stuck()).toEqual([]);
    const me = await test
      .request()
      .get(GetMe.path)
      .set({ Authorization: `Bearer ${token}` });
    expect(me.body).toMatchObject({ welcome: { state: "sent" }, user: { stage: "started" } });
    expect(copiesFor(email)).toBe(1);
  });

  it("needs nobody any more once its person has reported it", async () => {
    sink.misbehave = (step) => (step === "end" ? "cut" : undefined);
    const { token } = await join();
    await sendAll();
    await test
      .request()
      .post(CreateReport.path)
      .set({ Authorization: `Bearer ${token}` })
      .attach("message", sink.mails[0]!.raw, { filename: "mail.eml", contentType: "message/rfc822" })
      .expect(201);
    expect(await stuck()).toEqual([]);
  });
});

describe("a mail that is long overdue", () => {
  it("waits for an admin, who lets it go or drops it", async () => {
    const [first, second] = [await join(), await join()];
    test.clock.advance(25 * 3_600_000);
    await sendAll();
    const held = await stuck("held");
    expect(held.map(({ reason }) => reason)).toEqual(["overdue", "overdue"]);
    expect(held.map(({ allowed }) => allowed)).toEqual([
      ["resend", "cancel"],
      ["resend", "cancel"],
    ]);
    const idOf = (email: string) => held.find(({ to }) => to === email)!.id;
    await act("cancel", { ids: [idOf(first.email)] });
    await act("resend", { ids: [idOf(second.email)] });
    await sendAll();
    expect([copiesFor(first.email), copiesFor(second.email), await stuck()]).toEqual([0, 1, []]);
  });

  it("is shown when an earlier version left a sentence instead of a reason", async () => {
    await join();
    test.clock.advance(25 * 3_600_000);
    await sendAll();
    await test.deps.connection
      .collection("outbox")
      .updateMany({}, { $unset: { reason: 1 }, $set: { lastReply: "It was due long ago." } });
    const [held] = await stuck("held");
    expect(held).toMatchObject({ reply: "It was due long ago." });
    expect(held).not.toHaveProperty("reason");
  });

  it("does not go to somebody who was removed in the meantime", async () => {
    const { email } = await join();
    test.clock.advance(25 * 3_600_000);
    await sendAll();
    const user = (await test.deps.users.findPerson(acme.id, undefined, email))!;
    await test.deps.users.update(user, { removedAt: test.clock.now() }, test.clock.now());
    const [mail] = await stuck("held");
    expect(await act("resend", { state: "held" })).toEqual({
      changed: 0,
      skipped: [{ id: mail!.id, code: "user_not_active" }],
      left: 0,
    });
  });
});

describe("the mail server as a whole", () => {
  it("is shown as paused while it takes nobody's mail, marks nobody, and as running when it is back", async () => {
    expect((await status()).channel).toEqual({ state: "running" });
    sink.misbehave = (step) => (step === "mail" ? { code: 550, text: "5.7.1 sender rejected" } : undefined);
    await join();
    const worker = test.startWorker();
    await worker.drain();
    const away = await status();
    expect(away).toMatchObject({ waiting: 1, refused: 0, held: 0, inDoubt: 0, channel: { state: "paused" } });
    expect(away.channel.reply).toContain("5.7.1");
    sink.misbehave = () => undefined;
    await expect.poll(async () => (await status()).channel.state, { timeout: 10_000 }).toBe("running");
    expect(await status()).toMatchObject({ waiting: 0 });
    await worker.stop();
  });

  it("leaves a record of each act", async () => {
    await join();
    test.clock.advance(25 * 3_600_000);
    await sendAll();
    await act("cancel", { state: "held" });
    const [entry] = await test.deps.audit.latest(acme.id, 1);
    expect(entry).toMatchObject({
      action: "mail.cancel",
      subject: { kind: "mail" },
      details: { was: "held" },
    });
  });
});
