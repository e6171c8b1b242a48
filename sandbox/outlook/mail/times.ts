const day = 86_400_000;
/** The client speaks English whatever the add-in speaks, with the day before the month. */
const locale = "en-GB";

/** The time of a mail in the list: today its time, this week its day, else its date. */
export function formatShort(at: string, now: Date): string {
  const moment = new Date(at);
  if (moment.toDateString() === now.toDateString())
    return moment.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const age = now.getTime() - moment.getTime();
  if (age >= 0 && age < 6 * day) return moment.toLocaleDateString(locale, { weekday: "short" });
  const sameYear = moment.getFullYear() === now.getFullYear();
  return moment.toLocaleDateString(locale, {
    day: "numeric",
    month: "short",
    year: sameYear ? undefined : "numeric",
  });
}

/** Day and time, as above an open mail and on the clock. */
export const formatFull = (at: string | number | Date): string =>
  new Date(at).toLocaleString(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
