import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { faults } from "./faults.ts";

const root = new URL("../../", import.meta.url);

describe("seeded faults", () => {
  it("have names of their own", () => {
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
  });

  it.each(faults)("$name fits the sources as they are", ({ edits, tests }) => {
    expect(edits.length).toBeGreaterThan(0);
    expect(tests.length).toBeGreaterThan(0);
    for (const { file, find, replace } of edits) {
      expect([file, readFileSync(new URL(file, root), "utf8").split(find).length - 1]).toEqual([file, 1]);
      expect(replace).not.toBe(find);
    }
  });
});
