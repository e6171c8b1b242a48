import type { Language } from "../../../shared/lifecycle.ts";
import { formatDate, formatTime, locales } from "../../../ui/text.ts";

/** The day in a zone as `2026-11-24`, for comparing. */
const dayOf = (date: Date, zone?: string) =>
  new Intl.DateTimeFormat("en-CA", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    timeZone: zone,
  }).format(date);

/** Which day an instant falls on, seen from now. */
export function nearness(instant: string, now: Date, zone?: string): "today" | "yesterday" | "other" {
  const day = dayOf(new Date(instant), zone);
  if (day === dayOf(now, zone)) return "today";
  return day === dayOf(new Date(now.getTime() - 86_400_000), zone) ? "yesterday" : "other";
}

/** Day and time, `27 Nov 2026, 18:00`. */
export const dayAndTime = (instant: string, language: Language, zone?: string) =>
  `${formatDate(instant, language, zone)}, ${formatTime(instant, language, zone)}`;

/** The full moment with its zone, for a tooltip. */
export const fullMoment = (instant: string, language: Language, zone?: string) =>
  new Intl.DateTimeFormat(locales[language], {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
    timeZone: zone,
  }).format(new Date(instant));
