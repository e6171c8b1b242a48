import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ownPath } from "../auth/sign-in-routes.ts";
import {
  cookieOf,
  portalBrowsers,
  type Person,
  type PortalBrowsers,
} from "../auth/testing/portal-browser.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

const origin = "https://training.acme.example";
let test: TestApp;
let acme: TestOrganization;
let browsers: PortalBrowsers;
let owner: Person;

beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  browsers = await portalBrowsers(test.deps);
  owner = { tid: acme.tid, oid: randomUUID(), preferred_username: "owner@acme.example" };
});
afterAll(async () => {
  await browsers.stop();
  await test.stop();
});

const asOwner = () => ({ Authorization: `Bearer ${acme.ownerToken}` });
/** A policy as its directives. */
const directives = (policy: string): Record<string, string> =>
  Object.fromEntries(
    policy.split(";").map((directive) => {
      const [name = "", ...sources] = directive.trim().split(/\s+/);
      return [name, sources.join(" ")];
    }),
  );

const outlook =
  "'self' https://outlook.office.com https://outlook.office365.com https://outlook.live.com https://outlook.cloud.microsoft https://*.officeapps.live.com";
const provider = "https://login.microsoftonline.com";
const nothing = {
  "default-src": "'none'",
  "style-src": "'self'",
  "img-src": "'self' data:",
  "form-action": "'self'",
  "frame-ancestors": "'none'",
  "base-uri": "'none'",
};
const page = {
  "default-src": "'none'",
  "script-src": "'self'",
  "style-src": "'self' 'unsafe-inline'",
  "img-src": "'self' data:",
  "font-src": "'self' data:",
  "connect-src": "'self'",
  "frame-src": "'self'",
  "form-action": `'self' ${provider}`,
  "base-uri": "'none'",
  "frame-ancestors": "'none'",
};
const pane = {
  ...page,
  "script-src": "'self' https://appsforoffice.microsoft.com https://ajax.aspnetcdn.com",
  "connect-src": `'self' ${provider}`,
  "form-action": "'none'",
  "frame-ancestors": outlook,
};

describe("what may be done with an answer of ours", () => {
  it.each<[string, string, number, Record<string, string>, string | undefined]>([
    ["the portal", "/portal", 200, page, "DENY"],
    ["a page of the portal", "/portal/people", 200, page, "DENY"],
    ["the task pane", "/addin/pane", 200, pane, undefined],
    ["the question for the organization", "/auth/sign-in?domain=other.example", 404, page, "DENY"],
    ["a sign-in that is over", "/auth/callback?code=x&state=y", 400, nothing, "SAMEORIGIN"],
    ["the goodbye", "/auth/signed-out", 200, nothing, "SAMEORIGIN"],
    ["the API", "/api/v1/users", 200, nothing, "SAMEORIGIN"],
    ["a refusal of the API", "/api/v1/me", 401, nothing, "SAMEORIGIN"],
    ["an API route that is not", "/api/v1/nothing", 404, nothing, "SAMEORIGIN"],
    ["a page that is not", "/nothing", 404, nothing, "SAMEORIGIN"],
    ["the API's description", "/api/openapi.json", 200, nothing, "SAMEORIGIN"],
    ["a script that is not", "/assets/nothing.js", 404, nothing, "SAMEORIGIN"],
    ["an icon", "/addin/icons/icon-32.png", 200, nothing, "SAMEORIGIN"],
    ["a style sheet", "/pages.css", 200, nothing, "SAMEORIGIN"],
    ["health", "/healthz", 200, nothing, "SAMEORIGIN"],
    ["readiness", "/readyz", 200, nothing, "SAMEORIGIN"],
  ])("%s", async (_name, path, status, policy, framing) => {
    const { headers } = await test.request().get(path).set(asOwner()).expect(status);
    expect(directives(headers["content-security-policy"]!)).toEqual(policy);
    expect(headers["x-frame-options"]).toBe(framing);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["cross-origin-resource-policy"]).toBe(
      path === "/addin/pane" ? "cross-origin" : "same-origin",
    );
    expect(headers["x-powered-by"]).toBeUndefined();
    if (path.startsWith("/api/v1")) expect(headers["cache-control"]).toBe("no-store");
  });

  it.each(["known-to-nobody", "x".repeat(500), "%00", "..%2f..%2fportal"])(
    "the page behind a link of a simulation: no script, no form, no frame (%s)",
    async (token) => {
      const { headers } = await test.request().get(`/learn/${token}`).expect(200);
      const { "style-src": style, ...rest } = directives(headers["content-security-policy"]!);
      expect(rest).toEqual({
        "default-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
      });
      expect(style).toMatch(/^'sha256-[\w+/]{43}='$/);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["referrer-policy"]).toBe("no-referrer");
      expect(headers["cache-control"]).toBe("no-store");
      expect(headers["set-cookie"]).toBeUndefined();
    },
  );

  it("a reported mail is a file to keep, never a page", async () => {
    await test
      .request()
      .post("/api/v1/reports")
      .set("Authorization", `Bearer ${await acme.tokenOf("newcomer@acme.example")}`)
      .field("subject", "Suspicious")
      .attach("message", Buffer.from("Subject: Suspicious\r\n\r\n<script>alert(1)</script>"), {
        filename: "a.html",
        contentType: "text/html",
      })
      .expect(201);
    const { body } = (await test.request().get("/api/v1/reports").set(asOwner()).expect(200)) as {
      body: { items: { id: string }[] };
    };
    const { headers } = await test
      .request()
      .get(`/api/v1/reports/${body.items[0]!.id}/message`)
      .set(asOwner())
      .expect(200);
    expect(headers["content-disposition"]).toMatch(/^attachment; filename="[\w.-]+\.eml"$/);
    expect(headers["content-type"]).toBe("message/rfc822");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(directives(headers["content-security-policy"]!)).toEqual(nothing);
  });
});

