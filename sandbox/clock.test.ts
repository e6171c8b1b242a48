import mongoose, { type Connection } from "mongoose";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { type DatabaseClock, databaseClock } from "../server/clock.ts";
import { type MovableClock, createMovableClock, later } from "./clock.ts";

describe("a duration", () => {
  const from = new Date("2026-01-31T10:00:00Z");
  it.each([
    ["P1D", "2026-02-01T10:00:00.000Z"],
    ["P90D", "2026-05-01T10:00:00.000Z"],
    ["P2W", "2026-02-14T10:00:00.000Z"],
    ["PT90M", "2026-01-31T11:30:00.000Z"],
    ["P1DT2H3S", "2026-02-01T12:00:03.000Z"],
    ["P1M", "2026-02-28T10:00:00.000Z"],
    ["P1Y", "2027-01-31T10:00:00.000Z"],
  ])("%s later is %s", (text, expected) => {
    expect(later(from, text).toISOString()).toBe(expected);
  });
  it.each(["", "P", "PT", "1D", "P1H", "-P1D", "P99999999Y"])("refuses %j", (text) => {
    expect(() => later(from, text)).toThrow(expect.objectContaining({ code: "invalid_request" }));
  });
});

describe("the product's clock", () => {
  let connection: Connection;
  let shared: DatabaseClock;
  let other: DatabaseClock;
  let clock: MovableClock;
  const hour = 3_600_000;

  /** Work that falls due at certain moments, and notes when it was done. */
  function workDueAt(due: Date[]) {
    const waiting = [...due].sort((a, b) => a.getTime() - b.getTime());
    const doneAt: Date[] = [];
    const drain = () => {
      let ran = 0;
      while (waiting[0] && waiting[0] <= clock.now()) {
        waiting.shift();
        doneAt.push(clock.now());
        ran++;
      }
      return Promise.resolve(ran);
    };
    return { doneAt, drain, nextDue: () => Promise.resolve(waiting[0] ?? null) };
  }

  beforeAll(async () => {
    connection = await mongoose.createConnection(inject("mongodbUri"), { dbName: "clock_test" }).asPromise();
    shared = await databaseClock(connection);
    other = await databaseClock(connection);
    clock = createMovableClock(connection, shared);
  });
  beforeEach(() => clock.move({ reset: true }, null));
  afterAll(async () => {
    shared.close();
    other.close();
    await connection.dropDatabase();
    await connection.close();
  });

  it("passes every due moment on the way, each at its time", async () => {
    const start = clock.now().getTime();
    const due = [1, 30, 50].map((hours) => new Date(start + hours * hour));
    const work = workDueAt(due);
    const { now, ran } = await clock.move({ advance: "P2D" }, work);
    expect(ran).toBe(2);
    expect(Math.abs(now.getTime() - start - 48 * hour)).toBeLessThan(5000);
    work.doneAt.forEach((at, index) => expect(at.getTime() - due[index]!.getTime()).toBeLessThan(2000));
  });

  it("does not wait for ever for work that is due but stays", async () => {
    const due = new Date(clock.now().getTime() + hour);
    const stuck = { drain: () => Promise.resolve(0), nextDue: () => Promise.resolve(due) };
    const { now } = await clock.move({ advance: "P1D" }, stuck);
    expect(now.getTime() - Date.now()).toBeGreaterThan(23 * hour);
  });

  it("jumps to a moment, and everything that was missed is done then", async () => {
    const work = workDueAt([new Date("2030-01-01T00:00:00Z")]);
    const { now, ran } = await clock.move({ now: "2030-06-01T09:00:00Z" }, work);
    expect(ran).toBe(1);
    expect(now.toISOString()).toMatch(/^2030-06-01T09:00:0/);
    await other.refresh();
    expect(other.now().toISOString()).toMatch(/^2030-06-01T09:00:0/);
  });

  it("goes back to real time", async () => {
    await clock.move({ advance: "P1D" }, null);
    await clock.move({ reset: true }, null);
    expect(Math.abs(clock.offsetMs())).toBeLessThan(1000);
  });
});
