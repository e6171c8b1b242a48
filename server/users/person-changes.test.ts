import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import type { Happening, Person } from "../../shared/contracts/user-person.ts";
import type { User } from "../../shared/contracts/user.ts";
import type { Role } from "../../shared/lifecycle.ts";
import { portalBrowsers } from "../auth/testing/portal-browser.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
});
afterAll(() => test.stop());

const as = (token: string) => ({ Authorization: `Bearer ${token}` });
let counted = 0;
const addressOf = (name: string) => `${name}${++counted}@acme.example`;
async function person(fields: object = {}): Promise<User> {
  const answer = await test
    .request()
    .post("/api/v1/users")
    .set(as(acme.ownerToken))
    .send({ email: addressOf("person"), firstName: "Per", lastName: "Son", ...fields })
    .expect(201);
  return answer.body as User;
}
function change(id: string, fields: object, { token = acme.ownerToken, seen }: Sent = {}) {
  const request = test.request().patch(`/api/v1/users/${id}`).set(as(token));
  return (seen === undefined ? request : request.set("If-Match", `"${seen}"`)).send(fields);
}
interface Sent {
  token?: string;
  seen?: number;
}
const codeOf = ({ status, body }: { status: number; body: unknown }) => [status, (body as Problem).code];
const profile = async (id: string) =>
  (await test.request().get(`/api/v1/users/${id}/profile`).set(as(acme.ownerToken)).expect(200))
    .body as Person;
const latest = async (id: string) =>
  (
    (await test.request().get(`/api/v1/users/${id}/timeline?limit=1`).set(as(acme.ownerToken)).expect(200))
      .body as { items: Happening[] }
  ).items[0]!;
async function admin(role: Role, organization = acme): Promise<{ id: string; email: string; token: string }> {
  const at = test.clock.now();
  const email = `${role}${++counted}@${organization.domain}`;
  const user = await test.deps.users.insert(
    { organization: organization.id, email, firstName: role, lastName: "", role },
    at,
  );
  const { token } = await test.deps.apiTokens.create(organization.id, user._id, "tests", at);
  return { id: user._id, email, token };
}

describe("changing one person by hand", () => {
  it("changes what is asked for and nothing else, and is found by it at once", async () => {
    test.clock.advance(1000);
    const before = await person({ infix: "de", employeeId: addressOf("id") });
    const answer = await change(before.id, { firstName: "Ångström", language: "nl" }).expect(200);
    expect(answer.body).toEqual({ ...before, firstName: "Ångström", language: "nl", version: 2 });
    test.clock.advance(1000);
    await change(before.id, { infix: null, employeeId: "", language: null }).expect(200);
    const { user, ownLanguage } = await profile(before.id);
    expect([user.infix, user.employeeId, ownLanguage]).toEqual([undefined, undefined, undefined]);
    const found = await test.request().get("/api/v1/users?query=angst").set(as(acme.ownerToken));
    expect((found.body as { items: User[] }).items.map(({ id }) => id)).toEqual([before.id]);
  });

  it("records who changed what, from what to what", async () => {
    const before = await person();
    test.clock.advance(1000);
    const email = addressOf("another");
    await change(before.id, { firstName: "Another", email, language: "nl" });
    const entry = await latest(before.id);
    expect(entry).toMatchObject({ what: "changed", by: { kind: "apiToken", role: "owner" } });
    expect(entry.changes).toEqual([
      { field: "firstName", before: before.firstName, after: "Another" },
      { field: "language", before: null, after: "nl" },
      { field: "email", before: before.email, after: email },
    ]);
  });

  it("changes nothing and records nothing when all is so already", async () => {
    const before = await person({ language: "en" });
    const answer = await change(before.id, {
      firstName: "Per",
      email: before.email.toUpperCase(),
      infix: null,
      language: "en",
    }).expect(200);
    expect(answer.body).toEqual(before);
    expect(await latest(before.id)).toMatchObject({ what: "added" });
  });

  it.each([
    [{ firstName: "a\r\nb" }, 400, "invalid_request"],
    [{ firstName: "x".repeat(101) }, 400, "invalid_request"],
    [{ email: { $ne: null } }, 400, "invalid_request"],
    [{ email: null }, 400, "invalid_request"],
    [{ email: "no address" }, 422, "address_unusable"],
    [{ email: "someone@other.example" }, 403, "address_not_allowed"],
    [{ role: "king" }, 400, "invalid_request"],
    [{ stage: "onboarded" }, 400, "invalid_request"],
    [{ active: false }, 400, "invalid_request"],
  ])("refuses %j", async (fields, status, code) => {
    const { id } = await person();
    expect(codeOf(await change(id, fields))).toEqual([status, code]);
  });

  it("leaves a removed person as they are", async () => {
    const { id } = await person();
    await test
      .request()
      .post("/api/v1/users/actions")
      .set(as(acme.ownerToken))
      .send({ action: "remove", users: { ids: [id] } });
    expect((await profile(id)).editable).toEqual([]);
    expect(codeOf(await change(id, { firstName: "Late" }))).toEqual([409, "move_not_allowed"]);
  });
});