const lies: Record<string, string> = {
  Host: "evil.example",
  "X-Forwarded-Host": "evil.example",
  "X-Forwarded-Proto": "https",
  "X-Forwarded-Port": "444",
  "X-Forwarded-Prefix": "//evil.example",
  "X-Forwarded-For": "203.0.113.9",
  "X-Forwarded-Server": "evil.example",
  Forwarded: "host=evil.example;proto=https;for=203.0.113.9",
  "X-Original-URL": "/portal/evil.example",
  "X-Rewrite-URL": "/portal/evil.example",
};

describe("headers that lie about who was asked", () => {
  it.each([
    "/portal",
    "/addin/pane",
    "/learn/x",
    "/auth/signed-out",
    "/auth/sign-in?domain=other.example",
    "/auth/callback?code=x&state=y",
    "/api/openapi.json",
    "/api/v1/session",
    "/api/v1/organization",
    "/assets/nothing.js",
    "/nothing",
  ])("change nothing of the answer of %s", async (path) => {
    const told = async (headers: Record<string, string>) => {
      const answer = await test.request().get(path).set(asOwner()).set(headers);
      const id = answer.headers["x-request-id"]!;
      // The time and the request's own id differ each time, and with the id the hash of a body that names it.
      const rest = Object.entries(answer.headers).filter(
        ([name]) => !["date", "etag", "x-request-id"].includes(name),
      );
      return JSON.stringify([answer.status, rest, answer.text]).replaceAll(id, "");
    };
    const lied = await told(lies);
    expect(lied).toBe(await told({}));
    expect(lied).not.toContain("evil.example");
  });

  it("change nothing of where a sign-in comes back to, even behind a proxy that passes them on", async () => {
    const { location } = (
      await browsers.request("get", "/auth/sign-in?domain=acme.example").set(lies).expect(303)
    ).headers;
    const url = new URL(location!);
    expect(url.origin).toBe(provider);
    expect(url.searchParams.get("redirect_uri")).toBe(`${origin}/auth/callback`);
    expect(location).not.toContain("evil");
  });

  it("without a proxy to trust give nobody a cookie over plain http", async () => {
    const answer = await test.request().get("/auth/sign-in?domain=other.example").set(lies);
    expect(answer.headers["set-cookie"]).toBeUndefined();
  });

  it("come into no mail and no document", async () => {
    await test
      .request()
      .patch("/api/v1/organization")
      .set({ ...asOwner(), ...lies })
      .send({ joining: { anyoneCanJoin: true } })
      .expect(200);
    await test
      .request()
      .post("/api/v1/me/join")
      .set({ ...lies, Authorization: `Bearer ${await acme.tokenOf("joiner@acme.example")}` })
      .expect(200);
    const database = test.deps.connection.db!;
    for (const { name } of await database.listCollections().toArray())
      expect(JSON.stringify(await database.collection(name).find().toArray())).not.toMatch(
        /evil\.example|203\.0\.113\.9/,
      );
  });
});

describe("a method by another name", () => {
  const overrides = ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "_method"];
  it.each(overrides)("%s is no method", async (header) => {
    const made = await test
      .request()
      .post("/api/v1/api-tokens")
      .set(asOwner())
      .send({ name: "script" })
      .expect(201);
    const { id } = made.body as { id: string };
    for (const method of ["get", "post"] as const)
      await test
        .request()
        [method](`/api/v1/api-tokens/${id}?_method=DELETE`)
        .set({ ...asOwner(), [header]: "DELETE" })
        .send(method === "post" ? { _method: "DELETE" } : undefined)
        .expect(404);
    const { body } = (await test.request().get("/api/v1/api-tokens").set(asOwner()).expect(200)) as {
      body: { items: { id: string; revokedAt?: string }[] };
    };
    expect(body.items.find((token) => token.id === id)).not.toHaveProperty("revokedAt");
  });

  it("and methods that we do not know are refused", async () => {
    for (const method of ["TRACE", "PUT", "DELETE", "PROPFIND"])
      await test
        .request()
        .get("/api/v1/organization")
        .set(asOwner())
        .expect(200)
        .then(async () => {
          const asked = test.request().get("/api/v1/organization").set(asOwner());
          asked.method = method;
          expect([method, (await asked).status]).toEqual([method, 404]);
        });
  });
});

