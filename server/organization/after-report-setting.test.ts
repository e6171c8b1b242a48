import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AfterReport } from "../../shared/contracts/after-report.ts";
import type { Problem } from "../../shared/contracts/error.ts";
import type { Organization } from "../../shared/contracts/organization.ts";
import type { ReportReceipt } from "../../shared/contracts/report.ts";
import { usualAfterReport } from "../domain/after-report.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let test: TestApp;
let acme: TestOrganization;
let number = 0;
beforeAll(async () => {
  test = await startTestApp();
});
beforeEach(async () => {
  acme = await test.organization(`a${++number}.example`);
});
afterAll(() => test.stop());

const path = "/api/v1/organization";
const call = (method: "get" | "patch", token = acme.ownerToken) =>
  test.request()[method](path).set("Authorization", `Bearer ${token}`);
const settings = async (of = acme) => (await call("get", of.ownerToken).expect(200)).body as Organization;
const choose = (afterReport: unknown, token?: string) => call("patch", token).send({ afterReport });
const report = async (fields: object, of = acme) =>
  (
    await test
      .request()
      .post("/api/v1/reports")
      .set("Authorization", `Bearer ${await of.tokenOf(`newcomer@${of.domain}`)}`)
      .send({ subject: `Suspicious ${randomUUID()}`, ...fields })
      .expect(201)
  ).body as ReportReceipt;

const folder = (name: string) => ({ to: "customFolder", folder: name });
const withPhishing = (phishing: unknown) => ({ all: { ...usualAfterReport.all, phishing } });
const chosen = {
  all: { ...usualAfterReport.all, phishing: { to: "customFolder", folder: "Reported" } },
  clients: { mac: { phishing: { to: "noMove" } } },
} satisfies AfterReport;

describe("where reported mails go", () => {
  it("is as usual until somebody chooses, and is then answered with each receipt from the next report on", async () => {
    expect((await settings()).afterReport).toEqual(usualAfterReport);
    expect((await report({ reportedAs: "phishing" })).move).toEqual({ to: "junkFolder" });
    await choose(chosen).expect(200);
    expect((await settings()).afterReport).toEqual(chosen);
    expect((await report({ reportedAs: "phishing" })).move).toEqual(folder("Reported"));
    expect((await report({ reportedAs: "phishing", client: "web" })).move).toEqual(folder("Reported"));
    expect((await report({ reportedAs: "phishing", client: "mac" })).move).toEqual({ to: "noMove" });
    expect((await report({ reportedAs: "spam", client: "mac" })).move).toEqual({ to: "junkFolder" });
    await test
      .request()
      .post("/api/v1/reports")
      .set("Authorization", `Bearer ${await acme.tokenOf(`newcomer@${acme.domain}`)}`)
      .send({ subject: "x", client: "pine" })
      .expect(400);
  });

  it("stays each organization's own", async () => {
    const other = await test.organization(`b${number}.example`);
    await choose(chosen).expect(200);
    expect((await settings(other)).afterReport).toEqual(usualAfterReport);
    expect((await report({ reportedAs: "phishing" }, other)).move).toEqual({ to: "junkFolder" });
  });

  it("is changed by owners and admins, read by analysts too, and by nobody else", async () => {
    const users = test.deps.connection.collection<{ _id: string }>("users");
    for (const [role, read, change] of [
      ["admin", 200, 200],
      ["analyst", 200, 403],
      ["manager", 403, 403],
    ] as const) {
      await users.updateOne({ _id: acme.ownerId }, { $set: { role } });
      expect([role, (await call("get")).status, (await choose(chosen)).status]).toEqual([role, read, change]);
    }
    const { status } = await choose(chosen, await acme.tokenOf(`newcomer@${acme.domain}`));
    expect(status).toBe(401);
  });

  it("stands in the audit log with who and when: what was and what is, class by class and client by client", async () => {
    await choose(chosen).expect(200);
    await choose(usualAfterReport).expect(200);
    const entries = await test.deps.audit.about(acme.id, acme.id, 10);
    const changes = entries.map(({ actor, action, details }) => [actor.kind, action, details?.["changes"]]);
    expect(changes).toContainEqual([
      "apiToken",
      "organization.change",
      [
        { field: "afterReport.phishing", from: "junkFolder", to: "customFolder: Reported" },
        { field: "afterReport.mac.phishing", to: "noMove" },
      ],
    ]);
    expect(changes).toContainEqual([
      "apiToken",
      "organization.change",
      [
        { field: "afterReport.phishing", from: "customFolder: Reported", to: "junkFolder" },
        { field: "afterReport.mac.phishing", from: "noMove" },
      ],
    ]);
    const stored = await test.deps.organizations.get(acme.id);
    expect(stored.afterReport).toBeUndefined();
  });

  it("is refused with the present value to whoever saw an older one", async () => {
    const { version } = await settings();
    await choose(chosen).expect(200);
    const late = await call("patch")
      .set("If-Match", `"${version}"`)
      .send({ afterReport: withPhishing({ to: "noMove" }) })
      .expect(409);
    const { code, current } = late.body as Problem & { current: Organization };
    expect([code, current.afterReport]).toEqual(["version_conflict", chosen]);
  });

  it("is never a folder whose name would not be read as it is, nor another thing than the four", async () => {
    for (const phishing of [
      folder(""),
      folder("  "),
      folder("x".repeat(121)),
      folder("Reported\u0000"),
      folder("Reported\r\nInbox"),
      folder("Reported\u202eknuJ"),
      folder("\u2066Reported"),
      folder("Re\u200bported"),
      folder("Security/Reported"),
      { to: "customFolder" },
      { to: "customFolder", folder: 7 },
      { to: "junkFolder", folder: "Reported" },
      { to: "deleteForever" },
      { to: "junkFolder", onErrorDeleteItem: true },
      null,
    ]) {
      const answer = await choose(withPhishing(phishing));
      expect([JSON.stringify(phishing), answer.status, (answer.body as Problem).code]).toEqual([
        JSON.stringify(phishing),
        400,
        "invalid_request",
      ]);
    }
    const { practice, spam, unsure } = usualAfterReport.all;
    for (const afterReport of [
      { all: { practice, spam, unsure } },
      {},
      [],
      { all: usualAfterReport.all, clients: { phone: {} } },
      { all: usualAfterReport.all, clients: { mac: { ours: { to: "junkFolder" } } } },
    ])
      await choose(afterReport).expect(400);
    expect((await settings()).afterReport).toEqual(usualAfterReport);
  });

  it("keeps a folder's name without the space around it, and composed, so that one folder is one", async () => {
    await choose(withPhishing(folder("  Ge\u0301meld  "))).expect(200);
    expect((await settings()).afterReport.all.phishing).toEqual(folder("G\u00e9meld"));
  });
});
