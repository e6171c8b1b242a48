import { describe, expect, it } from "vitest";
import type { TrendWeek } from "../../../shared/contracts/overview.ts";
import { catchRate, labelledWeeks, scaleTo, shownWeeks, sumOf } from "./trend.ts";

const weeks = (sent: number[]): TrendWeek[] =>
  sent.map((n, at) => ({ monday: `2026-09-${String(at + 10)}`, sent: n, caught: 0, reported: 0 }));
const none = Array<number>(12).fill(0);

describe("the weeks shown", () => {
  it("are none where nothing ever happened", () => expect(shownWeeks(weeks([0, ...none]))).toEqual([]));

  it("begin with the first in which something happened, quiet ones after it stay", () => {
    expect(shownWeeks(weeks([0, 0, 3, 0, 0, 1, 0])).map(({ sent }) => sent)).toEqual([3, 0, 0, 1, 0]);
    expect(shownWeeks(weeks([1, ...none]))).toHaveLength(13);
  });

  it("are at least four, so that there is a line", () => {
    expect(shownWeeks(weeks([...none, 2])).map(({ sent }) => sent)).toEqual([0, 0, 0, 2]);
  });

  it("count a report alone as something", () => {
    const quiet = weeks([0, 0, 0, 0, 0]);
    expect(shownWeeks(quiet.map((week, at) => ({ ...week, reported: at === 0 ? 1 : 0 })))).toHaveLength(5);
  });
});

describe("the catch rate", () => {
  it.each([
    [{ sent: 80, caught: 62 }, 77],
    [{ sent: 1_000, caught: 999 }, 99],
    [{ sent: 1_000, caught: 1 }, 1],
    [{ sent: 7, caught: 7 }, 100],
    [{ sent: 7, caught: 0 }, 0],
    [{ sent: 0, caught: 0 }, null],
    [{ sent: 2, caught: 5 }, null],
  ])("of %j is %s", (figures, rate) => expect(catchRate(figures)).toBe(rate));
});

it("all weeks together are their sum", () => {
  expect(sumOf([...weeks([1, 2]), { monday: "2026-11-23", sent: 4, caught: 3, reported: 2 }])).toEqual({
    sent: 7,
    caught: 3,
    reported: 2,
  });
});

it("as many dates stand below as there is room for, the last week among them", () => {
  const all = weeks([1, ...none]);
  const at = (width: number) => labelledWeeks(all, width).map(({ monday }) => monday.slice(-2));
  expect(at(1_000)).toHaveLength(13);
  expect(at(400)).toEqual(["10", "13", "16", "19", "22"]);
  expect(at(300)).toEqual(["10", "14", "18", "22"]);
  expect(at(100).at(-1)).toBe("22");
});

it.each([
  [0, { top: 1, steps: 1 }],
  [1, { top: 1, steps: 1 }],
  [3, { top: 3, steps: 3 }],
  [5, { top: 6, steps: 3 }],
  [44, { top: 60, steps: 3 }],
  [2_311, { top: 3_000, steps: 3 }],
  [99_999, { top: 100_000, steps: 2 }],
])("the axis for %d has round numbers: %j", (most, scale) => expect(scaleTo(most)).toEqual(scale));
