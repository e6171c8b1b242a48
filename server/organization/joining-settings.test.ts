import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ListSettingChanges } from "../../shared/contracts/organization.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import type * as z from "zod/mini";

let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
});
afterAll(() => test.stop());

const as = () => ({ Authorization: `Bearer ${acme.ownerToken}` });
const patch = (body: object) => test.request().patch("/api/v1/organization").set(as()).send(body);
const page = (slug: string, language = "en") =>
  test.request().get(`/join/${slug}`).set("Accept-Language", language);

describe("the link for newcomers", () => {
  it("says how to join while joining is open, in the reader's language", async () => {
    await patch({ name: "Acme & <b>Works</b>", joining: { anyoneCanJoin: true } }).expect(200);
    const english = await page("acme-example").expect(200);
    expect(english.text).toContain("Join the phishing practice of Acme &amp; &lt;b&gt;Works&lt;/b&gt;");
    expect(english.text).toContain("<strong>Report phishing</strong>");
    expect((await page("acme-example", "nl").expect(200)).text).toContain("Doe mee");
  });

  it("says that joining is closed when the switch is off or the window is over, and names nobody", async () => {
    await patch({ joining: { contact: "it-help@acme.example", closesAt: "2026-11-24T08:00:00Z" } }).expect(
      200,
    );
    const over = await page("acme-example").expect(200);
    expect(over.text).toContain("is closed for now");
    expect(over.text).not.toContain("it-help@acme.example");
    await patch({ joining: { anyoneCanJoin: false, closesAt: null } }).expect(200);
    expect((await page("acme-example").expect(200)).text).toContain("is closed for now");
  });

  it("leads nowhere for a name that no organization has", async () => {
    expect((await page("nobody").expect(404)).text).toContain("leads nowhere");
  });
});

describe("who changed the settings", () => {
  const history = async () =>
    (await test.request().get("/api/v1/organization/changes").set(as()).expect(200)).body as z.infer<
      typeof ListSettingChanges.response
    >;

  it("is told newest first, with what was before and what came after", async () => {
    test.clock.advance(1_000);
    await patch({ joining: { closesAt: "2026-12-01T17:00:00Z" } }).expect(200);
    test.clock.advance(1_000);
    await patch({ timeZone: "Europe/Brussels" }).expect(200);
    const { items } = await history();
    expect(items[0]).toMatchObject({
      by: "owner@acme.example",
      token: "tests",
      actor: "apiToken",
      at: test.clock.now().toISOString(),
      changes: [{ field: "timeZone", from: "Europe/Amsterdam", to: "Europe/Brussels" }],
    });
    expect(items[1]?.changes).toEqual([{ field: "joining.closesAt", to: "2026-12-01T17:00:00.000Z" }]);
  });

  it("names domains, and of single addresses only how many: the record outlives the people", async () => {
    test.clock.advance(1_000);
    await patch({
      joining: {
        allowedDomains: [],
        allowedAddresses: ["auditor@partner.example", "trainer@partner.example"],
      },
    }).expect(200);
    const [latest] = (await history()).items;
    expect(latest?.changes).toEqual([
      { field: "joining.allowedDomains", added: [], removed: ["acme.example"] },
      { field: "joining.allowedAddresses", addedCount: 2, removedCount: 0 },
    ]);
    const entries = await test.deps.audit.latest(acme.id, 100);
    expect(JSON.stringify(entries)).not.toContain("partner.example");
  });

  it("keeps a change whose person is gone, without a name", async () => {
    await test.deps.users.collection.deleteOne({ organization: acme.id, _id: acme.ownerId });
    const entries = await test.deps.settingHistory(acme.id);
    expect(entries.items[0]).not.toHaveProperty("by");
    expect(entries.items[0]?.changes.length).toBe(2);
  });
});

describe("a single address", () => {
  it("whose domain mixes two alphabets is refused, naming the place", async () => {
    const other = await test.organization("other.example");
    const answer = await test
      .request()
      .patch("/api/v1/organization")
      .set({ Authorization: `Bearer ${other.ownerToken}` })
      // The first letter of the domain is Cyrillic.
      .send({ joining: { allowedAddresses: ["auditor@partner.example", "auditor@аcme.example"] } });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      code: "invalid_request",
      violations: [{ path: "$.joining.allowedAddresses[1]" }],
    });
  });
});
