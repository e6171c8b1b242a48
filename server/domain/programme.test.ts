import { describe, expect, it } from "vitest";
import { usualWorkingHours, type WorkingHours } from "../../shared/working-hours.ts";
import { isWorkingTime, nextStep, slotFrom, type Course, type Rhythm, type Workplace } from "./programme.ts";

const here: Workplace = { timeZone: "Europe/Amsterdam" };
const rhythm: Rhythm = { scenarios: ["one", "two", "three"], everyWeeks: 2 };
const day = 86_400_000;
const startedAt = new Date("2026-10-14T08:00:00Z");
const newcomer: Course = { user: "a", startedAt };
const after = (date: Date, days: number) => new Date(date.getTime() + days * day);
const daysBetween = (a: Date, b: Date) => (b.getTime() - a.getTime()) / day;
/** The day of the week and the hour that clocks show there. */
const local = (at: Date, where = here.timeZone) => formatOf(where).format(at);
const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(where: string): Intl.DateTimeFormat {
  const format =
    formats.get(where) ??
    new Intl.DateTimeFormat("en-GB", {
      timeZone: where,
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  formats.set(where, format);
  return format;
}
const atWork = /^(Mon|Tue|Wed|Thu|Fri),? (09|1[0-5]|16):/;

/** Lives a course from due date to due date, each done in time. */
function live(course: Course, until: Date, where = here, asked = rhythm) {
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
    const next = nextStep(newcomer, rhythm, here, startedAt);
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
        for (const { at } of live(
          { user, startedAt },
          after(startedAt, 400),
          { timeZone: where },
          {
            ...rhythm,
            everyWeeks: 1,
          },
        ))
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
    const one = live(newcomer, after(startedAt, 60), here, { ...rhythm, scenarios: ["one"] });
    expect(new Set(one.map(({ scenario }) => scenario))).toEqual(new Set(["one"]));
    const now = new Date("2026-12-01T10:00:00Z");
    const gone = { ...newcomer, due: now, last: { at: startedAt, scenario: "gone" } };
    expect(nextStep(gone, rhythm, here, now)).toMatchObject({ step: "send" });
  });
});

describe("a person who is due", () => {
  const now = new Date("2026-12-01T10:00:00Z"); // a Tuesday, eleven o'clock there
  const due = { ...newcomer, due: now };

  it("gets the simulation and the date of the next one", () => {
    const next = nextStep(due, rhythm, here, now);
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
      const next = nextStep(course, rhythm, here, at);
      if (next.step !== "wait") throw new Error("nothing leaves now");
      expect(local(next.until)).toMatch(atWork);
      expect(daysBetween(at, next.until)).toBeLessThan(3);
      expect(next.until > at).toBe(true);
    }
  });

  it("waits for the whole rhythm after a new start, and where the rhythm became slower", () => {
    const anew = nextStep({ ...due, startedAt: after(now, -1) }, rhythm, here, now);
    expect(anew.step === "wait" && daysBetween(now, anew.until) > 9).toBe(true);
    const slower = nextStep(
      { ...due, last: { at: after(now, -14), scenario: "one" } },
      { ...rhythm, everyWeeks: 8 },
      here,
      now,
    );
    expect(slower.step === "wait" && daysBetween(now, slower.until) > 20).toBe(true);
  });

  it("who was never planned is not overrun: what is late already is spread over the rhythm", () => {
    const late = Array.from({ length: 200 }, (_, n) =>
      nextStep({ user: `user ${n}`, startedAt: after(now, -300) }, rhythm, here, now),
    );
    const days = late.map((next) => (next.step === "wait" ? daysBetween(now, next.until) : -1));
    expect(Math.min(...days)).toBeGreaterThan(0);
    for (let week = 0; week < 2; week++)
      expect(days.filter((n) => n >= week * 7 && n < week * 7 + 7).length).toBeGreaterThan(50);
  });
});