describe("another address", () => {
  it("keeps the former one, by which a report still finds the person", async () => {
    const { id, email: former } = await person();
    const next = addressOf("renamed");
    await change(id, { email: next }).expect(200);
    expect(await profile(id)).toMatchObject({ user: { email: next }, formerAddresses: [former] });
    await test
      .request()
      .post("/api/v1/reports")
      .set(as(await acme.tokenOf(former)))
      .send({ subject: "By the former address" })
      .expect(201);
    const reports = await test.request().get(`/api/v1/reports?reporter=${id}`).set(as(acme.ownerToken));
    expect((reports.body as { total: number }).total).toBe(1);
    const me = await test
      .request()
      .get("/api/v1/me")
      .set(as(await acme.tokenOf(former)));
    expect((me.body as { user: User }).user.id).toBe(id);
  });

  it("may be one of their own former ones", async () => {
    const { id, email: first } = await person();
    const second = addressOf("second");
    await change(id, { email: second }).expect(200);
    await change(id, { email: first }).expect(200);
    expect(await profile(id)).toMatchObject({ user: { email: first }, formerAddresses: [second] });
  });

  it("that somebody has, or had, is refused with who it is; so is an employee ID", async () => {
    const holder = await person({ firstName: "Hol", lastName: "Der", employeeId: addressOf("held") });
    const other = await person();
    const existing = { id: holder.id, name: "Hol Der" };
    const taken = await change(other.id, { email: holder.email });
    expect(codeOf(taken)).toEqual([409, "already_exists"]);
    expect(taken.body).toMatchObject({ existing, violations: [{ path: "$.email" }] });

    await change(holder.id, { email: addressOf("moved") }).expect(200);
    const once = await change(other.id, { email: holder.email });
    expect(once.body).toMatchObject({ existing, detail: expect.stringContaining("before") as string });

    const id = await change(other.id, { employeeId: holder.employeeId });
    expect(id.body).toMatchObject({ existing, violations: [{ path: "$.employeeId" }] });
    const added = await test
      .request()
      .post("/api/v1/users")
      .set(as(acme.ownerToken))
      .send({ email: holder.email });
    expect(added.body).toMatchObject({ code: "already_exists", existing });
    expect((await profile(other.id)).user).toEqual(other);
  });

  it("of an owner is changed by owners alone: it is a way to sign in", async () => {
    const { token } = await admin("admin");
    const owner = await admin("owner");
    for (const fields of [{ email: addressOf("mine") }, { employeeId: addressOf("mine") }])
      expect(codeOf(await change(owner.id, fields, { token }))).toEqual([403, "forbidden"]);
    await change(owner.id, { firstName: "Renamed" }, { token }).expect(200);
    await change(owner.id, { email: addressOf("owners") }).expect(200);
    await change(owner.id, { role: null }).expect(200);
  });
});

