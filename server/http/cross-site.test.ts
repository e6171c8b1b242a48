import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import { endpoints } from "../../shared/contracts/index.ts";
import {
  cookieOf,
  portalBrowsers,
  setCookieOf,
  type Person,
  type PortalBrowsers,
} from "../auth/testing/portal-browser.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let test: TestApp;
let acme: TestOrganization;
let browsers: PortalBrowsers;
let owner: Person;
let cookie: string;

beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  browsers = await portalBrowsers(test.deps);
  owner = { tid: acme.tid, oid: randomUUID(), preferred_username: "owner@acme.example" };
  cookie = await browsers.signIn("acme.example", owner);
});
afterAll(async () => {
  await browsers.stop();
  await test.stop();
});

const collection = (name: string) => test.deps.connection.db!.collection<{ _id: string }>(name);
const idOf = (value: string) => /=s%3A([^.]+)\./.exec(value)![1]!;
const sessions = () => collection("sessions").countDocuments();

async function everything(): Promise<string> {
  const all: Record<string, unknown> = {};
  for (const { name } of await test.deps.connection.db!.listCollections().toArray())
    if (name !== "sessions") all[name] = await collection(name).find().sort({ _id: 1 }).toArray();
  return JSON.stringify(all);
}

const bodies: Record<string, object> = {
  UpdateOrganization: { joining: { anyoneCanJoin: true } },
  UpdateUser: { firstName: "Stranger" },
  MergeUsers: { other: "stranger" },
  UndoMerge: {},
  CreateUser: { email: "stranger@acme.example" },
  CreateCompany: { name: "Strangers" },
  UpdateCompany: { name: "Strangers" },
  CreateDepartment: { name: "Strangers" },
  UpdateDepartment: { name: "Strangers" },
  CreateFunction: { name: "Strangers" },
  UpdateFunction: { name: "Strangers" },
  CreateCostCentre: { name: "Strangers" },
  UpdateCostCentre: { name: "Strangers" },
  CreateGroup: { name: "Strangers" },
  UpdateGroup: { name: "Strangers" },
  CreateApiToken: { name: "stranger" },
  ActOnStuckMails: { action: "resend", all: true },
};
const unsafe = Object.entries(endpoints)
  .map(([name, endpoint]) => ({ name, ...endpoint, method: endpoint.method }))
  .filter(({ method, caller }) => method !== "get" && caller === "admin");

describe("a foreign page in an admin's browser", () => {
  const foreign: [string, Record<string, string>][] = [
    ["of another site", { "Sec-Fetch-Site": "cross-site", "X-Firstcatch": "1" }],
    ["of another host of our site", { "Sec-Fetch-Site": "same-site", "X-Firstcatch": "1" }],
    ["opened by the person", { "Sec-Fetch-Site": "none", "X-Firstcatch": "1" }],
    ["with a word of its own", { "Sec-Fetch-Site": "SAME-ORIGIN", "X-Firstcatch": "1" }],
    ["without our header", {}],
    ["without our header, as a browser of today", { "Sec-Fetch-Site": "same-origin" }],
    ["as a form", { "Sec-Fetch-Site": "cross-site", "Content-Type": "application/x-www-form-urlencoded" }],
    ["as a form of plain text", { "Content-Type": "text/plain" }],
    ["with a bad bearer beside the cookie", { "Sec-Fetch-Site": "cross-site", Authorization: "Bearer " }],
  ];

  it.each(unsafe)("causes nothing by $name", async ({ name, method, path }) => {
    const before = await everything();
    const verdicts = [];
    for (const [how, headers] of foreign) {
      const answer = await browsers
        .request(method as "post", path.replace(":id", randomUUID()), cookie)
        .set(headers)
        .send(headers["Content-Type"] ? "name=Strangers" : bodies[name]);
      verdicts.push([how, answer.status, (answer.body as Problem).code]);
    }
    expect(verdicts).toEqual(foreign.map(([how]) => [how, 403, "cross_site"]));
    expect(await everything()).toBe(before);
  });

  it("signs nobody out", async () => {
    for (const site of ["cross-site", "same-site", "none"])
      await browsers.request("post", "/auth/sign-out", cookie).set("Sec-Fetch-Site", site).expect(403);
    await browsers.request("get", "/api/v1/session", cookie).expect(200);
  });

  it("reads nothing: no answer names another origin as welcome", async () => {
    for (const method of ["get", "options"] as const) {
      const answer = await browsers
        .request(method as "get", "/api/v1/users", cookie)
        .set({ Origin: "https://evil.example", "Access-Control-Request-Method": "PATCH" });
      expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
      expect(answer.headers["cross-origin-resource-policy"]).toBe("same-origin");
    }
  });

  it("while our own page may", async () => {
    await browsers
      .request("patch", "/api/v1/organization", cookie)
      .set({ "Sec-Fetch-Site": "same-origin", "X-Firstcatch": "1" })
      .send({ joining: { contact: "it-help@acme.example" } })
      .expect(200);
  });
});

