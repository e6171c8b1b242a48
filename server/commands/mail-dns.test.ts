import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type DnsServer, startDnsServer } from "../organization/testing/dns-server.ts";
import { productionSettings } from "../testing/release.ts";
import { outcome } from "./command.ts";
import { mailDnsCommand } from "./mail-dns-command.ts";

let dns: DnsServer;
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const published = publicKey.export({ type: "spki", format: "der" }).toString("base64");
const settings = {
  ...productionSettings("mongodb://127.0.0.1:9/none"),
  SERVICE_FROM: "firstcatch@acme.example",
  SIMULATION_DOMAIN: "train.n0rthfold.example",
  DKIM_SELECTOR: "s1",
  DKIM_PRIVATE_KEY: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
};
const run = (...args: string[]) =>
  outcome(mailDnsCommand, ["--server", dns.address, ...args], settings) as Promise<{
    code: number;
    said: string;
  }>;

beforeAll(async () => {
  dns = await startDnsServer();
});
afterAll(() => dns.stop());

it("says what is missing, domain by domain, with what to publish, and ends with 1", async () => {
  const { code, said } = await run();
  expect(code).toBe(1);
  expect(said).toMatch(/^acme\.example$/m);
  expect(said).toMatch(/^train\.n0rthfold\.example$/m);
  expect(said.match(/missing +SPF/g)).toHaveLength(2);
  expect(said).toContain(`s1._domainkey.acme.example: "v=DKIM1; k=rsa; p=${published}"`);
});

it("ends with 0 when all is published; a policy above the domain counts, and so does a key in pieces", async () => {
  for (const domain of ["acme.example", "train.n0rthfold.example"]) {
    dns.publish(domain, ["v=spf1 ip4:192.0.2.1 -all"]);
    dns.publish(`s1._domainkey.${domain}`, [`v=DKIM1; k=rsa; p=${published}`]);
  }
  dns.publish("_dmarc.acme.example", ["v=DMARC1; p=reject"]);
  dns.publish("_dmarc.n0rthfold.example", ["v=DMARC1; p=quarantine"]);
  const { code, said } = await run();
  expect(said).not.toMatch(/missing|wrong|unreachable/);
  expect(code).toBe(0);
});

it("tells a DNS that does not answer from one that says no, and a wrong option from both", async () => {
  dns.be("failing");
  expect((await run()).said).toMatch(/unreachable +SPF/);
  dns.be("well");
  expect((await run("--sever", "x")).code).toBe(2);
});
