import { describe, expect, it } from "vitest";
import { aheadWords, counted, fieldValue } from "./words.ts";

describe("how far the clock is from real time", () => {
  it.each([
    [0, null],
    [20_000, null],
    [5 * 60_000, "5 minutes ahead"],
    [3_600_000, "1 hour ahead"],
    [2 * 86_400_000, "2 days ahead"],
    [-86_400_000, "1 day behind"],
    [90 * 86_400_000, "90 days ahead"],
  ])("says of %d ms: %s", (offset, words) => {
    expect(aheadWords(offset)).toBe(words);
  });
});

it("gives a moment to the field as local time", () => {
  expect(fieldValue(new Date(2026, 10, 24, 9, 5))).toBe("2026-11-24T09:05");
});

it("counts in words", () => {
  expect([counted(0, "mail"), counted(1, "mail"), counted(2, "person", "people")]).toEqual([
    "0 mails",
    "1 mail",
    "2 people",
  ]);
});
