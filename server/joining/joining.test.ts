import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import type { Me } from "../../shared/contracts/me.ts";
import { createApp } from "../app.ts";
import { createDeps } from "../deps.ts";
import { startSmtpSink, type SmtpSink } from "../mail/testing/smtp-sink.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import supertest from "supertest";

let test: TestApp;
let acme: TestOrganization;
let sink: SmtpSink;
beforeAll(async () => {
  sink = await startSmtpSink();
  test = await startTestApp({ smtpUrl: sink.url });
  acme = await test.organization();
});
afterAll(async () => {
  await test.stop();
  await sink.close();
});

const gate = (joining: object, organization = acme) =>
  test
    .request()
    .patch("/api/v1/organization")
    .set("Authorization", `Bearer ${organization.ownerToken}`)
    .send({ joining })
    .expect(200);
const me = (token: string) => test.request().get("/api/v1/me").set("Authorization", `Bearer ${token}`);
const join = (token: string, server = test.request()) =>
  server.post("/api/v1/me/join").set("Authorization", `Bearer ${token}`);
const count = (collection: string, filter: object) =>
  test.deps.connection.collection(collection).countDocuments({ organization: acme.id, ...filter });

describe("joining by the button", () => {
  it("is refused while the gate is closed, and nothing is written", async () => {
    const token = await acme.tokenOf("newcomer@acme.example");
    await gate({ contact: "it-help@acme.example" });
    const before = (await me(token).expect(200)).body as Me;
    expect(before).toMatchObject({
      joining: { open: false, reason: "joining_closed", contact: "it-help@acme.example" },
      user: null,
      welcome: null,
      allowed: ["report"],
    });
    const refused = await join(token).expect(403);
    expect((refused.body as Problem).code).toBe("joining_closed");
    expect(await count("users", { email: "newcomer@acme.example" })).toBe(0);
  });

  it("makes one user, one simulation and one mail of twenty presses at once on two servers", async () => {
    await gate({ anyoneCanJoin: true });
    const second = await createDeps(test.deps.config, { clock: test.clock, sandbox: true, keys: undefined });
    second.checkAccessToken = test.deps.checkAccessToken;
    const otherServer = createApp(second, { paneScripts: [] });
    const token = await acme.tokenOf("newcomer@acme.example");
    expect((await me(token).expect(200)).body).toMatchObject({
      joining: { open: true },
      allowed: ["join", "report"],
    });

    const presses = Array.from({ length: 20 }, (_, i) =>
      join(token, i % 2 ? supertest(otherServer) : test.request()),
    );
    const answers = await Promise.all(presses);
    expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(200));
    const ids = new Set(answers.map((answer) => (answer.body as Me).user?.id));
    expect(ids.size).toBe(1);
    expect(answers[0]!.body).toMatchObject({
      user: { stage: "started", shown: "waiting", startMethod: "self", startNumber: 1 },
      welcome: { state: "queued" },
    });
    const [user] = [...ids];
    expect(await count("users", { email: "newcomer@acme.example" })).toBe(1);
    expect(await count("simulations", { user })).toBe(1);
    expect(await count("outbox", { user })).toBe(1);
    expect(await count("audit", { action: "user.join", "subject.id": user })).toBe(1);

    const workers = [test.startWorker(), test.startWorker()];
    await Promise.all(workers.map((worker) => worker.drain()));
    await Promise.all(workers.map((worker) => worker.stop()));
    await second.close();
    expect(sink.mails.filter((mail) => mail.to.includes("newcomer@acme.example"))).toHaveLength(1);
    expect((await me(token).expect(200)).body).toMatchObject({
      welcome: { state: "sent", sentAt: "2026-11-24T09:00:00.000Z" },
    });
  });

  it("answers a repeated press with things as they are, also when the gate has closed since", async () => {
    await gate({ anyoneCanJoin: false });
    const token = await acme.tokenOf("newcomer@acme.example");
    const again = (await join(token).expect(200)).body as Me;
    expect(again).toMatchObject({ user: { stage: "started", startNumber: 1 }, welcome: { state: "sent" } });
    expect(await count("outbox", { user: again.user!.id })).toBe(1);
  });

  it("sends another copy once a day at most: the same simulation, a next attempt", async () => {
    const token = await acme.tokenOf("newcomer@acme.example");
    const copy = () => test.request().post("/api/v1/me/welcome-copy").set("Authorization", `Bearer ${token}`);
    const soon = await copy().expect(429);
    expect((soon.body as Problem).code).toBe("copy_too_soon");
    expect(Number(soon.headers["retry-after"])).toBe(24 * 3600);
    test.clock.advance(24 * 3_600_000);
    expect((await me(token)).body).toMatchObject({ allowed: ["report", "welcomeCopy"] });
    const answers = await Promise.all([copy(), copy(), copy()]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    const worker = test.startWorker();
    await worker.drain();
    await worker.stop();
    const mails = sink.mails.filter((mail) => mail.to.includes("newcomer@acme.example"));
    expect(mails).toHaveLength(2);
    expect(await count("simulations", {})).toBe(1);
  });

  it("finds somebody of the roster by address, and keeps the roster's name", async () => {
    await gate({ anyoneCanJoin: true });
    await test
      .request()
      .post("/api/v1/users")
      .set("Authorization", `Bearer ${acme.ownerToken}`)
      .send({ email: "known@acme.example", firstName: "Roster", lastName: "Name", language: "nl" })
      .expect(201);
    const joined = (await join(await acme.tokenOf("Known@Acme.example")).expect(200)).body as Me;
    expect(joined.user).toMatchObject({
      email: "known@acme.example",
      firstName: "Roster",
      lastName: "Name",
      language: "nl",
      stage: "started",
    });
    const moved = await me(
      await acme.tokenOf("Known@Acme.example", { preferred_username: "married@acme.example" }),
    ).expect(200);
    expect((moved.body as Me).user?.id).toBe(joined.user?.id);
  });

  it("takes Outlook's language for somebody new", async () => {
    const joined = await join(await acme.tokenOf("nieuw@acme.example"))
      .set("Accept-Language", "nl-NL")
      .expect(200);
    expect((joined.body as Me).user).toMatchObject({ language: "nl", firstName: "New", lastName: "Comer" });
  });

  it.each([
    ["another domain", "someone@other.example", "address_not_allowed"],
    ["a guest", "someone_other.example#EXT#@acme.example", "address_not_allowed"],
    ["no address at all", "", "address_unusable"],
  ])("refuses %s", async (_name, address, code) => {
    const refused = await join(await acme.tokenOf(address)).expect((answer) => answer.status >= 400);
    expect((refused.body as Problem).code).toBe(code);
  });

  it("refuses a foreign tenant's token before anything else", async () => {
    const stranger = await acme.tokenOf("newcomer@acme.example", {
      tid: "99999999-9999-4999-8999-999999999999",
      iss: "https://login.microsoftonline.com/99999999-9999-4999-8999-999999999999/v2.0",
    });
    const refused = await join(stranger).expect(401);
    expect((refused.body as Problem).code).toBe("tenant_not_registered");
  });

  it("refuses an inactive and a removed person, and says so", async () => {
    const token = await acme.tokenOf("leaver@acme.example");
    const { user } = (await join(token).expect(200)).body as Me;
    const set = (fields: object) =>
      test.deps.users.collection.updateOne({ organization: acme.id, _id: user!.id }, { $set: fields });
    await set({ active: false, stage: "notStarted" });
    expect(((await join(token).expect(409)).body as Problem).code).toBe("user_not_active");
    await set({ active: true, removedAt: test.clock.now() });
    expect(((await join(token).expect(409)).body as Problem).code).toBe("user_not_active");
    expect((await me(token).expect(200)).body).toMatchObject({
      joining: { reason: "user_not_active" },
      allowed: ["report"],
    });
  });
});
