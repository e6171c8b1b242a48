import { describe, expect, it } from "vitest";
import { checkSender, type SenderRecords } from "./sender-dns.ts";

const good: SenderRecords = {
  texts: ["some-verification=1", "v=spf1 include:spf.mail.example -all"],
  dkim: ["v=DKIM1; k=rsa; p=AB CD"],
  dmarc: ["v=DMARC1; p=quarantine"],
};
const key = { selector: "s1", publicKey: "ABCD" };
const states = (change: Partial<SenderRecords>) =>
  Object.fromEntries(
    checkSender("acme.example", { ...good, ...change }, key).map(({ what, state }) => [what, state]),
  );

describe("the DNS of a sender's domain", () => {
  it("is right with one SPF record, the key that signs, and a policy", () => {
    expect(states({})).toEqual({ SPF: "ok", DKIM: "ok", DMARC: "ok" });
    expect(checkSender("acme.example", good).map(({ what }) => what)).toEqual(["SPF", "DMARC"]);
  });

  it.each<[string, Partial<SenderRecords>, Record<string, string>]>([
    ["no SPF", { texts: ["v=spf10 -all"] }, { SPF: "missing" }],
    ["two SPF records", { texts: ["v=spf1 mx -all", "v=spf1 -all"] }, { SPF: "wrong" }],
    ["SPF for everybody", { texts: ["v=spf1 +all"] }, { SPF: "wrong" }],
    ["SPF for everybody, unsaid", { texts: ["v=spf1 mx all"] }, { SPF: "wrong" }],
    ["SPF without an end", { texts: ["v=spf1 mx"] }, { SPF: "weak" }],
    ["SPF that leads on", { texts: ["v=spf1 redirect=spf.mail.example"] }, { SPF: "ok" }],
    ["no key", { dkim: [] }, { DKIM: "missing" }],
    ["another key", { dkim: ["v=DKIM1; p=WXYZ"] }, { DKIM: "wrong" }],
    ["a key that was taken back", { dkim: ["v=DKIM1; p="] }, { DKIM: "wrong" }],
    ["the key among others", { dkim: ["v=DKIM1; p=WXYZ", "p=ABCD"] }, { DKIM: "ok" }],
    ["no policy", { dmarc: [] }, { DMARC: "missing" }],
    ["a policy that only watches", { dmarc: ["v=DMARC1; p=none"] }, { DMARC: "weak" }],
    ["two policies", { dmarc: ["v=DMARC1; p=reject", "v=DMARC1; p=none"] }, { DMARC: "wrong" }],
    ["a record without a policy", { dmarc: ["v=DMARC1; rua=mailto:a@acme.example"] }, { DMARC: "wrong" }],
    [
      "no answer",
      { texts: null, dkim: null, dmarc: null },
      { SPF: "unreachable", DKIM: "unreachable", DMARC: "unreachable" },
    ],
  ])("%s", (_name, change, expected) => expect(states(change)).toMatchObject(expected));

  it("says what to publish", () => {
    const [, dkim] = checkSender("acme.example", { ...good, dkim: [] }, key);
    expect(dkim?.words).toContain('s1._domainkey.acme.example: "v=DKIM1; k=rsa; p=ABCD"');
  });
});