describe("two admins on the same person", () => {
  it("a version that is not the latest is refused with the person as they are", async () => {
    const { id, version } = await person();
    await change(id, { firstName: "First" }, { seen: version }).expect(200);
    const second = await change(id, { firstName: "Second" }, { seen: version });
    expect(codeOf(second)).toEqual([409, "version_conflict"]);
    expect((second.body as Problem).current).toMatchObject({ firstName: "First", version: version + 1 });
  });

  it("at the same moment: one of them is saved, the others see it", async () => {
    const { id, version } = await person();
    const names = Array.from({ length: 6 }, (_, n) => `Name${n}`);
    const answers = await Promise.all(names.map((firstName) => change(id, { firstName }, { seen: version })));
    const saved = answers.flatMap(({ status }, n) => (status === 200 ? [names[n]!] : []));
    expect(saved).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      expect(codeOf(answer)).toEqual([409, "version_conflict"]);
      expect((answer.body as Problem).current).toMatchObject({ firstName: saved[0] });
    }
    expect((await profile(id)).user).toMatchObject({ firstName: saved[0], version: version + 1 });
  });

  it("without a version, changes of different fields at the same moment are all kept", async () => {
    const { id } = await person();
    const answers = await Promise.all([
      change(id, { firstName: "Both" }),
      change(id, { lastName: "Kept" }),
      change(id, { language: "nl" }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await profile(id)).user).toMatchObject({ firstName: "Both", lastName: "Kept", language: "nl" });
  });

  it("two people who are given one address at the same moment: one has it", async () => {
    const [one, other] = [await person(), await person()];
    const email = addressOf("wanted");
    const answers = await Promise.all([change(one.id, { email }), change(other.id, { email })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = answers[0].status === 200 ? one : other;
    const lost = answers.find(({ status }) => status === 409)!;
    expect((lost.body as Problem).existing).toMatchObject({ id: winner.id });
  });
});

describe("a role", () => {
  it("is given by owners alone, with values on record, and keeps its holder out of what a filter starts", async () => {
    const { id } = await person();
    const { token } = await admin("admin");
    expect(codeOf(await change(id, { role: "analyst" }, { token }))).toEqual([403, "forbidden"]);
    test.clock.advance(1000);
    expect((await change(id, { role: "admin" }).expect(200)).body).toMatchObject({ role: "admin" });
    expect((await latest(id)).changes).toEqual([{ field: "role", before: null, after: "admin" }]);
    const stored = () => test.deps.users.get(acme.id, id);
    expect((await stored()).trainingExempt).toBe(true);
    await change(id, { role: "analyst" }).expect(200);
    expect((await stored()).trainingExempt).toBeUndefined();
  });

  it("that changes ends the sessions of its holder at once; taken away, their API tokens too", async () => {
    const browsers = await portalBrowsers(test.deps);
    const holder = await admin("analyst");
    const cookie = await browsers.signIn("acme.example", {
      tid: acme.tid,
      oid: randomUUID(),
      preferred_username: holder.email,
    });
    await browsers.request("get", "/api/v1/session", cookie).expect(200);
    const sessions = test.deps.connection.db!.collection<{ _id: string }>("sessions");
    const kept = await sessions.find().toArray();
    await change(holder.id, { role: "admin" }).expect(200);
    // A request under way may write its session back.
    for (const session of kept) await sessions.replaceOne({ _id: session._id }, session, { upsert: true });
    await browsers.request("get", "/api/v1/session", cookie).expect(401);
    await test.request().get("/api/v1/users").set(as(holder.token)).expect(200);
    await change(holder.id, { role: null }).expect(200);
    await test.request().get("/api/v1/users").set(as(holder.token)).expect(401);
    await change(holder.id, { role: "analyst" }).expect(200);
    await test.request().get("/api/v1/users").set(as(holder.token)).expect(401);
    await browsers.stop();
  });

  it("of the last owner is taken by nobody, and an owner who is switched off is not one who stays", async () => {
    const other = await test.organization("lonely.example");
    const mine = { token: other.ownerToken };
    expect(codeOf(await change(other.ownerId, { role: "admin" }, mine))).toEqual([409, "last_owner"]);
    const second = await admin("owner", other);
    await test.deps.users.collection.updateOne(
      { organization: other.id, _id: second.id },
      { $set: { active: false } },
    );
    expect(codeOf(await change(other.ownerId, { role: null }, mine))).toEqual([409, "last_owner"]);
    await test.deps.users.collection.updateOne(
      { organization: other.id, _id: second.id },
      { $set: { active: true } },
    );
    await change(other.ownerId, { role: null }, mine).expect(200);
  });

  it("of two owners, taken from each by the other at the same moment, leaves one of them", async () => {
    const other = await test.organization("duel.example");
    let one = { id: other.ownerId, token: other.ownerToken };
    let two: typeof one = await admin("owner", other);
    for (let round = 0; round < 4; round += 1) {
      const answers = await Promise.all([
        change(two.id, { role: "analyst" }, { token: one.token }),
        change(one.id, { role: "analyst" }, { token: two.token }),
      ]);
      const [first, second] = answers.map(({ status }) => status);
      expect([first, second].filter((status) => status === 200)).toHaveLength(1);
      if (second === 200) [one, two] = [two, one];
      await change(two.id, { role: "owner" }, { token: one.token }).expect(200);
    }
  });
});

describe("adding one user by hand", () => {
  const add = (fields: object) => test.request().post("/api/v1/users").set(as(acme.ownerToken)).send(fields);

  it("may start the training in the same breath: one simulation, one mail, both on record", async () => {
    const made = (await add({ email: addressOf("started"), start: true }).expect(201)).body as User;
    expect(made).toMatchObject({ stage: "started", startMethod: "admin", startNumber: 1 });
    const of = { organization: acme.id, user: made.id };
    const count = (name: string) => test.deps.connection.collection(name).countDocuments(of);
    expect([await count("simulations"), await count("outbox")]).toEqual([1, 1]);
    const kept = await test.deps.audit.about(acme.id, made.id, 10);
    expect(kept.map(({ action }) => action).sort()).toEqual(["user.create", "user.start"]);
  });

  it("may begin switched off, and then starts nobody", async () => {
    const made = await add({ email: addressOf("off"), active: false }).expect(201);
    expect(made.body).toMatchObject({ status: "inactive", stage: "notStarted" });
    const both = await add({ email: addressOf("off"), active: false, start: true });
    expect(codeOf(both)).toEqual([400, "invalid_request"]);
    expect((both.body as Problem).violations).toMatchObject([{ path: "$.start" }]);
  });

  it("makes nobody twice, and of those who lose nothing is left", async () => {
    const email = addressOf("race");
    const answers = await Promise.all(Array.from({ length: 5 }, () => add({ email, start: true })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    const made = answers.find(({ status }) => status === 201)!.body as User;
    for (const { status, body } of answers)
      if (status === 409) expect((body as Problem).existing).toEqual({ id: made.id, name: email });
    const mails = await test.deps.connection.collection("outbox").countDocuments({ to: email });
    expect(mails).toBe(1);
  });
});
