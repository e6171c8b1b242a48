import type { ShownStanding } from "../../shared/lifecycle.ts";
import type { StepKey } from "../page/state.ts";

const locale = "en-GB";
const hour = 3_600_000;
const day = 24 * hour;

export const standingWords: Record<ShownStanding, string> = {
  notStarted: "Not started",
  invited: "Invited",
  waiting: "Waiting for first report",
  onboarded: "Onboarded",
  inactive: "Inactive",
  removed: "Removed",
};

/** The story in four steps; text in asterisks is strong. */
export const stepWords: Record<
  StepKey,
  { who: string; title: string; text: string; goal: "portal" | "mailbox" }
> = {
  join: {
    who: "Owner",
    title: "Open the door",
    text: "The owner lets new colleagues in: *Anyone can join* is switched on in the portal.",
    goal: "portal",
  },
  press: {
    who: "Newcomer",
    title: "Press the button",
    text: "The newcomer opens a mail, presses *Report phishing*, then *Join*. A Welcome mail leaves.",
    goal: "mailbox",
  },
  catch: {
    who: "Newcomer",
    title: "Catch the first one",
    text: "The newcomer finds the practice mail and reports it with the same button.",
    goal: "mailbox",
  },
  see: {
    who: "Owner",
    title: "See who is onboarded",
    text: "The owner sees the newcomer as *Onboarded*, with the moment of the first catch.",
    goal: "portal",
  },
};

/** How far the product's clock is from real time, in words; null when it is not. */
export function aheadWords(offsetMs: number): string | null {
  const distance = Math.abs(offsetMs);
  if (distance < 60_000) return null;
  const [count, unit] =
    distance < hour
      ? [distance / 60_000, "minute"]
      : distance < day
        ? [distance / hour, "hour"]
        : [distance / day, "day"];
  const rounded = Math.round(count);
  return `${rounded} ${unit}${rounded === 1 ? "" : "s"} ${offsetMs > 0 ? "ahead" : "behind"}`;
}

export const timeOfDay = (at: Date) => at.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" });
export const longDate = (at: Date) =>
  at.toLocaleDateString(locale, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
export const dayAndTime = (at: string) =>
  new Date(at)
    .toLocaleString(locale, { weekday: "short", hour: "2-digit", minute: "2-digit" })
    .replace(",", "");

/** A moment as the field for date and time wants it: local time, without seconds. */
export function fieldValue(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

export const counted = (count: number, one: string, many = `${one}s`) =>
  `${count} ${count === 1 ? one : many}`;
