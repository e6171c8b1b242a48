import type { TrendWeek } from "../../../shared/contracts/overview.ts";

/** Fewer make no line. */
const fewest = 4;

/** The weeks from the first in which something happened, a few before it when they would be too few; none without any. */
export function shownWeeks(weeks: readonly TrendWeek[]): TrendWeek[] {
  const first = weeks.findIndex(({ sent, caught, reported }) => sent + caught + reported > 0);
  return first === -1 ? [] : weeks.slice(Math.max(0, Math.min(first, weeks.length - fewest)));
}

/** All weeks together. */
export const sumOf = (weeks: readonly TrendWeek[]) => ({
  sent: weeks.reduce((sum, { sent }) => sum + sent, 0),
  caught: weeks.reduce((sum, { caught }) => sum + caught, 0),
  reported: weeks.reduce((sum, { reported }) => sum + reported, 0),
});

/**
 * Caught of those sent, in whole percent: a hundred only for all, nothing only for none. Null where it says nothing: none
 * were sent, or more were caught, since mails of earlier weeks are caught too.
 */
export function catchRate({ sent, caught }: Pick<TrendWeek, "sent" | "caught">): number | null {
  if (sent === 0 || caught > sent) return null;
  return caught === 0 ? 0 : Math.max(1, Math.floor((100 * caught) / sent));
}

/** A Monday as an instant that says the same date wherever it is read as UTC. */
export const dayOf = ({ monday }: Pick<TrendWeek, "monday">) => new Date(`${monday}T00:00:00Z`);

/** The weeks whose dates stand below a picture of this width: evenly far from each other, the last one among them. */
export function labelledWeeks(weeks: readonly TrendWeek[], width: number): TrendWeek[] {
  const room = Math.max(2, Math.floor(width / 72));
  const step = Math.max(1, Math.ceil(weeks.length / room));
  return weeks.filter((_, at) => (weeks.length - 1 - at) % step === 0);
}

/** An axis from nothing to at least `most`, in at most four steps of a round number. */
export function scaleTo(most: number): { top: number; steps: number } {
  let step = 1;
  for (let at = 0; step * 4 < most; at += 1) step = ([1, 2, 5][at % 3] ?? 1) * 10 ** Math.floor(at / 3);
  const steps = Math.max(1, Math.ceil(most / step));
  return { top: step * steps, steps };
}
