import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import type { Report } from "../../shared/contracts/report.ts";
import {
  belongingFields,
  type Happening,
  type Person,
  personFields,
  type PersonSimulation,
} from "../../shared/contracts/user-person.ts";
import type { User } from "../../shared/contracts/user.ts";
import { startSmtpSink, type SmtpSink } from "../mail/testing/smtp-sink.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let sink: SmtpSink;
let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  sink = await startSmtpSink();
  test = await startTestApp({ smtpUrl: sink.url });
  acme = await test.organization();
});
afterAll(async () => {
  await test.stop();
  await sink.close();
});

const as = (token: string) => ({ Authorization: `Bearer ${token}` });
const get = async <T>(path: string, token = acme.ownerToken) =>
  (await test.request().get(path).set(as(token)).expect(200)).body as T;
const profile = (id: string, token?: string) => get<Person>(`/api/v1/users/${id}/profile`, token);
const simulations = async (id: string) =>
  (await get<{ items: PersonSimulation[] }>(`/api/v1/users/${id}/simulations`)).items;
const timeline = (id: string, query = "") =>
  get<{ items: Happening[]; next?: string }>(`/api/v1/users/${id}/timeline${query}`);
const add = async (fields: object) =>
  (await test.request().post("/api/v1/users").set(as(acme.ownerToken)).send(fields).expect(201)).body as User;
const act = (action: string, id: string) =>
  test
    .request()
    .post("/api/v1/users/actions")
    .set(as(acme.ownerToken))
    .send({ action, users: { ids: [id] } })
    .expect(200);
const report = (token: string, body: object) =>
  test.request().post("/api/v1/reports").set(as(token)).send(body).expect(201);
async function deliver(): Promise<void> {
  const worker = test.startWorker();
  await worker.drain();
  await worker.stop();
}
async function catchWelcome(address: string): Promise<void> {
  const mail = sink.mails.findLast(({ to }) => to.includes(address))!;
  await test
    .request()
    .post("/api/v1/reports")
    .set(as(await acme.tokenOf(address)))
    .attach("message", mail.raw, { filename: "mail.eml", contentType: "message/rfc822" })
    .expect(201);
}
async function colleague(role: "admin" | "analyst") {
  const at = test.clock.now();
  const user = await test.deps.users.insert(
    { organization: acme.id, email: `${randomUUID()}@acme.example`, firstName: "", lastName: "", role },
    at,
  );
  return (await test.deps.apiTokens.create(acme.id, user._id, "tests", at)).token;
}

