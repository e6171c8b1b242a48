import type * as z from "zod/mini";
import { afterAll, beforeAll, expect, it } from "vitest";
import { CheckAudit, ListAudit } from "../../shared/contracts/audit.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let test: TestApp;
let acme: TestOrganization;
const person = "a person";
const entries = 3_000;

beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  await test.organization("other.example");
  const at = test.clock.now();
  await test.deps.audit.collection.insertMany(
    Array.from({ length: entries }, (_, i) => ({
      _id: `entry ${String(i).padStart(4, "0")}`,
      organization: acme.id,
      // Many of them in one moment, as an action on many people leaves them.
      at: new Date(at.getTime() - Math.floor(i / 50) * 60_000),
      actor: { kind: "user" as const, id: i % 100 === 0 ? acme.ownerId : "somebody" },
      action: i % 60 === 0 ? "user.remove" : "user.start",
      subject: { kind: "user", id: i % 500 === 0 ? person : `person ${i}` },
      details: { startNumber: i },
    })),
    { lean: true },
  );
  await test.deps.auditChaining.run();
});
afterAll(() => test.stop());

type Page = z.output<typeof ListAudit.response>;
const list = async (query: object = {}, token = acme.ownerToken): Promise<Page> =>
  (await test.request().get(ListAudit.path).query(query).set("Authorization", `Bearer ${token}`).expect(200))
    .body as Page;
async function all(query: object): Promise<Page["items"]> {
  const items: Page["items"] = [];
  for (let cursor: string | undefined; ;) {
    const page = await list({ ...query, limit: 200, ...(cursor && { cursor }) });
    items.push(...page.items);
    if (!page.next) return items;
    cursor = page.next;
  }
}

it("tells each entry once, newest first, whatever the pages", async () => {
  const items = await all({});
  expect(new Set(items.map(({ id }) => id)).size).toBe(entries + 1);
  const places = items.map(({ at, id }) => `${at} ${id}`);
  expect(places).toEqual([...places].sort().reverse());
});

it("filters by who, what, whom and when, together too", async () => {
  const at = test.clock.now().getTime();
  const count = async (query: object) => (await all(query)).length;
  expect(await count({ action: "user.remove" })).toBe(50);
  expect(await count({ actor: acme.ownerId })).toBe(30);
  expect(await count({ subject: person })).toBe(6);
  expect(await count({ subject: person, action: "user.remove" })).toBe(2);
  expect(await count({ actor: acme.ownerId, action: "user.remove" })).toBe(10);
  const minutes = (n: number) => new Date(at - n * 60_000).toISOString();
  expect(await count({ from: minutes(10), until: minutes(5) })).toBe(250);
  expect(await count({ action: "no.such" })).toBe(0);
});

it("says who by name, the person while they are known, and the details; nothing of another organization", async () => {
  const [first] = (await list({ action: "organization.create" })).items;
  expect(first).toMatchObject({ n: expect.any(Number) as unknown, by: { kind: "system" } });
  expect(await list({ actor: acme.ownerId, limit: 1 })).toMatchObject({
    items: [{ by: { kind: "user", id: acme.ownerId, role: "owner" }, details: { startNumber: 0 } }],
  });
  expect(JSON.stringify(await all({}))).not.toContain("other.example");
});

it("refuses a cursor that is none, and moments that are none", async () => {
  for (const query of [{ cursor: "x" }, { from: "yesterday" }])
    await test
      .request()
      .get(ListAudit.path)
      .query(query)
      .set("Authorization", `Bearer ${acme.ownerToken}`)
      .expect(400);
});

it("looks at few entries for a page, whatever the filter", async () => {
  const database = test.deps.connection.getClient().db(test.deps.connection.name);
  await database.setProfilingLevel("all");
  for (const query of [
    {},
    { action: "user.remove" },
    { actor: acme.ownerId },
    { subject: person },
    { from: test.clock.now().toISOString() },
  ])
    await list({ ...query, limit: 5 });
  await database.setProfilingLevel("off");
  const profile = await database
    .collection<{ docsExamined?: number; nreturned?: number }>("system.profile")
    .find({ ns: new RegExp("audit$"), op: "query" })
    .toArray();
  expect(profile).toHaveLength(5);
  for (const { docsExamined = 0, nreturned = 0 } of profile) expect(docsExamined).toBeLessThan(nreturned + 5);
});

it("checks the log when asked, and names the place where it was changed", async () => {
  const check = async () =>
    (await test.request().get(CheckAudit.path).set("Authorization", `Bearer ${acme.ownerToken}`).expect(200))
      .body as object;
  expect(await check()).toEqual({
    checked: entries + 1,
    hash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    heads: 1,
    waiting: 0,
  });
  const { n } = (await list({ subject: person })).items[0]!;
  await test.deps.connection
    .collection("audit")
    .updateOne({ organization: acme.id, n }, { $set: { action: "user.restore" } });
  expect(await check()).toMatchObject({ checked: n - 1, problem: { kind: "edited", n } });
});