describe("a session", () => {
  it("lies in a cookie of this host alone, over https alone, out of reach of scripts", async () => {
    const { cookie: begun, location } = await browsers.begin("acme.example");
    const answer = await browsers.request("get", browsers.backFrom(location, owner), begun).expect(303);
    const line = setCookieOf(answer)!;
    const [, ...flags] = line.split("; ");
    expect(line).toMatch(/^__Host-fc=s%3A[\w-]{32}\.[\w%]+;/);
    expect(flags.filter((flag) => !/^(Expires|Max-Age)=/.test(flag)).sort()).toEqual(
      ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"].sort(),
    );
    await browsers.request("get", "/api/v1/session", cookieOf(answer)).expect(200);
    await test
      .request()
      .get("/auth/sign-in?domain=acme.example")
      .expect(({ headers }) => {
        expect(headers["set-cookie"]).toBeUndefined();
      });
  });

  it("has another id after the sign-in than before, and the old one is worth nothing", async () => {
    const { cookie: begun, location } = await browsers.begin("acme.example");
    const answer = await browsers.request("get", browsers.backFrom(location, owner), begun).expect(303);
    const after = cookieOf(answer)!;
    expect(idOf(after)).not.toBe(idOf(begun));
    expect(await collection("sessions").findOne({ _id: idOf(begun) })).toBeNull();
    await browsers.request("get", "/api/v1/session", begun).expect(401);
  });

  it("is never one that somebody else chose", async () => {
    const chosen = "__Host-fc=s%3Achosen.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    const answer = await browsers.request("get", "/auth/sign-in?domain=acme.example", chosen).expect(303);
    expect(idOf(cookieOf(answer)!)).not.toBe("chosen");
  });

  it("begins in the browser that asked, once for each answer of the provider", async () => {
    const mine = await browsers.begin("acme.example");
    const theirs = await browsers.begin("acme.example");
    const back = browsers.backFrom(mine.location, owner);
    const before = await sessions();
    await browsers.request("get", back).expect(400);
    await browsers.request("get", back, theirs.cookie).expect(400);
    await browsers.request("get", back, mine.cookie).expect(303);
    await browsers.request("get", back, mine.cookie).expect(400);
    await browsers.request("get", back, cookie).expect(400);
    expect(await sessions()).toBeLessThanOrEqual(before);
    const again = await browsers.begin("acme.example");
    const usedCode = new URL(back, "https://x.example").searchParams.get("code")!;
    const state = new URL(again.location).searchParams.get("state")!;
    await browsers.request("get", `/auth/callback?code=${usedCode}&state=${state}`, again.cookie).expect(400);
  });

  it.each<[string, Partial<Record<string, unknown>>, number]>([
    ["of another tenant", { tid: randomUUID() }, 400],
    ["without a directory id", { oid: undefined }, 400],
    ["of another sign-in (nonce)", { nonce: "another" }, 400],
    ["without an address of ours", { oid: randomUUID(), preferred_username: "stranger@acme.example" }, 403],
    ["with the owner's address and another directory id", { oid: randomUUID() }, 403],
    ["with an address that is none", { oid: randomUUID(), preferred_username: "a\r\nb" }, 403],
  ])("is not given to a person %s", async (_name, changes, status) => {
    const { cookie: begun, location } = await browsers.begin("acme.example");
    const back = browsers.backFrom(location, { ...owner, ...changes });
    const answer = await browsers.request("get", back, begun).expect(status);
    await browsers.request("get", "/api/v1/session", cookieOf(answer) ?? begun).expect(401);
  });

  it("ends in the store at sign-out", async () => {
    const mine = await browsers.signIn("acme.example", owner);
    await browsers
      .request("post", "/auth/sign-out", mine)
      .set("Sec-Fetch-Site", "same-origin")
      .expect(303)
      .expect("location", "/auth/signed-out");
    expect(await collection("sessions").findOne({ _id: idOf(mine) })).toBeNull();
    await browsers.request("get", "/api/v1/session", mine).expect(401);
  });

  it("ends after twelve hours, however busy it was", async () => {
    const mine = await browsers.signIn("acme.example", owner);
    await browsers.request("get", "/api/v1/session", mine).expect(200);
    await collection("sessions").updateOne(
      { _id: idOf(mine) },
      { $set: { "session.admin.signedInAt": Date.now() - 12 * 3_600_000 - 1000 } },
    );
    await browsers.request("get", "/api/v1/session", mine).expect(401);
    expect(await collection("sessions").findOne({ _id: idOf(mine) })).toBeNull();
  });

  it("ends after half an hour without a request", async () => {
    const mine = await browsers.signIn("acme.example", owner);
    const stored = await collection("sessions").findOne<{ expires: Date }>({ _id: idOf(mine) });
    const left = stored!.expires.getTime() - Date.now();
    expect(left).toBeGreaterThan(29 * 60_000);
    expect(left).toBeLessThanOrEqual(30 * 60_000);
    await collection("sessions").updateOne({ _id: idOf(mine) }, { $set: { expires: new Date() } });
    await browsers.request("get", "/api/v1/session", mine).expect(401);
  });

  it("is worth nothing with a changed cookie", async () => {
    const [name, value] = cookie.split("=") as [string, string];
    const other = value.endsWith("A") ? "B" : "A";
    for (const changed of [
      value.slice(0, -1),
      `${value.slice(0, -1)}${other}${other}`,
      value.replace(/\..*/, ""),
      idOf(cookie),
      value.toLowerCase(),
    ])
      await browsers.request("get", "/api/v1/session", `${name}=${changed}`).expect(401);
  });
});

