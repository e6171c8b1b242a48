import { EventEmitter } from "node:events";
import type { NextFunction, Request, Response } from "express";
import { describe, expect, it } from "vitest";
import { limitBigBodies } from "./big-bodies.ts";

const arrive = (gate: ReturnType<typeof limitBigBodies>, length?: number) => {
  const res = Object.assign(new EventEmitter(), { closed: false });
  const came = { passed: false, cut: false, error: undefined as unknown, res };
  const next: NextFunction = () => (came.passed = true);
  const req = Object.assign(new EventEmitter(), {
    headers: length === undefined ? {} : { "content-length": String(length) },
    destroy: () => {
      came.cut = true;
      res.emit("close");
    },
  });
  void Promise.resolve(gate(req as unknown as Request, res as unknown as Response, next)).catch(
    (error: unknown) => {
      came.error = error;
    },
  );
  return { res, came, arrived: () => req.emit("end") };
};
const tick = () => new Promise((resolve) => setTimeout(resolve, 5));
const passed = (...all: ReturnType<typeof arrive>[]) => all.map(({ came }) => came.passed);

describe("large bodies", () => {
  it("are held a few at once; small ones pass; the next goes in when one is done", async () => {
    const gate = limitBigBodies({ atOnce: 2, above: 10 });
    const [one, two, three, small] = [arrive(gate, 11), arrive(gate), arrive(gate, 11), arrive(gate, 10)];
    await tick();
    expect(passed(one, two, three, small)).toEqual([true, true, false, true]);
    one.res.emit("close");
    await tick();
    expect(passed(three)).toEqual([true]);
    two.res.emit("close");
    three.res.emit("close");
    const later = [arrive(gate, 11), arrive(gate, 11)];
    await tick();
    expect(passed(...later)).toEqual([true, true]);
  });

  it("are asked to come again when it takes too long or too many wait", async () => {
    const gate = limitBigBodies({ atOnce: 1, above: 10, waiting: 1, waitMs: 20 });
    const [first, waits, tooMany] = [arrive(gate, 11), arrive(gate, 11), arrive(gate, 11)];
    await tick();
    expect(tooMany.came.error).toMatchObject({ code: "unavailable", retryAfter: 5 });
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(waits.came.error).toMatchObject({ code: "unavailable" });
    first.res.emit("close");
    const next = arrive(gate, 11);
    await tick();
    expect(passed(next)).toEqual([true]);
  });

  it("leave the queue with a client that goes away, without taking a turn", async () => {
    const gate = limitBigBodies({ atOnce: 1, above: 10, waiting: 1 });
    const [first, gone] = [arrive(gate, 11), arrive(gate, 11)];
    await tick();
    gone.res.emit("close");
    const [waits, tooMany] = [arrive(gate, 11), arrive(gate, 11)];
    await tick();
    expect(tooMany.came.error).toMatchObject({ code: "unavailable" });
    first.res.emit("close");
    await tick();
    expect(passed(gone, waits)).toEqual([false, true]);
  });

  it("give up their place when they do not arrive; those that have arrived may take their time", async () => {
    const gate = limitBigBodies({ atOnce: 2, above: 10, arriveMs: 20 });
    const [slow, whole, waits] = [arrive(gate, 11), arrive(gate, 11), arrive(gate, 11)];
    whole.arrived();
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect([slow.came.cut, whole.came.cut]).toEqual([true, false]);
    expect(passed(waits)).toEqual([true]);
  });
});
