import { createHash } from "node:crypto";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import type { DomainVerdict, Organization } from "../../shared/contracts/organization.ts";
import { portalBrowsers } from "../auth/testing/portal-browser.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { startDnsServer, type DnsServer } from "./testing/dns-server.ts";

let dns: DnsServer;
let test: TestApp;
let acme: TestOrganization;
let number = 0;
beforeAll(async () => {
  dns = await startDnsServer();
  test = await startTestApp({ dnsServers: [dns.address] });
});
beforeEach(async () => {
  acme = await test.organization(`o${++number}.example`);
});
afterAll(async () => {
  await test.stop();
  await dns.stop();
});

const call = (method: "get" | "post" | "patch", path = "", of = acme) =>
  test.request()[method](`/api/v1/organization${path}`).set("Authorization", `Bearer ${of.ownerToken}`);
const change = async (body: object) => (await call("patch").send(body).expect(200)).body as Organization;
const settings = async () => (await call("get").expect(200)).body as Organization;
const check = async (name: string, of = acme) =>
  (await call("post", "/domains/check", of).send({ name }).expect(200)).body as {
    verdict: DomainVerdict;
    organization: Organization;
  };

describe("a domain", () => {
  it("is added unverified, and says which record would verify it", async () => {
    const { domains } = await change({ domains: [{ name: acme.domain }, { name: "Works.Acme.example" }] });
    const works = domains.find(({ name }) => name === "works.acme.example");
    expect(works).toMatchObject({ verified: false, proof: { host: "_firstcatch.works.acme.example" } });
    expect(works?.proof?.value).toMatch(/^firstcatch-verification=[\w-]{32}$/);
  });

  it("is verified once its record is found, and can be allowed to join then, not before", async () => {
    const allow = () => call("patch").send({ joining: { allowedDomains: [acme.domain] } });
    expect(((await allow().expect(422)).body as Problem).code).toBe("domain_not_verified");
    expect((await check(acme.domain)).verdict).toBe("missing");
    const { host, value } = (await settings()).domains[0]!.proof!;
    dns.publish(host, [value]);
    const { verdict, organization } = await check(acme.domain);
    expect(verdict).toBe("verified");
    expect(organization.domains).toEqual([{ name: acme.domain, verified: true }]);
    await allow().expect(200);
    const entries = await test.deps.audit.about(acme.id, acme.id, 10);
    expect(entries).toContainEqual(
      expect.objectContaining({
        action: "domain.verify",
        details: { changes: [{ field: "domains.verified", added: [acme.domain], removed: [] }] },
      }),
    );
  });

  it("stays verified when the record is gone, or the DNS is, since it was shown once", async () => {
    const { host, value } = (await settings()).domains[0]!.proof!;
    dns.publish(host, [value]);
    await check(acme.domain);
    dns.publish(host, []);
    expect((await check(acme.domain)).verdict).toBe("verified");
    expect((await settings()).domains).toEqual([{ name: acme.domain, verified: true }]);
  });

  it("is not verified by the record of another organization, and belongs to whoever shows it first", async () => {
    const other = await test.organization("shared.example");
    const mine = (
      await change({ domains: [{ name: acme.domain }, { name: "shared.example" }] })
    ).domains.find(({ name }) => name === "shared.example")!.proof!;
    const { organization } = await check("shared.example", other);
    const theirs = organization.domains[0]!.proof!;
    expect(theirs.value).not.toBe(mine.value);
    dns.publish(mine.host, [theirs.value]);
    expect((await check("shared.example")).verdict).toBe("different");
    expect((await check("shared.example", other)).verdict).toBe("verified");
    dns.publish(mine.host, [mine.value]);
    const late = await call("post", "/domains/check").send({ name: "shared.example" });
    expect([late.status, (late.body as Problem).code]).toEqual([400, "invalid_request"]);
  });

  it("that the organization does not list is not looked for", async () => {
    await call("post", "/domains/check").send({ name: "nobodys.example" }).expect(404);
  });

  it("that is taken away is not allowed to join any more", async () => {
    const { host, value } = (await settings()).domains[0]!.proof!;
    dns.publish(host, [value]);
    await check(acme.domain);
    await change({ joining: { allowedDomains: [acme.domain] } });
    const { joining } = await change({ domains: [{ name: "next.example" }] });
    expect(joining.allowedDomains).toEqual([]);
  });
});

