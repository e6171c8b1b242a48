import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ReportReceipt } from "../../shared/contracts/report.ts";
import type { MailReview, ReportOutcome } from "../../shared/lifecycle.ts";
import { cookieOf, portalBrowsers, type PortalBrowsers } from "../auth/testing/portal-browser.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { becameOf } from "./reported-page.ts";

let test: TestApp;
let acme: TestOrganization;
let globex: TestOrganization;
let browsers: PortalBrowsers;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization("acme.example");
  globex = await test.organization("globex.example");
  browsers = await portalBrowsers(test.deps);
});
afterAll(async () => {
  await browsers.stop();
  await test.stop();
});

/** Somebody's directory account, and what they do with it. */
function someone(organization = acme) {
  const oid = randomUUID();
  const address = `someone-${oid.slice(0, 8)}@${organization.domain}`;
  return {
    address,
    directory: `${organization.tid}:${oid}`,
    async report(subject: string): Promise<string> {
      const token = await organization.tokenOf(address, { oid });
      const answer = await test
        .request()
        .post("/api/v1/reports")
        .set("Authorization", `Bearer ${token}`)
        .send({ subject })
        .expect(201);
      return (answer.body as ReportReceipt).receipt;
    },
    /** Signs in on the way to this page; answers the cookie. */
    async signIn(next: string): Promise<string> {
      const { cookie, location } = await browsers.begin(organization.domain, next);
      const back = browsers.backFrom(location, { tid: organization.tid, oid, preferred_username: address });
      const answer = await browsers.request("get", back, cookie).expect(303);
      expect(answer.headers["location"]).toBe(next);
      return cookieOf(answer) ?? "";
    },
  };
}
const page = (receipt: string, cookie?: string) =>
  browsers.request("get", `/reported/${receipt}`, cookie).set("Accept-Language", "en");
const judge = async (receipt: string, verdict: string | null) => {
  const as = { Authorization: `Bearer ${acme.ownerToken}` };
  const found = await test.deps.reports.findByReceipt(acme.id, receipt);
  await test
    .request()
    .patch(`/api/v1/reports/${found!._id}`)
    .set({ ...as, "If-Match": `"${String(found!.version ?? 1)}"` })
    .send({ verdict })
    .expect(200);
};

describe("what became of a report", () => {
  it("is told to whoever reported it, once they are signed in, as the verdict changes", async () => {
    const person = someone();
    const receipt = await person.report("Parcel <b>held</b>");
    const asked = await page(receipt).expect(401);
    expect(asked.text).toContain("Sign in");
    expect(asked.text).not.toContain("Parcel");
    const cookie = await person.signIn(`/reported/${receipt}`);
    const open = await page(receipt, cookie).expect(200);
    expect(open.text).toContain("The security team has it");
    expect(open.text).toContain("Parcel &lt;b&gt;held&lt;/b&gt;");
    expect(open.text).toContain(receipt);
    expect(open.headers).toMatchObject({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
    for (const [verdict, words] of [
      ["phish", "It was phishing"],
      ["unwanted", "Unwanted, but not dangerous"],
      ["harmless", "It was harmless"],
      [null, "The security team has it"],
    ] as const) {
      await judge(receipt, verdict);
      expect((await page(receipt, cookie).expect(200)).text).toContain(`<h1>${words}`);
    }
    expect((await page(receipt.toLowerCase(), cookie).expect(200)).text).toContain(receipt);
    const dutch = await page(receipt, cookie).set("Accept-Language", "nl").expect(200);
    expect(dutch.text).toContain("Het securityteam heeft hem");
  });

  it("is told to nobody else: a colleague, another organization, a receipt that nobody has, all alike", async () => {
    const person = someone();
    const receipt = await person.report("Mine");
    const colleague = await someone().signIn(`/reported/${receipt}`);
    const stranger = await someone(globex).signIn(`/reported/${receipt}`);
    for (const cookie of [colleague, stranger])
      for (const path of [receipt, "R-0000-0000", "R-ILOU-0000", "x".repeat(3000), "%00"]) {
        const none = await page(path, cookie).expect(404);
        expect(none.text).toContain("There is no such report of yours");
        expect(none.text).not.toContain("Mine");
      }
    await page(receipt, "__Host-fc=forged").expect(401);
  });

  it("opens nothing else: no portal, no API", async () => {
    const person = someone();
    const receipt = await person.report("Only this");
    const cookie = await person.signIn(`/reported/${receipt}`);
    for (const path of ["/api/v1/session", "/api/v1/reports", "/api/v1/users", "/api/v1/me"])
      await browsers.request("get", path, cookie).set("X-Firstcatch", "1").expect(401);
  });

  it("leaves an admin signed in to the portal, who sees their own reports and not those of others here", async () => {
    const oid = randomUUID();
    await test.deps.users.collection.updateOne(
      { organization: acme.id, _id: acme.ownerId },
      { $set: { directory: `${acme.tid}:${oid}` } },
    );
    const owner = { tid: acme.tid, oid, preferred_username: "owner@acme.example" };
    const cookie = await browsers.signIn("acme.example", owner);
    const theirs = await someone().report("Theirs");
    await page(theirs, cookie).expect(404);
    const own = await test
      .request()
      .post("/api/v1/reports")
      .set("Authorization", `Bearer ${await acme.tokenOf("owner@acme.example", { oid })}`)
      .send({ subject: "Own" })
      .expect(201);
    await page((own.body as ReportReceipt).receipt, cookie).expect(200);
    const asked = await browsers
      .request("get", `/auth/sign-in?domain=acme.example&next=/reported/${theirs}`, cookie)
      .expect(303);
    const back = browsers.backFrom(asked.headers["location"] ?? "", owner);
    await browsers.request("get", back, cookie).expect(303);
    await browsers.request("get", "/api/v1/session", cookie).set("X-Firstcatch", "1").expect(200);
  });

  it("ends for somebody who is removed, and the session of somebody who is erased is gone", async () => {
    const person = someone();
    const user = await test.deps.users.insert(
      {
        organization: acme.id,
        email: person.address,
        firstName: "A",
        lastName: "B",
        directory: person.directory,
      },
      test.clock.now(),
    );
    const receipt = await person.report("Before leaving");
    const cookie = await person.signIn(`/reported/${receipt}`);
    await page(receipt, cookie).expect(200);
    const act = (action: string) =>
      test
        .request()
        .post("/api/v1/users/actions")
        .set("Authorization", `Bearer ${acme.ownerToken}`)
        .send({ action, users: { ids: [user._id] } })
        .expect(200);
    await act("remove");
    await page(receipt, cookie).expect(401);
    const sessions = test.deps.connection.collection("sessions");
    const theirs = { "session.reporter.directory": person.directory };
    expect(await sessions.countDocuments(theirs)).toBe(1);
    await act("purge");
    await test.deps.purge.run();
    expect(await sessions.countDocuments(theirs)).toBe(0);
  });

  it.each<[ReportOutcome, MailReview | undefined, string]>([
    ["threat", undefined, "open"],
    ["threat", "phish", "phish"],
    ["simulation", undefined, "caught"],
    ["welcomeSimulation", undefined, "caught"],
    ["simulation", "open", "open"],
    ["simulation", "phish", "phish"],
    ["colleaguesSimulation", undefined, "colleague"],
    ["ourOwnMail", undefined, "own"],
    ["ourOwnMail", "harmless", "harmless"],
  ])("of %s with the verdict %s is %s", (outcome, review, became) => {
    expect(becameOf({ outcome, ...(review && { review }) })).toBe(became);
  });
});
