import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "../errors.ts";
import { canonicalAddress, canonicalDomain, isCovered } from "./address.ts";

const long = (length: number) => "a".repeat(length);

describe("canonicalAddress", () => {
  it.each([
    ["newcomer@acme.example", "newcomer@acme.example"],
    ["NewComer@ACME.Example", "newcomer@acme.example"],
    [" newcomer@acme.example\t", "newcomer@acme.example"],
    ["\u00a0newcomer@acme.example", "newcomer@acme.example"],
    ["newcomer+tag@acme.example", "newcomer+tag@acme.example"],
    ["new.comer@acme.example", "new.comer@acme.example"],
    ["o'brien@acme.example", "o'brien@acme.example"],
    ["newcomer@bücher.example", "newcomer@xn--bcher-kva.example"],
    ["newcomer@xn--bcher-kva.example", "newcomer@xn--bcher-kva.example"],
    [`${long(64)}@acme.example`, `${long(64)}@acme.example`],
  ])("takes %j as %j", (typed, expected) => expect(canonicalAddress(typed)).toBe(expected));

  it.each([
    "",
    "newcomer",
    "@acme.example",
    "newcomer@",
    "new comer@acme.example",
    "\u200bnewcomer@acme.example",
    "newcomer@acme.example,colleague@acme.example",
    "newcomer@acme.example;colleague@acme.example",
    "Newcomer <newcomer@acme.example>",
    '"new comer"@acme.example',
    "newcomer(comment)@acme.example",
    "newcomer@[127.0.0.1]",
    "newcomer@127.0.0.1",
    "newcomer@localhost",
    "newcomer@acme.example.",
    "newcomer@.acme.example",
    "newcomer@acme..example",
    "newcomer@-acme.example",
    ".newcomer@acme.example",
    "newcomer.@acme.example",
    "new..comer@acme.example",
    `${long(65)}@acme.example`,
    `newcomer@${long(64)}.example`,
    `${long(64)}@${Array(4).fill(long(60)).join(".")}.example`,
    "newc\u043emer@acme.example",
    "newcomer@\uff41cme.example",
    "newcomer\uff20acme.example",
    "newcomer@ac\u00adme.example",
    "newcomer@ac\u200dme.example",
    "newcomer@acme\u2060.example",
    "newcomer@acme.example\ufe0f",
    "newcomer@acme\u3002example",
    "\u212aelvin@acme.example",
    "newcomer@\u212aelvin.example",
    "=?utf-8?q?newcomer?=@acme.example",
    "newcomer%other.example@acme.example",
    "other.example!newcomer@acme.example",
    "newcomer|x@acme.example",
    "newcomer@acme.example\r\nBcc: other@acme.example",
    "newcomer\r\n@acme.example",
    "newcomer@other.example\u0000@acme.example",
    "newcomer@acme.example\u2028",
    "newcomer@acme.example/path",
    "newcomer@user:x@acme.example",
    "newcomer@acme.example:80",
    "newcomer@acme.example?x",
    "newcomer@acme.example#x",
    "newcomer@acme\\.example",
  ])("refuses %j", (typed) => {
    expect(() => canonicalAddress(typed)).toThrow(expect.objectContaining({ code: "address_unusable" }));
  });

  it("keeps other people's domains out: a look-alike letter is another domain", () => {
    const cyrillic = canonicalAddress("newcomer@\u0430cme.example");
    expect(isCovered(cyrillic, ["acme.example"])).toBe(false);
  });

  it("is settled: the canonical form of a canonical address is itself; anything else is a refusal, never another error", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.emailAddress(),
          fc.string({ unit: "grapheme", maxLength: 80 }),
          fc.string({ maxLength: 400 }),
        ),
        (typed) => {
          try {
            const address = canonicalAddress(typed);
            expect(canonicalAddress(address)).toBe(address);
            expect(address).toMatch(/^[\u0021-\u007e]+@[a-z0-9.-]+$/);
            expect(address.split("@")).toHaveLength(2);
          } catch (error) {
            if (!(error instanceof AppError)) throw error;
            expect(error.code).toBe("address_unusable");
          }
        },
      ),
      { numRuns: 10_000, seed: 35 },
    );
  });
});

describe("isCovered", () => {
  it.each([
    ["newcomer@acme.example", true],
    ["newcomer@sub.acme.example", false],
    ["newcomer@example", false],
    ["newcomer@evil-acme.example", false],
    ["newcomer@acme.example.evil.example", false],
    ["auditor@partner.example", true],
    ["someone_other.example#ext#@acme.example", false],
    ["auditor_partner.example#ext#@acme.example", true],
  ])("%s: %s", (address, expected) =>
    expect(
      isCovered(
        address,
        ["acme.example"],
        ["auditor@partner.example", "auditor_partner.example#ext#@acme.example"],
      ),
    ).toBe(expected),
  );
});

describe("canonicalDomain", () => {
  it("takes a domain in any case, refuses what is none", () => {
    expect(canonicalDomain("ACME.example")).toBe("acme.example");
    for (const bad of [
      "",
      "acme",
      "acme.example/",
      "http://acme.example",
      "*.acme.example",
      "acme example.com",
    ])
      expect(() => canonicalDomain(bad)).toThrow(AppError);
  });
});
