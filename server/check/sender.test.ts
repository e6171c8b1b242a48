import { afterAll, beforeAll, expect, it } from "vitest";
import { GetSenderDns, type SenderDns } from "../../shared/contracts/check.ts";
import { type DnsServer, startDnsServer } from "../organization/testing/dns-server.ts";
import { startTestApp, type TestApp } from "../test/test-app.ts";

let dns: DnsServer;
beforeAll(async () => {
  dns = await startDnsServer();
});
afterAll(() => dns.stop());

async function ask(test: TestApp): Promise<SenderDns> {
  const { ownerToken } = await test.organization();
  const answer = await test
    .request()
    .get(GetSenderDns.path)
    .set("Authorization", `Bearer ${ownerToken}`)
    .expect(200);
  return answer.body as SenderDns;
}

it("says of each sending domain what stands in DNS, and what to publish where something is missing", async () => {
  dns.publish("acme.example", ["v=spf1 ip4:192.0.2.1 ?all"]);
  dns.publish("_dmarc.acme.example", ["v=DMARC1; p=none"]);
  const test = await startTestApp({ dnsServers: [dns.address] });
  const { asked, signed, domains } = await ask(test);
  expect([asked, signed]).toEqual([true, false]);
  expect(domains).toEqual([
    {
      domain: "acme.example",
      found: [
        { what: "SPF", state: "weak", code: "open", record: "v=spf1 ip4:192.0.2.1 ?all" },
        { what: "DMARC", state: "weak", code: "watches", record: "v=DMARC1; p=none" },
      ],
    },
    {
      domain: "n0rthfold-track.example",
      found: [
        expect.objectContaining({ what: "SPF", state: "missing", code: "missing" }),
        expect.objectContaining({
          what: "DMARC",
          state: "missing",
          publish: { host: "_dmarc.n0rthfold-track.example", value: "v=DMARC1; p=quarantine; rua=mailto:…" },
        }),
      ],
    },
  ]);
  await test.stop();
});

it("asks nobody about the sandbox's domains, which do not exist", async () => {
  const test = await startTestApp();
  expect(await ask(test)).toEqual({ asked: false, signed: false, domains: [] });
  await test.stop();
});