describe("before its domain is verified, an organization", () => {
  it("is found by it at the sign-in, unless another one lists the domain too", async () => {
    const browsers = await portalBrowsers(test.deps);
    const status = async (domain: string) =>
      (await browsers.request("get", `/auth/sign-in?domain=${domain}`)).status;
    expect(await status(acme.domain)).toBe(303);
    expect(await status("nobodys.example")).toBe(404);
    const other = acme;
    acme = await test.organization("claims.example");
    await change({ domains: [{ name: "claims.example" }, { name: other.domain }] });
    acme = other;
    expect(await status(acme.domain)).toBe(404);
    const { host, value } = (await settings()).domains[0]!.proof!;
    dns.publish(host, [value]);
    await check(acme.domain);
    expect(await status(acme.domain)).toBe(303);
    await browsers.stop();
  });
});

describe("the sender's name", () => {
  it("stands in the mails that pass reports on; the address stays the server's", async () => {
    expect((await settings()).sender).toEqual({ name: "Firstcatch", address: "firstcatch@acme.example" });
    await change({ sender: { name: "Acme Security" } });
    await test
      .request()
      .post("/api/v1/reports")
      .set("Authorization", `Bearer ${await acme.tokenOf(`newcomer@${acme.domain}`)}`)
      .send({ subject: "Suspicious" })
      .expect(201);
    const message = await test.deps.connection
      .collection("outbox")
      .findOne({ organization: acme.id, kind: "forward" });
    const { raw } = await test.deps.renderMail(
      message as unknown as Parameters<typeof test.deps.renderMail>[0],
      test.clock.now(),
    );
    expect((await PostalMime.parse(raw)).from).toEqual({
      name: "Acme Security",
      address: "firstcatch@acme.example",
    });
    expect((await change({ sender: { name: null } })).sender.name).toBe("Firstcatch");
  });

  it("is one line", async () => {
    for (const name of ["a\r\nBcc: colleague@acme.example", "n".repeat(65)])
      await call("patch").send({ sender: { name } }).expect(400);
  });
});

describe("how long reported mails are kept", () => {
  const day = 24 * 3_600_000;

  it("is 180 days where nothing else is said, and any number of days up to ten years", async () => {
    expect((await settings()).keptDays).toBe(180);
    expect((await change({ keptDays: 30 })).keptDays).toBe(30);
    for (const keptDays of [0, -1, 1.5, 3651, "30"]) await call("patch").send({ keptDays }).expect(400);
    expect((await change({ keptDays: 180 })).keptDays).toBe(180);
    expect(await test.deps.organizations.ownKeptDays()).not.toContain(acme.id);
  });

  it("is each organization's own: the sweep deletes after its days, no sooner and no later", async () => {
    const short = acme;
    await change({ keptDays: 30 });
    acme = await test.organization("long.example");
    await change({ keptDays: 400 });
    const long = acme;
    const usual = await test.organization("usual.example");
    const raw = Buffer.from("Subject: kept\r\n\r\nwords\r\n");
    const sha256 = createHash("sha256").update(raw).digest("hex");
    const at = test.clock.now();
    for (const { id } of [short, long, usual]) {
      await test.deps.rawMails.keep(id, sha256, raw);
      await test.deps.transact((tx) => test.deps.rawMails.refer(id, sha256, at, tx));
    }
    const leftAfter = async (days: number) => {
      const now = new Date(at.getTime() + days * day + 1);
      await test.deps.rawMails.sweep(now, 180, await test.deps.organizations.ownKeptDays());
      const left = await Promise.all(
        [short, usual, long].map(({ id }) =>
          test.deps.rawMails.read(id, sha256).then(
            () => true,
            () => false,
          ),
        ),
      );
      return left;
    };
    expect(await leftAfter(29)).toEqual([true, true, true]);
    expect(await leftAfter(30)).toEqual([false, true, true]);
    expect(await leftAfter(180)).toEqual([false, false, true]);
    expect(await leftAfter(400)).toEqual([false, false, false]);
  });
});
