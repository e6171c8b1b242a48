import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import { endpoints } from "../../shared/contracts/index.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
});
afterAll(() => test.stop());

const owner = () => ({ Authorization: `Bearer ${acme.ownerToken}` });

describe("the API as it is described", () => {
  interface Description {
    openapi: string;
    paths: Record<
      string,
      Record<string, { responses: Record<string, unknown>; security: unknown[]; "x-permission"?: string }>
    >;
  }
  it("is OpenAPI 3.1 with every endpoint in it", async () => {
    const description = (await test.request().get("/api/openapi.json").expect(200)).body as Description;
    expect(description.openapi).toMatch(/^3\.1/);
    for (const endpoint of Object.values(endpoints)) {
      const operation = description.paths[endpoint.path.replace(/:(\w+)/g, "{$1}")]?.[endpoint.method];
      expect(operation, `${endpoint.method} ${endpoint.path}`).toBeDefined();
      expect(operation!.responses).toHaveProperty(String(endpoint.status));
      expect(operation!.security.length > 0).toBe(endpoint.caller !== "public");
      expect(operation!["x-permission"]).toBe("permission" in endpoint ? endpoint.permission : undefined);
    }
  });

  it.each(
    Object.values(endpoints)
      .filter(({ caller }) => caller !== "public")
      .map((endpoint) => [endpoint.method, endpoint.path, endpoint.caller] as const),
  )("%s %s refuses a caller without a sign-in", async (method, path) => {
    const answer = await test.request()[method](path.replace(":id", "x"));
    expect([answer.status, (answer.body as Problem).code]).toEqual([401, "unauthenticated"]);
    await test.request()[method](path.replace(":id", "x")).set("Authorization", "Bearer ").expect(401);
    await test
      .request()
      [method](path.replace(":id", "x"))
      .set("Authorization", "Bearer fc_unknown")
      .expect(401);
  });
});

describe("bad requests", () => {
  const post = (body: string, type = "application/json") =>
    test.request().post("/api/v1/groups").set(owner()).set("Content-Type", type).send(body);
  it.each([
    ["no JSON", "{", 400, "invalid_json"],
    ["a bare value", '"name"', 400, "invalid_json"],
    ["a prototype key", '{"name":"x","__proto__":{"polluted":true}}', 400, "invalid_request"],
    [
      "a constructor key",
      '{"name":"x","constructor":{"prototype":{"polluted":true}}}',
      400,
      "invalid_request",
    ],
    ["an array for a text", '{"name":["x"]}', 400, "invalid_request"],
    ["an operator", '{"name":{"$ne":null}}', 400, "invalid_request"],
    ["control characters", JSON.stringify({ name: "a\u0000b" }), 400, "invalid_request"],
    ["a huge number for a text", '{"name":1e400}', 400, "invalid_request"],
    ["deep nesting", `{"name":${"[".repeat(20_000)}${"]".repeat(20_000)}}`, 400, "invalid_request"],
    ["a text that is too long", JSON.stringify({ name: "x".repeat(121) }), 400, "invalid_request"],
  ])("%s", async (_name, body, status, code) => {
    const answer = await post(body);
    expect([answer.status, (answer.body as Problem).code]).toEqual([status, code]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("a body that is too large, another type, another charset", async () => {
    expect((await post(JSON.stringify({ name: "x".repeat(3_000_000) }))).status).toBe(413);
    expect((await post("name=x", "application/x-www-form-urlencoded")).status).toBe(400);
    expect((await post('{"name":"x"}', "application/json; charset=iso-8859-7")).status).toBe(415);
  });

  it("an address where nothing is", async () => {
    for (const path of [
      "/api/v1/nothing",
      "/scim/v2/Users",
      "/sandbox/token",
      "/outlook/owner@acme.example",
      "/assets/none.js",
    ]) {
      const answer = await test.request().get(path);
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });
});

describe("headers", () => {
  it("let Outlook frame the pane, and nobody the portal; no script but ours and Microsoft's", async () => {
    const pane = (await test.request().get("/addin/pane").expect(200)).headers;
    expect(pane["content-security-policy"]).toContain("frame-ancestors 'self' https://outlook.office.com");
    expect(pane["x-frame-options"]).toBeUndefined();
    const portal = (await test.request().get("/portal/people").expect(200)).headers;
    expect(portal["content-security-policy"]).toContain("frame-ancestors 'none'");
    for (const headers of [pane, portal]) {
      expect(/script-src [^;]*/.exec(headers["content-security-policy"]!)![0]).not.toMatch(/unsafe|\*/);
      expect(headers["referrer-policy"]).toBe("no-referrer");
      expect(headers["x-content-type-options"]).toBe("nosniff");
    }
  });

  it("keep the API's answers out of caches, and name no software", async () => {
    const { headers } = await test.request().get("/api/v1/users").set(owner()).expect(200);
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["x-powered-by"]).toBeUndefined();
    expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe("health", () => {
  it("is alive and ready", async () => {
    await test.request().get("/healthz").expect(200);
    const ready = await test.request().get("/readyz").expect(200);
    expect(ready.body).toMatchObject({ status: "ready", database: { writable: true } });
  });
});