describe("slots", () => {
  it("are the same hour on the wall before and after the clocks change", () => {
    expect(slotFrom(new Date("2026-10-23T00:00:00Z"), here, 0)).toEqual(new Date("2026-10-23T07:00:00Z"));
    expect(slotFrom(new Date("2026-10-24T00:00:00Z"), here, 0)).toEqual(new Date("2026-10-26T08:00:00Z"));
    expect(slotFrom(new Date("2027-03-27T00:00:00Z"), here, 0)).toEqual(new Date("2027-03-29T07:00:00Z"));
  });

  it("lie on the next working day where today's has passed", () => {
    const friday = new Date("2026-11-27T16:00:00Z");
    expect(slotFrom(friday, here, 0.99)).toEqual(new Date("2026-11-30T15:25:00Z"));
    expect(isWorkingTime(friday, here)).toBe(false);
    expect(isWorkingTime(new Date("2026-11-27T15:59:00Z"), here)).toBe(true);
    expect(isWorkingTime(new Date("2026-11-27T07:59:00Z"), here)).toBe(false);
  });
});

/** Where and when people may work: clocks that change at night, at midnight and by half an hour, a day that never was. */
const zones = [
  ["Europe/Amsterdam", "2026-10-23T12:00:00Z"],
  ["Europe/Amsterdam", "2027-03-26T12:00:00Z"],
  ["America/New_York", "2026-10-30T12:00:00Z"],
  ["America/New_York", "2027-03-12T12:00:00Z"],
  ["Australia/Lord_Howe", "2026-10-02T12:00:00Z"],
  ["Australia/Lord_Howe", "2027-04-02T12:00:00Z"],
  ["America/Santiago", "2026-09-04T12:00:00Z"],
  ["Africa/Cairo", "2027-04-29T12:00:00Z"],
  ["Pacific/Apia", "2011-12-28T12:00:00Z"],
  ["Asia/Kathmandu", "2026-10-23T12:00:00Z"],
] as const;
const hours: [string, WorkingHours][] = [
  ["the usual hours", usualWorkingHours],
  [
    "the first hours of every day",
    { ...usualWorkingHours, days: ["MO", "TU", "WE", "TH", "FR", "SA", "SU"], from: "00:00", until: "02:30" },
  ],
  ["the hours of the change", { days: ["SA", "SU"], from: "01:30", until: "03:30" }],
  ["one night a week", { days: ["SU"], from: "22:00", until: "24:00" }],
  ["Friday and Saturday", { days: ["FR", "SA"], from: "06:00", until: "14:15" }],
];

describe("working hours of an organization's own", () => {
  it.each(
    zones.flatMap(([timeZone, from]) =>
      hours.map(([what, workingHours]) => [what, timeZone, from, workingHours] as const),
    ),
  )("are kept: %s in %s from %s on", (_what, timeZone, from, workingHours) => {
    const place = { timeZone, workingHours };
    // An hour of the wall clock, read by another way than the rule does.
    const wall = (at: Date) => /^(\w{2})\w*,? (\d\d:\d\d)/.exec(local(at, timeZone))!;
    for (let quarter = 0; quarter < 9 * 96; quarter += 11) {
      const at = new Date(Date.parse(from) + quarter * 900_000);
      for (const part of [0, 0.4, 0.999]) {
        const slot = slotFrom(at, place, part);
        expect(slot.getTime()).toBeGreaterThanOrEqual(at.getTime());
        expect(daysBetween(at, slot)).toBeLessThan(16);
        const [, day, time] = wall(slot);
        expect(workingHours.days).toContain(day!.toUpperCase());
        expect(time! >= workingHours.from && time! < workingHours.until).toBe(true);
      }
    }
  });

  it("hold for what was planned under others: it leaves at the next moment that fits", () => {
    const tuesday = new Date("2026-12-01T10:00:00Z");
    const due = { ...newcomer, due: tuesday };
    const weekend: Workplace = { ...here, workingHours: { days: ["SA"], from: "10:00", until: "12:00" } };
    const next = nextStep(due, rhythm, weekend, tuesday);
    if (next.step !== "wait") throw new Error("nobody is at work");
    expect(local(next.until)).toMatch(/^Sat,? 1[01]:/);
    expect(nextStep(due, rhythm, here, tuesday).step).toBe("send");
  });
});
