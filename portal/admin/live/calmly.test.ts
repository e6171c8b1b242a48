import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { calmly } from "./calmly.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("runs at once, then together at the end of each pause, and not when nothing was asked", () => {
  let runs = 0;
  const { ask, stop } = calmly(() => (runs += 1), 2_000);
  ask();
  expect(runs).toBe(1);
  for (let n = 0; n < 50; n += 1) ask();
  expect(runs).toBe(1);
  vi.advanceTimersByTime(2_000);
  expect(runs).toBe(2);
  vi.advanceTimersByTime(10_000);
  expect(runs).toBe(2);
  ask();
  ask();
  stop();
  vi.advanceTimersByTime(10_000);
  expect(runs).toBe(3);
});
