import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { createOrganization } from "./create-organization.ts";

let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
});
afterAll(() => test.stop());

const patch = (body: object, ifMatch?: string) =>
  test
    .request()
    .patch("/api/v1/organization")
    .set({ Authorization: `Bearer ${acme.ownerToken}`, ...(ifMatch && { "If-Match": ifMatch }) })
    .send(body);
interface Settings {
  version: number;
  joining: {
    anyoneCanJoin: boolean;
    changedBy?: string;
    changedAt?: string;
    contact?: string;
    closesAt?: string;
  };
}

describe("the organization's settings", () => {
  it("begin with joining off, and keep who switched it on and when", async () => {
    const before = (
      await test
        .request()
        .get("/api/v1/organization")
        .set("Authorization", `Bearer ${acme.ownerToken}`)
        .expect(200)
    ).body as Settings;
    expect(before.joining).toEqual({
      anyoneCanJoin: false,
      allowedDomains: ["acme.example"],
      allowedAddresses: [],
    });
    test.clock.advance(60_000);
    const after = (await patch({ joining: { anyoneCanJoin: true } }, `"${before.version}"`).expect(200))
      .body as Settings;
    expect(after.joining).toMatchObject({
      anyoneCanJoin: true,
      changedBy: "owner@acme.example",
      changedAt: "2026-11-24T09:01:00.000Z",
    });
    expect(after.version).toBe(before.version + 1);
    const [entry] = await test.deps.audit.latest(acme.id, 1);
    expect(entry).toMatchObject({ action: "joining.switch", actor: { kind: "apiToken" } });
  });

  it("refuse a stale version with the values as they are", async () => {
    const answer = await patch({ joining: { anyoneCanJoin: false } }, '"1"');
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      code: "version_conflict",
      current: { joining: { anyoneCanJoin: true } },
    });
    await patch({ name: "x" }, "one").expect(400);
  });

  it("let one of two changes at the same moment win, and tell the other", async () => {
    const answers = await Promise.all([patch({ name: "First" }), patch({ name: "Second" })]);
    const statuses = answers.map((answer) => answer.status).sort();
    expect([
      [200, 200],
      [200, 409],
    ]).toContainEqual(statuses);
  });

  it("clear what is null, and keep what is left out", async () => {
    await patch({ joining: { contact: "it-help@acme.example", closesAt: "2026-12-01T00:00:00Z" } }).expect(
      200,
    );
    const after = (await patch({ joining: { closesAt: null } }).expect(200)).body as Settings;
    expect(after.joining.closesAt).toBeUndefined();
    expect(after.joining).toMatchObject({ contact: "it-help@acme.example", anyoneCanJoin: true });
  });

  it.each([
    [{ joining: { allowedDomains: ["other.example"] } }, 422, "domain_not_verified"],
    [{ joining: { allowedDomains: ["not a domain"] } }, 400, "invalid_request"],
    [{ joining: { allowedAddresses: ["nobody"] } }, 400, "invalid_request"],
    [
      { joining: { opensAt: "2026-12-02T00:00:00Z", closesAt: "2026-12-01T00:00:00Z" } },
      400,
      "invalid_request",
    ],
    [{ joining: { opensAt: "yesterday" } }, 400, "invalid_request"],
    [{ timeZone: "Mars/Olympus" }, 400, "invalid_request"],
    [{ timeZone: "+14:00" }, 400, "invalid_request"],
    [{ languages: ["nl"], defaultLanguage: "en" }, 400, "invalid_request"],
    [{ securityMailbox: "nobody" }, 400, "invalid_request"],
    [{ version: 7 }, 400, "invalid_request"],
    [{ joining: { anyoneCanJoin: "yes" } }, 400, "invalid_request"],
  ])("refuse %j and say where", async (body, status, code) => {
    const answer = await patch(body);
    expect([answer.status, (answer.body as Problem).code]).toEqual([status, code]);
  });

  it("do not take a domain that belongs to another organization", async () => {
    await test.organization("other.example");
    const answer = await patch({ domains: [{ name: "acme.example" }, { name: "other.example" }] });
    expect([answer.status, (answer.body as Problem).code]).toEqual([400, "invalid_request"]);
  });
});

describe("making an organization", () => {
  const asked = {
    name: "Third",
    tenantId: "77777777-1111-4111-8111-111111111111",
    domain: "third.example",
    ownerEmail: "owner@third.example",
  };
  it("is idempotent", async () => {
    const once = await createOrganization(test.deps, asked);
    expect(await createOrganization(test.deps, asked)).toEqual(once);
  });
  it("refuses a domain or a tenant of another, and an owner from outside", async () => {
    const other = { ...asked, tenantId: "88888888-1111-4111-8111-111111111111" };
    await expect(createOrganization(test.deps, other)).rejects.toMatchObject({ code: "already_exists" });
    await expect(createOrganization(test.deps, { ...other, domain: "fourth.example" })).rejects.toMatchObject(
      { code: "address_not_allowed" },
    );
  });
});
