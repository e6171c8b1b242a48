import { minutesOf, usualWorkingHours, weekdays, type WorkingHours } from "../../shared/working-hours.ts";

/** What a programme asks for: which scenarios, in this order, and how often. */
export interface Rhythm {
  scenarios: readonly string[];
  everyWeeks: number;
}

/** Where a person in training stands in the programme. */
export interface Course {
  user: string;
  /** The start counts as the first simulation: it is the Welcome one. */
  startedAt: Date;
  /** The last training simulation. */
  last?: { at: Date; scenario: string };
  /** The stored date of the next one; absent where it was never planned, or is to be planned anew. */
  due?: Date;
}

/** Where people are, and when they work there; the usual hours where nothing is said. */
export interface Workplace {
  timeZone: string;
  workingHours?: WorkingHours;
}

export type NextStep =
  | { step: "wait"; until: Date }
  /** `then` is when the one after this is due. */
  | { step: "send"; scenario: string; then: Date };

const minute = 60_000;
const day = 24 * 60 * minute;
/** The last mail of a day comes early enough to be talked about. */
const beforeClosing = 30;
/** Colleagues do not get their mails in step: a part of the rhythm, earlier or later. */
const jitter = 0.25;
/** A due date that was missed by more is moved to the next slot. */
const missedAfter = day;

/** A number from 0 up to 1 that is always the same for the same text (FNV-1a, mixed). */
function share(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    calendar: "iso8601",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(zone, made);
  return made;
}

/** What clocks show there, as if it were UTC. */
function wallTime(at: Date, zone: string): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day: date = 1, hour = 0, minute: minutes = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, date, hour, minutes, second);
}

/** The instant at which clocks show this there; one beside it where they are put forward over it. */
function instantOf(wall: number, zone: string): Date {
  let at = wall;
  for (let round = 0; round < 2; round++) at = wall - (wallTime(new Date(at), zone) - at);
  return new Date(at);
}

const isWorkingDay = (wall: number, { days }: WorkingHours): boolean =>
  days.some((day) => weekdays.indexOf(day) === (new Date(wall).getUTCDay() + 6) % 7);

/** May a simulation leave at this moment? */
export function isWorkingTime(
  at: Date,
  { timeZone, workingHours: hours = usualWorkingHours }: Workplace,
): boolean {
  const wall = wallTime(at, timeZone);
  const minutes = Math.floor((((wall % day) + day) % day) / minute);
  return isWorkingDay(wall, hours) && minutes >= minutesOf(hours.from) && minutes < minutesOf(hours.until);
}

/** The first working day's moment that is not before `from`; `at` (0 to 1) is where in the day it lies. */
export function slotFrom(from: Date, place: Workplace, at: number): Date {
  const { timeZone, workingHours: hours = usualWorkingHours } = place;
  const midnight = Math.floor(wallTime(from, timeZone) / day) * day;
  const opens = minutesOf(hours.from);
  const minutes = opens + Math.floor(at * (minutesOf(hours.until) - beforeClosing - opens));
  for (let ahead = 0; ; ahead++) {
    const wall = midnight + ahead * day + minutes * minute;
    if (!isWorkingDay(wall, hours)) continue;
    const slot = instantOf(wall, timeZone);
    // In the night of a change of the clocks there may be no such moment: then on the next working day.
    if (slot >= from && isWorkingTime(slot, place)) return slot;
  }
}

const latestOf = ({ startedAt, last }: Course): Date => (last && last.at > startedAt ? last.at : startedAt);

/** The rhythm, a little shorter or longer, after the last simulation. */
function planned(user: string, last: Date, { everyWeeks }: Rhythm, place: Workplace): Date {
  const seed = `${user} ${last.getTime()}`;
  const wait = everyWeeks * 7 * day * (1 + jitter * (2 * share(seed) - 1));
  return slotFrom(new Date(last.getTime() + wait), place, share(`${seed} hour`));
}

/** The next in order after the last; people begin at different ones, and nobody gets one twice in a row where there are two. */
function scenarioFor({ user, last }: Course, { scenarios }: Rhythm): string {
  const at = last ? scenarios.indexOf(last.scenario) : -1;
  const next = at >= 0 ? at + 1 : Math.floor(share(user) * scenarios.length);
  return scenarios[next % scenarios.length] ?? "";
}

/**
 * What is to be done for a person who is due, or was not planned yet. The stored date is only when to look: what counts is
 * the rhythm as it is now, so that a new start or a slower rhythm puts the simulation off.
 */
export function nextStep(course: Course, rhythm: Rhythm, place: Workplace, now: Date): NextStep {
  const { user, due } = course;
  const next = planned(user, latestOf(course), rhythm, place);
  if (next > now) return { step: "wait", until: next };
  const seed = share(`${user} ${now.getTime()}`);
  // Never planned and late already, as everybody is after the rhythm got quicker: spread, so that nothing bursts.
  if (!due) {
    const spread = share(user) * rhythm.everyWeeks * 7 * day;
    return { step: "wait", until: slotFrom(new Date(now.getTime() + spread), place, seed) };
  }
  if (now.getTime() - due.getTime() > missedAfter || !isWorkingTime(now, place))
    return { step: "wait", until: slotFrom(new Date(now.getTime() + minute), place, seed) };
  return { step: "send", scenario: scenarioFor(course, rhythm), then: planned(user, now, rhythm, place) };
}

/**
 * When the next simulation is to be expected, as things are; null for a moment, while it is to be planned anew. A stored date
 * is only when to look, so what would be found then is what counts.
 */
export function expectedAt(course: Course, rhythm: Rhythm, place: Workplace, now: Date): Date | null {
  const { user, due } = course;
  if (!due) {
    const next = planned(user, latestOf(course), rhythm, place);
    return next > now ? next : null;
  }
  const then = due > now ? due : now;
  const step = nextStep(course, rhythm, place, then);
  if (step.step === "send") return then;
  return due > now ? step.until : null;
}

/** For who may get no mail now: looked at again when the one after this would be due. */
export const skipped = (user: string, rhythm: Rhythm, place: Workplace, now: Date): Date =>
  planned(user, now, rhythm, place);
