import { describe, expect, it } from "vitest";
import { judgeEntry } from "./allowed-entry.ts";

const domains = [
  { name: "acme.example", verified: true },
  { name: "works.acme.example", verified: false },
  { name: "gmail.com", verified: true },
];

describe("what may stand among the allowed domains and addresses", () => {
  it.each([
    ["acme.example", { entry: "acme.example", kind: "domain" }],
    [" @ACME.example ", { entry: "acme.example", kind: "domain" }],
    ["Auditor@Partner.Example", { entry: "auditor@partner.example", kind: "address" }],
    ["auditor@bücher.example", { entry: "auditor@xn--bcher-kva.example", kind: "address" }],
  ])("%j is taken", (typed, verdict) => {
    expect(judgeEntry(typed, domains)).toEqual(verdict);
  });

  it.each([
    ["acme", "invalid"],
    ["not a domain.example", "invalid"],
    ["@", "invalid"],
    ["auditor@", "invalid"],
    ["works.acme.example", "unverified"],
    ["other.example", "unverified"],
    ["ａcme.example", "lookAlike"],
    ["ac\u00adme.example", "lookAlike"],
    ["auditor@ａcme.example", "lookAlike"],
    // The first letter is Cyrillic.
    ["аcme.example", "lookAlike"],
    ["auditor@аcme.example", "lookAlike"],
    ["auditor@αcme.example", "lookAlike"],
  ])("%j is not: %s", (typed, problem) => {
    expect(judgeEntry(typed, domains)).toMatchObject({ problem });
  });

  it.each(["acrne.example", "аcме.example", "acmе.example", "äcme.example", "ac-me.example"])(
    "%j is told to look like ours",
    (typed) => {
      expect(judgeEntry(typed, domains)).toMatchObject({ problem: "lookAlike", resembles: "acme.example" });
    },
  );

  it("warns of a single address that could be taken for one of ours, and of mail for everybody", () => {
    expect(judgeEntry("auditor@acrne.example", domains)).toMatchObject({
      warning: "lookAlike",
      resembles: "acme.example",
    });
    expect(judgeEntry("auditor@gmail.com", domains)).toMatchObject({ warning: "publicMail" });
    expect(judgeEntry("gmail.com", domains)).toMatchObject({ kind: "domain", warning: "publicMail" });
    expect(judgeEntry("auditor@partner.example", domains)).not.toHaveProperty("warning");
  });
});
