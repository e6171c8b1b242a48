import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDomainProof } from "./domain-proof.ts";
import { startDnsServer, type DnsServer } from "./testing/dns-server.ts";

let dns: DnsServer;
beforeAll(async () => {
  dns = await startDnsServer();
});
beforeEach(() => dns.be("well"));
afterAll(() => dns.stop());

const proof = () => createDomainProof({ secret: "a secret for tests", servers: [dns.address] });

describe("a domain is shown to be the organization's", () => {
  it("by the TXT record that was made for it, among others and in pieces", async () => {
    const { host, value } = proof().record("org-1", "acme.example");
    expect(host).toBe("_firstcatch.acme.example");
    dns.publish(host, ["v=spf1 -all", value, "x".repeat(300)]);
    expect(await proof().check("org-1", "acme.example")).toBe("verified");
  });

  it("not by the record of another organization or another domain", async () => {
    const other = proof().record("org-2", "acme.example").value;
    const otherDomain = proof().record("org-1", "other.example").value;
    dns.publish("_firstcatch.acme.example", [other, otherDomain]);
    expect(await proof().check("org-1", "acme.example")).toBe("different");
  });

  it("not by what another server's secret would make", async () => {
    const { host } = proof().record("org-1", "acme.example");
    dns.publish(host, [createDomainProof({ secret: "another" }).record("org-1", "acme.example").value]);
    expect(await proof().check("org-1", "acme.example")).toBe("different");
  });

  it("not while there is no record, or only records of others", async () => {
    expect(await proof().check("org-1", "nothing.example")).toBe("missing");
    dns.publish("_firstcatch.empty.example", []);
    expect(await proof().check("org-1", "empty.example")).toBe("missing");
    dns.publish("_firstcatch.spf.example", ["v=spf1 -all"]);
    expect(await proof().check("org-1", "spf.example")).toBe("missing");
  });

  it("not while the DNS fails or says nothing, which is no verdict about the record", async () => {
    const { host, value } = proof().record("org-1", "acme.example");
    dns.publish(host, [value]);
    dns.be("failing");
    expect(await proof().check("org-1", "acme.example")).toBe("unreachable");
    dns.be("silent");
    expect(await proof().check("org-1", "acme.example")).toBe("unreachable");
  });
});