/** Ways to spell a place that is not ours. */
const elsewhere = [
  "//evil.example",
  "///evil.example/portal",
  "////evil.example",
  "\\\\evil.example\\portal",
  "/\\evil.example",
  "\\/evil.example/portal",
  "/\t/evil.example",
  "\t//evil.example/portal",
  "/\n/evil.example/portal",
  "https:evil.example/portal",
  "https:/evil.example/portal",
  "https://evil.example/portal",
  "https://evil.example/portal/people?query=a",
  "http://training.acme.example/portal",
  "https://training.acme.example:444/portal",
  "https://training.acme.example@evil.example/portal",
  "https://evil.example#@training.acme.example/portal",
  "https://evil.example\\@training.acme.example/portal",
  "https://training.acme.example.evil.example/portal",
  "https://trainin\u0261.acme.example/portal",
  "https://xn--trainin-61c.acme.example/portal",
  "javascript:alert(1)//portal",
  "JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "blob:https://training.acme.example/portal",
  "file:///portal",
  "http://2130706433/portal",
  "http://0177.0.0.1/portal",
  "http://0x7f.1/portal",
  "http://[::ffff:127.0.0.1]/portal",
  "http://169.254.169.254/latest/meta-data",
  "/portal/..//evil.example",
  "/portal/../..//evil.example/portal",
  "/portal/%2e%2e//evil.example",
  "/api/v1/users",
  "/auth/sign-out",
  "",
  "\u0000",
];

describe("where a sign-in leads", () => {
  it.each(elsewhere)("is the portal, when asked for %j", async (next) => {
    expect(ownPath(next, origin)).toBe("/portal");
    const { cookie, location } = await browsers.begin("acme.example", next);
    const answer = await browsers.request("get", browsers.backFrom(location, owner), cookie).expect(303);
    expect(answer.headers["location"]).toBe("/portal");
    expect(cookieOf(answer)).toBeDefined();
  });

  it.each([
    ["/portal/people?query=a%20b&copy=1", "/portal/people?query=a%20b&copy=1"],
    [`${origin}/portal/reports`, "/portal/reports"],
    ["https://TRAINING.acme.example:443/portal", "/portal"],
    ["/portal/\\evil.example", "/portal//evil.example"],
    ["/portal/%0d%0aSet-Cookie:x=1", "/portal/%0d%0aSet-Cookie:x=1"],
    ["/portal\r\nSet-Cookie: x=1", "/portalSet-Cookie:%20x=1"],
    ["https://user:secret@training.acme.example/portal", "/portal"],
  ])("is a place of our own for %j", async (next, place) => {
    const { cookie, location } = await browsers.begin("acme.example", next);
    const answer = await browsers.request("get", browsers.backFrom(location, owner), cookie).expect(303);
    expect(answer.headers["location"]).toBe(place);
    expect(new URL(answer.headers["location"]!, origin).origin).toBe(origin);
  });

  it("is the portal for a text of any length or kind", async () => {
    expect(ownPath(`/portal?${"x".repeat(2_000_000)}`, origin)).toBe("/portal");
    for (const value of [["/portal/a", "//evil.example"], { $ne: 1 }, null, 5])
      expect(ownPath(value, origin)).toBe("/portal");
    const long = await test.request().get(`/auth/sign-in?next=${"x".repeat(2_000_000)}`);
    expect([414, 431]).toContain(long.status);
    const twice = await browsers
      .request("get", "/auth/sign-in?domain=acme.example&next=/portal/a&next=//evil.example")
      .expect(303);
    const { location } = (
      await browsers
        .request("get", browsers.backFrom(twice.headers["location"]!, owner), cookieOf(twice))
        .expect(303)
    ).headers;
    expect(location).toBe("/portal");
  });

  it("is kept as it is through the question for the organization", async () => {
    const next = `/portal/people?query=a%20b&copy=1'"<`;
    const { text } = await test
      .request()
      .get(`/auth/sign-in?${new URLSearchParams({ domain: "other.example", next }).toString()}`)
      .expect(404);
    const value = /name="next" value="([^"]*)"/.exec(text)![1]!;
    expect(value.replaceAll("&amp;", "&").replaceAll("&#39;", "'")).toBe(ownPath(next, origin));
    expect(value).not.toMatch(/["<>']/);
  });

  it.each([
    "/assets//evil.example/..",
    "/assets/%5cevil.example/",
    "//evil.example/portal/..",
    "/portal//evil.example/",
    "/addin/icons//evil.example/%2e%2e",
  ])("is nowhere for the path %s", async (path) => {
    const answer = await test.request().get(path);
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers["location"]).toBeUndefined();
  });
});
