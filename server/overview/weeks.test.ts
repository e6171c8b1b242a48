import { describe, expect, it } from "vitest";
import { lastWeeks } from "./weeks.ts";

const hour = 3_600_000;
const hours = ({ from, until }: { from: Date; until: Date }) => (until.getTime() - from.getTime()) / hour;
const of = (now: string, zone: string, count = 2) => lastWeeks(new Date(now), zone, count);

describe("the last weeks", () => {
  it("begin on Mondays at midnight of the zone, and the last one holds the moment", () => {
    expect(of("2026-11-24T09:00:00Z", "Europe/Amsterdam")).toEqual([
      {
        monday: "2026-11-16",
        from: new Date("2026-11-15T23:00:00Z"),
        until: new Date("2026-11-22T23:00:00Z"),
      },
      {
        monday: "2026-11-23",
        from: new Date("2026-11-22T23:00:00Z"),
        until: new Date("2026-11-29T23:00:00Z"),
      },
    ]);
  });

  it.each([
    ["Europe/Amsterdam", "2026-11-22T22:59:59.999Z", "2026-11-16"],
    ["Europe/Amsterdam", "2026-11-22T23:00:00.000Z", "2026-11-23"],
    ["Pacific/Kiritimati", "2026-11-22T10:00:00.000Z", "2026-11-23"],
    ["Pacific/Kiritimati", "2026-11-22T09:59:59.999Z", "2026-11-16"],
    ["Pacific/Pago_Pago", "2026-11-23T10:59:59.999Z", "2026-11-16"],
    ["Pacific/Pago_Pago", "2026-11-23T11:00:00.000Z", "2026-11-23"],
    ["Asia/Kathmandu", "2026-11-22T18:15:00.000Z", "2026-11-23"],
    ["Asia/Kathmandu", "2026-11-22T18:14:59.999Z", "2026-11-16"],
  ])("in %s at %s it is the week of %s", (zone, now, monday) => {
    expect(of(now, zone).at(-1)?.monday).toBe(monday);
  });

  it.each([
    ["Europe/Amsterdam", "2026-03-25T12:00:00Z", 167],
    ["Europe/Amsterdam", "2026-10-22T12:00:00Z", 169],
    ["America/New_York", "2026-03-05T12:00:00Z", 167],
    ["America/New_York", "2026-10-30T12:00:00Z", 169],
    ["Australia/Lord_Howe", "2026-10-02T12:00:00Z", 167.5],
  ])("have an hour less or more where the clocks change: %s at %s has %d", (zone, now, long) => {
    expect(hours(of(now, zone).at(-1)!)).toBe(long);
  });

  it("go on over the turn of the year, and join without gap or overlap", () => {
    const weeks = of("2027-01-02T12:00:00Z", "Europe/Amsterdam", 13);
    expect(weeks).toHaveLength(13);
    expect(weeks.map(({ monday }) => monday).slice(-3)).toEqual(["2026-12-14", "2026-12-21", "2026-12-28"]);
    // The clocks went back in one of them.
    expect(weeks.map(hours).filter((long) => long !== 168)).toEqual([169]);
    for (const [at, week] of weeks.slice(1).entries()) expect(week.from).toEqual(weeks[at]!.until);
  });

  it("begin a day that has no midnight at its first instant", () => {
    // On Monday 1 June 2009 the clocks went from midnight to one o'clock there.
    const [week] = of("2009-06-03T12:00:00Z", "Africa/Casablanca", 1);
    expect(week).toEqual({
      monday: "2009-06-01",
      from: new Date("2009-06-01T00:00:00Z"),
      until: new Date("2009-06-07T23:00:00Z"),
    });
  });
});
