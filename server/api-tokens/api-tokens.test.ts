import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
});
afterAll(() => test.stop());

interface Token {
  id: string;
  name: string;
  hint: string;
  token?: string;
  lastUsedAt?: string;
  revokedAt?: string;
}
const call = (method: "get" | "post" | "delete", path: string, token = acme.ownerToken) =>
  test.request()[method](`/api/v1/${path}`).set("Authorization", `Bearer ${token}`);
const make = async (name: string) =>
  (await call("post", "api-tokens").send({ name }).expect(201)).body as Required<Token>;
const listed = async () => ((await call("get", "api-tokens").expect(200)).body as { items: Token[] }).items;

describe("API tokens", () => {
  it("are told once, and kept as a hash alone", async () => {
    const made = await make("nightly export");
    expect(made.token).toMatch(/^fc_[\w-]{32}$/);
    const shown = (await listed()).find(({ id }) => id === made.id);
    expect(shown).toMatchObject({ name: "nightly export", hint: made.token.slice(0, 7) });
    expect(shown).not.toHaveProperty("token");
    const stored = await test.deps.apiTokens.collection.find({ organization: acme.id }).lean();
    const audit = await test.deps.audit.latest(acme.id, 50);
    expect(JSON.stringify([stored, audit])).not.toContain(made.token);
  });

  it("tell when they were used last", async () => {
    const made = await make("used");
    expect((await listed()).find(({ id }) => id === made.id)?.lastUsedAt).toBeUndefined();
    await call("get", "session", made.token).expect(200);
    expect((await listed()).find(({ id }) => id === made.id)?.lastUsedAt).toBeDefined();
  });

  it("are refused from the very next call on once they are revoked, and stay listed as such", async () => {
    const made = await make("to be revoked");
    await call("get", "users", made.token).expect(200);
    await call("delete", `api-tokens/${made.id}`).expect(204);
    const refused = await call("get", "users", made.token);
    expect([refused.status, (refused.body as Problem).code]).toEqual([401, "unauthenticated"]);
    const revoked = (await listed()).find(({ id }) => id === made.id);
    expect(revoked?.revokedAt).toBe(test.clock.now().toISOString());
  });

  it("are revoked once: a second time changes nothing", async () => {
    const made = await make("twice");
    await call("delete", `api-tokens/${made.id}`).expect(204);
    const first = (await listed()).find(({ id }) => id === made.id)?.revokedAt;
    test.clock.advance(60_000);
    await call("delete", `api-tokens/${made.id}`).expect(204);
    expect((await listed()).find(({ id }) => id === made.id)?.revokedAt).toBe(first);
  });

  it("revoke themselves when asked to", async () => {
    const made = await make("by itself");
    await call("delete", `api-tokens/${made.id}`, made.token).expect(204);
    await call("get", "session", made.token).expect(401);
  });

  it("need a name", async () => {
    for (const name of ["", "   ", "a\nb", "n".repeat(121)])
      await call("post", "api-tokens").send({ name }).expect(400);
  });
});
