import { describe, expect, it } from "vitest";
import { hold } from "./hold-rows.ts";

describe("hold", () => {
  const items = [{ id: "a" }, { id: "b" }];
  it("keeps new rows back and counts them while the reader is among the others", () => {
    expect(hold(items, new Set(["a"]))).toEqual({ rows: [items[0]], waiting: 1 });
  });
  it("shows all of them else", () => {
    expect(hold(items, null)).toEqual({ rows: items, waiting: 0 });
  });
});
