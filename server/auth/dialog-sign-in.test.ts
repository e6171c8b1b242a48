import { createHash, randomBytes } from "node:crypto";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLog } from "../http/request-log.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { codeLife, createSignInCodes } from "./sign-in-codes.ts";
import { cookieOf, portalBrowsers, type PortalBrowsers } from "./testing/portal-browser.ts";

const lines: string[] = [];
let test: TestApp;
let acme: TestOrganization;
let globex: TestOrganization;
let browsers: PortalBrowsers;

beforeAll(async () => {
  const log = createLog("trace", { write: (line: string) => void lines.push(line) });
  test = await startTestApp({ log });
  acme = await test.organization("acme.example");
  globex = await test.organization("globex.example");
  browsers = await portalBrowsers(test.deps);
});
afterAll(async () => {
  await browsers.stop();
  await test.stop();
});

const newVerifier = () => randomBytes(32).toString("base64url");
const challengeOf = (verifier: string) => createHash("sha256").update(verifier).digest("base64url");
/** Of the window's last address, what only the window sees. */
const toldBy = (answer: { headers: Record<string, string> }) => {
  const url = new URL(answer.headers["location"] ?? "", "https://training.acme.example");
  expect([url.origin, url.pathname]).toEqual(["https://training.acme.example", "/addin/signed-in"]);
  return Object.fromEntries(new URLSearchParams(url.hash.slice(1)));
};

async function begin(verifier: string, more: Record<string, string> = {}) {
  const query = new URLSearchParams({
    challenge: challengeOf(verifier),
    email: "newcomer@acme.example",
    ...more,
  });
  const answer = await browsers.request("get", `/auth/dialog?${query.toString()}`).expect(303);
  return { cookie: cookieOf(answer) ?? "", location: answer.headers["location"] ?? "", answer };
}
const personOf = async (organization: TestOrganization, address: string) => {
  const accessToken = await organization.tokenOf(address);
  const { tid, oid } = decodeJwt(accessToken) as { tid: string; oid: string };
  return { tid, oid, preferred_username: address, accessToken };
};
async function codeFor(verifier: string): Promise<string> {
  const { cookie, location } = await begin(verifier);
  const person = await personOf(acme, "newcomer@acme.example");
  const back = await browsers.request("get", browsers.backFrom(location, person), cookie).expect(303);
  return toldBy(back)["code"] ?? "";
}
const redeem = (body: object) => browsers.request("post", "/api/v1/sign-in").send(body);

