const day = 86_400_000;

/** What the clocks of a zone show at an instant, `2026-11-27T18:00`. */
export function wallTime(instant: string | Date, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

/**
 * The instant at which the clocks of a zone show this. Where they show it twice, the first; null where they never do,
 * since they are put forward over it, and for what is no time.
 */
export function instantOf(wall: string, zone: string): string | null {
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) return null;
  const offsetAt = (at: number) =>
    Date.parse(`${wallTime(new Date(at), zone)}Z`) - Math.floor(at / 60_000) * 60_000;
  const fitting = [asUtc - day, asUtc + day]
    .map((near) => asUtc - offsetAt(near))
    .filter((at) => wallTime(new Date(at), zone) === wall);
  return fitting.length ? new Date(Math.min(...fitting)).toISOString() : null;
}
