const day = 86_400_000;
/** No zone is further from UTC. */
const furthest = 16 * 3_600_000;

/** A calendar week: its Monday as a date, and the instants between which it lies in its zone. */
export interface Week {
  monday: string;
  from: Date;
  until: Date;
}

/** The last weeks of this zone, Monday first, oldest first; the last one holds `now` and is not over. */
export function lastWeeks(now: Date, timeZone: string, count: number): Week[] {
  const dateOf = dateIn(timeZone);
  const today = Date.parse(dateOf(now));
  // 1 January 1970 was a Thursday.
  const monday = today - ((today / day + 3) % 7) * day;
  const edges = Array.from({ length: count + 1 }, (_, at) => {
    const date = new Date(monday + (at - count + 1) * 7 * day).toISOString().slice(0, 10);
    return { date, at: beginningOf(date, dateOf) };
  });
  return edges
    .slice(0, -1)
    .map(({ date, at }, index) => ({ monday: date, from: at, until: edges[index + 1]?.at ?? at }));
}

/** The date that a wall calendar shows there at an instant, `2026-11-23`. */
function dateIn(timeZone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    calendar: "iso8601",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return (at) => format.format(at);
}

/** The first instant of a date: looked for, since some days begin at one o'clock. */
function beginningOf(date: string, dateOf: (at: Date) => string): Date {
  let before = Date.parse(date) - furthest;
  let after = Date.parse(date) + furthest;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dateOf(new Date(middle)) < date) before = middle;
    else after = middle;
  }
  return new Date(after);
}