describe("a sign-in under way", () => {
  const stored = (of: string) => collection("sessions").findOne<{ expires: Date }>({ _id: idOf(of) });

  it("is kept for ten minutes, and for half an hour once it is done", async () => {
    const { cookie: begun, location } = await browsers.begin("acme.example");
    const left = (await stored(begun))!.expires.getTime() - Date.now();
    expect(left).toBeGreaterThan(9 * 60_000);
    expect(left).toBeLessThanOrEqual(10 * 60_000);
    const answer = await browsers.request("get", browsers.backFrom(location, owner), begun).expect(303);
    const after = (await stored(cookieOf(answer)!))!.expires.getTime() - Date.now();
    expect(after).toBeGreaterThan(29 * 60_000);
  });

  it("is over after ten minutes, however often its browser came by", async () => {
    const { cookie: begun, location } = await browsers.begin("acme.example");
    await collection("sessions").updateOne(
      { _id: idOf(begun) },
      { $inc: { "session.signIn.startedAt": -(10 * 60_000 + 1000) } },
    );
    await browsers.request("get", "/auth/signed-out", begun).expect(200);
    await browsers.request("get", browsers.backFrom(location, owner), begun).expect(400);
    expect(await stored(begun)).toBeNull();
  });

  it("leaves nothing behind when it comes to nothing", async () => {
    const stranger = { ...owner, oid: randomUUID() };
    const before = await sessions();
    for (const person of [stranger, { ...owner, tid: randomUUID() }]) {
      const { cookie: begun, location } = await browsers.begin("acme.example");
      await browsers.request("get", browsers.backFrom(location, person), begun);
    }
    await browsers.request("get", "/auth/callback?code=x&state=y");
    expect(await sessions()).toBe(before);
  });

  it("does not end the session of an admin who tries again in vain", async () => {
    const mine = await browsers.signIn("acme.example", owner);
    const answer = await browsers.request("get", "/auth/sign-in?domain=acme.example", mine).expect(303);
    const back = browsers.backFrom(answer.headers["location"]!, { ...owner, tid: randomUUID() });
    await browsers.request("get", back, mine).expect(400);
    await browsers.request("get", "/api/v1/session", mine).expect(200);
    const left = (await stored(mine))!.expires.getTime() - Date.now();
    expect(left).toBeGreaterThan(29 * 60_000);
  });
});