describe("signing in to the add-in by a window", () => {
  it("asks the company's provider for our own scope, and gives the pane a token that the API takes", async () => {
    const verifier = newVerifier();
    const { location } = await begin(verifier, { choose: "1" });
    const asked = new URL(location).searchParams;
    expect(location).toContain(acme.tid);
    expect(asked.get("scope")).toContain("/access_as_user");
    expect(asked.get("login_hint")).toBe("newcomer@acme.example");
    expect(asked.get("prompt")).toBe("select_account");
    expect(asked.get("code_challenge_method")).toBe("S256");

    const signedIn = await redeem({ code: await codeFor(verifier), verifier }).expect(200);
    expect(signedIn.headers["cache-control"]).toBe("no-store");
    const { accessToken, ...rest } = signedIn.body as { accessToken: string };
    expect(rest).toMatchObject({ tid: acme.tid, address: "newcomer@acme.example", expiresIn: 300 });
    await test.request().get("/api/v1/me").set("Authorization", `Bearer ${accessToken}`).expect(200);
  });

  it("takes a code once", async () => {
    const verifier = newVerifier();
    const code = await codeFor(verifier);
    const answers = await Promise.all([1, 2, 3].map(() => redeem({ code, verifier })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
  });

  it("uses a code up at the wrong verifier, and tells no more than of an unknown one", async () => {
    const verifier = newVerifier();
    const code = await codeFor(verifier);
    const wrong = await redeem({ code, verifier: newVerifier() }).expect(401);
    const late = await redeem({ code, verifier }).expect(401);
    const unknown = await redeem({ code: newVerifier(), verifier }).expect(401);
    const bare = ({ body }: { body: object }) => ({ ...body, requestId: "" });
    expect(bare(wrong)).toEqual(bare(unknown));
    expect(bare(late)).toEqual(bare(unknown));
  });

  it("takes no code after its life, and keeps nothing that opens a token", async () => {
    let now = Date.now();
    const codes = createSignInCodes(test.deps.connection, () => now);
    const verifier = newVerifier();
    const value = { accessToken: "a-token-of-acme", expiresIn: 60, tid: "t", oid: "o", address: "" };
    const [first, second] = [
      await codes.make(challengeOf(verifier), value),
      await codes.make(challengeOf(verifier), value),
    ];
    const stored = await test.deps.connection.collection("sign_in_codes").find().toArray();
    expect(stored.length).toBeGreaterThan(1);
    expect(JSON.stringify(stored)).not.toContain(first);
    const sealed = stored.map(({ sealed }) => Buffer.from((sealed as { buffer: Uint8Array }).buffer));
    expect(Buffer.concat(sealed).toString("latin1")).not.toContain("a-token-of-acme");
    now += codeLife - 1;
    expect(await codes.take(first, verifier)).toEqual(value);
    now += 1;
    expect(await codes.take(second, verifier)).toBeNull();
  });

  it("ends in the browser in which it began, and there once", async () => {
    const { cookie, location } = await begin(newVerifier());
    const person = await personOf(acme, "newcomer@acme.example");
    const stranger = await begin(newVerifier());
    // Another browser's state, no browser at all, and the right one after it was used.
    const elsewhere = browsers.backFrom(location, person);
    expect(toldBy(await browsers.request("get", elsewhere, stranger.cookie))).toEqual({ problem: "broken" });
    expect(toldBy(await browsers.request("get", elsewhere))).toEqual({ problem: "expired" });
    const back = browsers.backFrom(location, person);
    expect(toldBy(await browsers.request("get", back, cookie))).toHaveProperty("code");
    expect(toldBy(await browsers.request("get", back, cookie))).toEqual({ problem: "expired" });
  });

  it("says which refusal it was", async () => {
    for (const [error, problem] of [
      ["access_denied", "denied"],
      ["interaction_required", "needed"],
      ["server_error", "broken"],
    ]) {
      const { cookie, location } = await begin(newVerifier());
      const state = new URL(location).searchParams.get("state") ?? "";
      const query = new URLSearchParams({ error: error ?? "", state }).toString();
      const answer = await browsers.request("get", `/auth/dialog/callback?${query}`, cookie);
      expect(toldBy(answer)).toEqual({ problem });
    }
  });

  it("gives nobody of another company a code, whatever their provider says", async () => {
    const theirs = await personOf(globex, "someone@globex.example");
    const ours = await personOf(acme, "newcomer@acme.example");
    for (const person of [
      theirs,
      { ...ours, accessToken: theirs.accessToken },
      { ...theirs, accessToken: ours.accessToken },
      { ...ours, oid: theirs.oid },
    ]) {
      const { cookie, location } = await begin(newVerifier());
      const back = await browsers.request("get", browsers.backFrom(location, person), cookie);
      expect(toldBy(back)).toEqual({ problem: "account" });
    }
  });

  it("gives no code for a token that the API would refuse", async () => {
    const accessToken = await acme.tokenOf("newcomer@acme.example", { azp: "another application" });
    const { cookie, location } = await begin(newVerifier());
    const person = { ...(await personOf(acme, "newcomer@acme.example")), accessToken };
    const back = await browsers.request("get", browsers.backFrom(location, person), cookie);
    expect(toldBy(back)).toEqual({ problem: "broken" });
  });

  it("sends nobody of an unknown company anywhere, and nobody to an address from outside", async () => {
    const { answer } = await begin(newVerifier(), {
      email: "x@nowhere.example",
      _host_Info: "https://evil.example",
    });
    expect(toldBy(answer)).toEqual({ problem: "unknown" });
    expect(answer.headers["location"]).not.toContain("evil");
    const { location } = await begin(newVerifier(), {
      redirect_uri: "https://evil.example",
      next: "//evil.example",
    });
    expect(location).not.toContain("evil");
    await browsers.request("get", "/auth/dialog?challenge=short").expect(400);
    await browsers.request("get", "/auth/dialog").expect(400);
  });

  it("lets office.js find its host again, which the way through the provider loses", async () => {
    const known = "Outlook$Web$16.01$en-US$3c1f$isDialog$$0";
    const { cookie, location, answer } = await begin(newVerifier(), { _host_Info: known });
    expect(answer.headers).not.toHaveProperty("cross-origin-opener-policy");
    const person = await personOf(acme, "newcomer@acme.example");
    const back = await browsers.request("get", browsers.backFrom(location, person), cookie);
    const at = new URL(back.headers["location"] ?? "", "https://training.acme.example");
    expect(at.searchParams.get("_host_Info")).toBe(known);
    expect(back.headers).not.toHaveProperty("cross-origin-opener-policy");
  });

  it("leaves no session behind, and one of the portal as it is", async () => {
    const before = await test.deps.connection.collection("sessions").countDocuments();
    const { cookie, location } = await begin(newVerifier());
    const person = await personOf(acme, "newcomer@acme.example");
    await browsers.request("get", browsers.backFrom(location, person), cookie);
    expect(await test.deps.connection.collection("sessions").countDocuments()).toBe(before);

    const owner = { tid: acme.tid, oid: "55555555-5555-4555-8555-555555555555" };
    const portal = await browsers.signIn("acme.example", {
      ...owner,
      preferred_username: "owner@acme.example",
    });
    const query = new URLSearchParams({ challenge: challengeOf(newVerifier()), email: "a@acme.example" });
    const begun = await browsers.request("get", `/auth/dialog?${query.toString()}`, portal).expect(303);
    await browsers.request("get", browsers.backFrom(begun.headers["location"] ?? "", person), portal);
    await browsers.request("get", "/api/v1/session", portal).expect(200);
  });

  it("is limited for one address, and the window says so", async () => {
    await test.deps.connection.collection("client_counts").updateMany({}, { $set: { count: 1_000_000 } });
    const { answer } = await begin(newVerifier());
    expect(toldBy(answer)).toEqual({ problem: "tooOften" });
    const refused = await redeem({ code: newVerifier(), verifier: newVerifier() }).expect(503);
    expect(refused.headers["retry-after"]).toMatch(/^\d+$/);
    await test.deps.connection.collection("client_counts").deleteMany({});
  });

  it("writes nobody's address and no code into the log", async () => {
    const verifier = newVerifier();
    const code = await codeFor(verifier);
    const { accessToken } = (await redeem({ code, verifier }).expect(200)).body as { accessToken: string };
    await redeem({ code, verifier }).expect(401);
    const log = lines.join("");
    expect(log).toContain("/auth/dialog/callback");
    for (const secret of [code, verifier, challengeOf(verifier), accessToken])
      expect(log).not.toContain(secret);
    expect(log).not.toContain("@acme.example");
  });
});
