import { EventEmitter } from "node:events";
import type { NextFunction, Request, Response } from "express";
import { describe, expect, it } from "vitest";
import { limitBigBodies } from "./big-bodies.ts";

const arrive = (gate: ReturnType<typeof limitBigBodies>, length?: number) => {
  const res = Object.assign(new EventEmitter(), { closed: false });
  const came = { passed: false, error: undefined as unknown, res };
  const next: NextFunction = () => (came.passed = true);
  const req = { headers: length === undefined ? {} : { "content-length": String(length) } };
  void Promise.resolve(gate(req as Request, res as unknown as Response, next)).catch((error: unknown) => {
    came.error = error;
  });
  return came;
};
const tick = () => new Promise((resolve) => setTimeout(resolve, 5));

describe("large bodies", () => {
  it("are held a few at once; small ones pass; the next goes in when one is done", async () => {
    const gate = limitBigBodies({ atOnce: 2, above: 10 });
    const [one, two, three, small] = [arrive(gate, 11), arrive(gate), arrive(gate, 11), arrive(gate, 10)];
    await tick();
    expect([one, two, three, small].map(({ passed }) => passed)).toEqual([true, true, false, true]);
    one.res.emit("close");
    await tick();
    expect(three.passed).toBe(true);
    two.res.emit("close");
    three.res.emit("close");
    const later = [arrive(gate, 11), arrive(gate, 11)];
    await tick();
    expect(later.map(({ passed }) => passed)).toEqual([true, true]);
  });

  it("are asked to come again when it takes too long or too many wait", async () => {
    const gate = limitBigBodies({ atOnce: 1, above: 10, waiting: 1, waitMs: 20 });
    const [first, waits, tooMany] = [arrive(gate, 11), arrive(gate, 11), arrive(gate, 11)];
    await tick();
    expect(tooMany.error).toMatchObject({ code: "unavailable", retryAfter: 5 });
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(waits.error).toMatchObject({ code: "unavailable" });
    first.res.emit("close");
    const next = arrive(gate, 11);
    await tick();
    expect(next.passed).toBe(true);
  });
});