describe("starting to sign in again and again", () => {
  const starts = 130;
  const start = (chain: string, headers: Record<string, string> = {}) =>
    browsers
      .request("get", "/auth/sign-in?domain=acme.example&next=/portal/people")
      .set({ "X-Forwarded-For": chain, ...headers });

  it("stores a hundred sessions at most for one client, whatever it says of where it comes from", async () => {
    const before = await sessions();
    const statuses: number[] = [];
    for (let n = 0; n < starts; n += 10)
      statuses.push(
        ...(await Promise.all(
          Array.from({ length: 10 }, async (_, k) => (await start(`192.0.2.${n + k}, 203.0.113.7`)).status),
        )),
      );
    expect(statuses.filter((status) => status === 303)).toHaveLength(100);
    expect(statuses.filter((status) => status === 429)).toHaveLength(starts - 100);
    expect(await sessions()).toBe(before + 100);
  });

  it.each([
    ["en", "Too many sign-ins", /try again in (a|\d+) minute/],
    ["nl,en;q=0.8", "Te veel aanmeldingen", /over (een|\d+) minu/],
  ])("tells a person in %s when they may go on, and sets no cookie", async (languages, title, when) => {
    const answer = await start("203.0.113.7", { "Accept-Language": languages }).expect(429);
    const wait = Number(answer.headers["retry-after"]);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(600);
    expect(answer.headers["content-type"]).toContain("text/html");
    expect(answer.text).toContain(`<html lang="${languages.slice(0, 2)}">`);
    expect(answer.text).toContain(title);
    expect(answer.text).toMatch(when);
    expect(answer.text).toContain('href="/auth/sign-in?next=%2Fportal%2Fpeople"');
    expect(setCookieOf(answer)).toBeUndefined();
  });

  it("keeps nobody else from signing in, nor anybody from going on where they are signed in", async () => {
    await start("203.0.113.8").expect(303);
    await browsers
      .request("get", "/api/v1/session", cookie)
      .set("X-Forwarded-For", "203.0.113.7")
      .expect(200);
  });
});

describe("rights of yesterday", () => {
  let person: Person;
  let mine: string;
  const user = async () =>
    (await test.deps.users.findPerson(acme.id, `${acme.tid}:${person.oid}`, person.preferred_username))!;
  beforeEach(async () => {
    person = { tid: acme.tid, oid: randomUUID(), preferred_username: `${randomUUID()}@acme.example` };
    await test.deps.users.insert(
      { organization: acme.id, email: person.preferred_username, firstName: "", lastName: "", role: "admin" },
      test.clock.now(),
    );
    mine = await browsers.signIn("acme.example", person);
    await browsers.request("get", "/api/v1/organization", mine).expect(200);
  });

  it.each<[string, object, number]>([
    ["whose role was taken", { role: undefined }, 401],
    ["who was removed", { removedAt: new Date() }, 401],
    ["who was deactivated", { active: false }, 401],
    ["who is a manager now", { role: "manager" }, 403],
  ])("an admin %s is refused at the next request", async (_name, changes, status) => {
    await test.deps.users.update(await user(), changes, test.clock.now());
    await browsers.request("get", "/api/v1/organization", mine).expect(status);
    await browsers
      .request("post", "/api/v1/groups", mine)
      .set({ "Sec-Fetch-Site": "same-origin", "X-Firstcatch": "1" })
      .send({ name: "Mine" })
      .expect(status);
  });
});