describe("the page of one person", () => {
  it("tells how somebody came in, and that nothing was started or mailed", async () => {
    const user = await add({ email: "added@acme.example", firstName: "Add", lastName: "Ed" });
    expect(await profile(user.id)).toEqual({
      user,
      formerAddresses: [],
      added: {
        at: user.createdAt,
        way: "admin",
        by: {
          kind: "apiToken",
          id: acme.ownerId,
          name: "owner@acme.example",
          role: "owner",
          token: "tests",
        },
      },
      welcome: null,
      belonging: [],
      programme: expect.objectContaining({ by: "default" }) as Person["programme"],
      actions: expect.arrayContaining([
        { action: "start" },
        { action: "restart", why: "move_not_allowed" },
        { action: "activate", why: "already" },
        { action: "deactivate" },
        { action: "remove" },
        { action: "restore", why: "move_not_allowed" },
      ]) as Person["actions"],
      editable: [...personFields, ...belongingFields],
    });
    expect(await simulations(user.id)).toEqual([]);
  });

  it("says of oneself that nobody switches off or removes themselves", async () => {
    const { actions, added } = await profile(acme.ownerId);
    expect(actions.filter(({ why }) => why === "yourself").map(({ action }) => action)).toEqual([
      "deactivate",
      "remove",
    ]);
    expect(added.way).toBe("unknown");
  });

  it("offers an analyst nothing, and an admin neither roles nor the address of an owner", async () => {
    const { id } = await add({ email: "seen@acme.example" });
    expect(await profile(id, await colleague("analyst"))).toMatchObject({ actions: [], editable: [] });
    const admin = await colleague("admin");
    expect((await profile(id, admin)).editable).not.toContain("role");
    const kept = ["employeeId", "email", "role"];
    const { editable } = await profile(acme.ownerId, admin);
    expect(editable).toEqual([...personFields.filter((field) => !kept.includes(field)), ...belongingFields]);
  });

  it("follows the Welcome mail from the start to the catch", async () => {
    const { id, email } = await add({ email: "trainee@acme.example" });
    await act("start", id);
    expect((await profile(id)).welcome).toEqual({ state: "queued" });
    expect((await simulations(id)).map(({ result }) => result)).toEqual(["onItsWay"]);
    await deliver();
    const at = test.clock.now().toISOString();
    expect((await profile(id)).welcome).toEqual({ state: "sent", sentAt: at });
    expect(await simulations(id)).toMatchObject([{ kind: "welcome", result: "open", sentAt: at }]);
    await catchWelcome(email);
    expect(await simulations(id)).toMatchObject([{ result: "reported", reportedAt: at }]);
    await act("restart", id);
    expect((await simulations(id)).map(({ startNumber }) => startNumber).sort()).toEqual([1, 2]);
  });

  it.each([
    [{ state: "inDoubt", inDoubtAt: new Date() }, "inDoubt", "mailInDoubt"],
    [{ state: "refused", firstTriedAt: new Date() }, "refused", "mailRefused"],
  ])("says so where the Welcome mail ended as %j", async (end, result, what) => {
    const { id } = await add({ email: `${result}@acme.example`, start: true });
    await test.deps.connection
      .collection("outbox")
      .updateOne({ organization: acme.id, user: id }, { $set: end });
    expect((await simulations(id)).map((one) => one.result)).toEqual([result]);
    expect((await timeline(id)).items.map((one) => one.what)).toContain(what);
    await test.deps.connection.collection("outbox").deleteMany({ organization: acme.id, user: id });
  });

  it("takes a mail that is just being handed over for one on its way, not for one in doubt", async () => {
    const { id } = await add({ email: "inhand@acme.example", start: true });
    const lease = { until: new Date(), claim: "claim" };
    await test.deps.connection
      .collection("outbox")
      .updateOne(
        { organization: acme.id, user: id },
        { $set: { state: "inDoubt", inDoubtAt: new Date(), lease } },
      );
    expect((await profile(id)).welcome).toEqual({ state: "sending" });
    expect((await simulations(id)).map((one) => one.result)).toEqual(["onItsWay"]);
    expect((await timeline(id)).items.map((one) => one.what)).not.toContain("mailInDoubt");
    await test.deps.connection.collection("outbox").deleteMany({ organization: acme.id, user: id });
  });

  it("lists what this person reported, and nobody else's", async () => {
    const { id, email } = await add({ email: "reporter@acme.example" });
    await report(await acme.tokenOf(email), { subject: "Mine" });
    await report(await acme.tokenOf("other@acme.example"), { subject: "Theirs" });
    const reports = await get<{ items: Report[]; total: number }>(`/api/v1/reports?reporter=${id}`);
    expect([reports.items.map(({ subject }) => subject), reports.total]).toEqual([["Mine"], 1]);
  });
});

describe("the timeline of one person", () => {
  it("tells all that happened and who did it, newest first, in pages of any size", async () => {
    const { id, email } = await add({ email: "timeline@acme.example" });
    test.clock.advance(60_000);
    await act("start", id);
    await deliver();
    test.clock.advance(60_000);
    await catchWelcome(email);
    await report(await acme.tokenOf(email), { subject: "Odd" });
    test.clock.advance(60_000);
    await act("deactivate", id);
    await act("activate", id);
    const whole = (await timeline(id)).items;
    const words = whole.map(({ what }) => what);
    expect(words.slice(2)).toEqual(["onboarded", "reported", "reported", "started", "mailSent", "added"]);
    expect(words.slice(0, 2).sort()).toEqual(["activated", "deactivated"]);
    expect(whole.at(-1)!.by).toMatchObject({ role: "owner", token: "tests" });
    expect(whole[2]!.by).toEqual({ kind: "self", id, name: email });
    expect(whole.find(({ what }) => what === "mailSent")).toMatchObject({
      simulation: { kind: "welcome", copy: false },
    });
    expect(whole.find(({ what }) => what === "mailSent")!.by).toBeUndefined();
    for (const size of [1, 2, 3, 5]) {
      const pages: Happening[] = [];
      let next: string | undefined = "";
      while (next !== undefined) {
        const page = await timeline(id, `?limit=${size}${next && `&cursor=${next}`}`);
        expect(page.items.length).toBeLessThanOrEqual(size);
        pages.push(...page.items);
        next = page.next;
      }
      expect(pages).toEqual(whole);
    }
  });

  it("refuses a cursor that is none", async () => {
    const { id } = await add({ email: "cursor@acme.example" });
    const answer = await test
      .request()
      .get(`/api/v1/users/${id}/timeline?cursor=nonsense`)
      .set(as(acme.ownerToken));
    expect([answer.status, (answer.body as Problem).code]).toEqual([400, "invalid_request"]);
  });
});
