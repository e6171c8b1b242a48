import { describe, expect, it } from "vitest";
import { isWorkingTime, nextStep, slotFrom, type Course, type Rhythm } from "./programme.ts";

const zone = "Europe/Amsterdam";
const rhythm: Rhythm = { scenarios: ["one", "two", "three"], everyWeeks: 2 };
const day = 86_400_000;
const startedAt = new Date("2026-10-14T08:00:00Z");
const newcomer: Course = { user: "a", startedAt };
const after = (date: Date, days: number) => new Date(date.getTime() + days * day);
const daysBetween = (a: Date, b: Date) => (b.getTime() - a.getTime()) / day;
/** The day of the week and the hour that clocks show there. */
const local = (at: Date, where = zone) =>
  new Intl.DateTimeFormat("en-GB", {
    timeZone: where,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);
const atWork = /^(Mon|Tue|Wed|Thu|Fri),? (09|1[0-5]|16):/;

/** Lives a course from due date to due date, each done in time. */
function live(course: Course, until: Date, where = zone, asked = rhythm) {
  const sent: { at: Date; scenario: string }[] = [];
  let now = course.startedAt;
  let state = course;
  while (now < until) {
    const next = nextStep(state, asked, where, now);
    if (next.step === "send") {
      sent.push({ at: now, scenario: next.scenario });
      state = { ...state, last: { at: now, scenario: next.scenario } };
    }
    const due = next.step === "send" ? next.then : next.until;
    expect(due.getTime()).toBeGreaterThan(now.getTime());
    state = { ...state, due };
    now = due;
  }
  return sent;
}

describe("the rhythm", () => {
  it("counts from the start, whose Welcome simulation is the first", () => {
    const next = nextStep(newcomer, rhythm, zone, startedAt);
    if (next.step !== "wait") throw new Error("nothing is sent at the start");
    expect(daysBetween(startedAt, next.until)).toBeGreaterThan(10);
    expect(daysBetween(startedAt, next.until)).toBeLessThan(21);
  });

  it("keeps near to the weeks asked for, all year, without two people in step", () => {
    const until = after(startedAt, 365);
    const courses = ["a", "b", "c", "d"].map((user) => live({ user, startedAt }, until));
    for (const sent of courses) {
      expect(sent.length).toBeGreaterThanOrEqual(22);
      expect(sent.length).toBeLessThanOrEqual(30);
      for (const [index, { at }] of sent.entries()) {
        const before = sent[index - 1]?.at ?? startedAt;
        expect(daysBetween(before, at)).toBeGreaterThan(10);
        expect(daysBetween(before, at)).toBeLessThan(21);
      }
    }
    expect(new Set(courses.map((sent) => sent[0]!.at.getTime())).size).toBe(4);
  });

  it.each(["Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"])(
    "sends on working days at working hours in %s, through both changes of the clocks",
    (where) => {
      for (const user of ["a", "b", "c", "d", "e", "f"])
        for (const { at } of live({ user, startedAt }, after(startedAt, 400), where, {
          ...rhythm,
          everyWeeks: 1,
        }))
          expect(local(at, where)).toMatch(atWork);
    },
  );

  it("takes the scenarios in turn, each person from another one, none twice in a row", () => {
    const starts = new Set<string>();
    for (const user of ["a", "b", "c", "d", "e", "f", "g", "h"]) {
      const sent = live({ user, startedAt }, after(startedAt, 200)).map(({ scenario }) => scenario);
      starts.add(sent[0]!);
      expect(new Set(sent.slice(0, 3)).size).toBe(3);
      for (const [index, scenario] of sent.entries()) expect(scenario).not.toBe(sent[index - 1]);
    }
    expect(starts.size).toBe(3);
  });

  it("repeats the only scenario, and goes on where the last one is not in the programme any more", () => {
    const one = live(newcomer, after(startedAt, 60), zone, { ...rhythm, scenarios: ["one"] });
    expect(new Set(one.map(({ scenario }) => scenario))).toEqual(new Set(["one"]));
    const now = new Date("2026-12-01T10:00:00Z");
    const gone = { ...newcomer, due: now, last: { at: startedAt, scenario: "gone" } };
    expect(nextStep(gone, rhythm, zone, now)).toMatchObject({ step: "send" });
  });
});

describe("a person who is due", () => {
  const now = new Date("2026-12-01T10:00:00Z"); // a Tuesday, eleven o'clock there
  const due = { ...newcomer, due: now };

  it("gets the simulation and the date of the next one", () => {
    const next = nextStep(due, rhythm, zone, now);
    if (next.step !== "send") throw new Error("it is due");
    expect(daysBetween(now, next.then)).toBeGreaterThan(10);
  });

  it("waits for the next slot after a day of silence, at night and at the weekend", () => {
    const late = { ...due, due: new Date("2026-11-30T09:59:00Z") };
    const night = new Date("2026-12-01T22:00:00Z");
    const saturday = new Date("2026-12-05T10:00:00Z");
    for (const [course, at] of [
      [late, now],
      [due, night],
      [{ ...due, due: saturday }, saturday],
    ] as const) {
      const next = nextStep(course, rhythm, zone, at);
      if (next.step !== "wait") throw new Error("nothing leaves now");
      expect(local(next.until)).toMatch(atWork);
      expect(daysBetween(at, next.until)).toBeLessThan(3);
      expect(next.until > at).toBe(true);
    }
  });

  it("waits for the whole rhythm after a new start, and where the rhythm became slower", () => {
    const anew = nextStep({ ...due, startedAt: after(now, -1) }, rhythm, zone, now);
    expect(anew.step === "wait" && daysBetween(now, anew.until) > 9).toBe(true);
    const slower = nextStep(
      { ...due, last: { at: after(now, -14), scenario: "one" } },
      { ...rhythm, everyWeeks: 8 },
      zone,
      now,
    );
    expect(slower.step === "wait" && daysBetween(now, slower.until) > 20).toBe(true);
  });

  it("who was never planned is not overrun: what is late already is spread over the rhythm", () => {
    const late = Array.from({ length: 200 }, (_, n) =>
      nextStep({ user: `user ${n}`, startedAt: after(now, -300) }, rhythm, zone, now),
    );
    const days = late.map((next) => (next.step === "wait" ? daysBetween(now, next.until) : -1));
    expect(Math.min(...days)).toBeGreaterThan(0);
    for (let week = 0; week < 2; week++)
      expect(days.filter((n) => n >= week * 7 && n < week * 7 + 7).length).toBeGreaterThan(50);
  });
});

describe("slots", () => {
  it("are the same hour on the wall before and after the clocks change", () => {
    expect(slotFrom(new Date("2026-10-23T00:00:00Z"), zone, 0)).toEqual(new Date("2026-10-23T07:00:00Z"));
    expect(slotFrom(new Date("2026-10-24T00:00:00Z"), zone, 0)).toEqual(new Date("2026-10-26T08:00:00Z"));
    expect(slotFrom(new Date("2027-03-27T00:00:00Z"), zone, 0)).toEqual(new Date("2027-03-29T07:00:00Z"));
  });

  it("lie on the next working day where today's has passed", () => {
    const friday = new Date("2026-11-27T16:00:00Z");
    expect(slotFrom(friday, zone, 0.99)).toEqual(new Date("2026-11-30T15:25:00Z"));
    expect(isWorkingTime(friday, zone)).toBe(false);
    expect(isWorkingTime(new Date("2026-11-27T15:59:00Z"), zone)).toBe(true);
    expect(isWorkingTime(new Date("2026-11-27T07:59:00Z"), zone)).toBe(false);
  });
});
