import { describe, expect, it } from "vitest";
import { type Check, hopNames } from "../../../shared/contracts/check.ts";
import { hopNow, liveButtons, spanOf, summaryOf } from "./check-words.ts";

const check = (state: Check["state"], done: number, now?: Check["hops"][number]["state"]): Check => ({
  id: "1",
  state,
  startedAt: "2026-11-24T09:00:00Z",
  hops: hopNames.map((hop, n) => ({
    hop,
    state: n < done ? "done" : n === done ? (now ?? "ahead") : "ahead",
  })),
});

describe("a check in words", () => {
  it.each([
    [check("running", 4, "running"), "running", "worker"],
    [check("running", 4, "waiting"), "stuck", "worker"],
    [check("waiting", 6, "waiting"), "waiting", "arrived"],
    [check("failed", 3, "failed"), "failed", "queued"],
    [check("passed", 7), "passed", undefined],
  ] as const)("%# says where it is, and whether it goes on by itself", (one, summary, hop) => {
    expect([summaryOf(one), hopNow(one)?.hop]).toEqual([summary, hop]);
  });

  it.each([
    [0, "ms", 0],
    [999.4, "ms", 999],
    [1_000, "s", 1],
    [9_960, "s", 9.96],
    [11_900, "s", 11],
    [119_999, "s", 119],
    [120_000, "min", 2],
    [7_200_000, "h", 2],
    [172_800_000, "d", 2],
  ])("%i ms reads in %s", (milliseconds, unit, n) => {
    expect(spanOf(milliseconds)).toMatchObject({ key: `check.took.${unit}`, n });
  });

  it("tells which button is live by what it brought", () => {
    expect(liveButtons([])).toBe("neither");
    expect(liveButtons([{ button: "pane" }, { button: "pane" }])).toBe("pane");
    expect(liveButtons([{ button: "outlook" }])).toBe("outlook");
    expect(liveButtons([{ button: "outlook" }, { button: "pane" }])).toBe("both");
  });
});
