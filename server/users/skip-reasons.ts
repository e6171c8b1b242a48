import type { SkipCode } from "../../shared/lifecycle.ts";

/** How many people stay as they are, by reason. */
export type SkipCounts = Partial<Record<SkipCode, number>>;

export function countReasons(skipped: readonly { code: SkipCode }[]): SkipCounts {
  const counts: SkipCounts = {};
  for (const { code } of skipped) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** As the API tells them: most first. */
export const reasonsOf = (counts: SkipCounts): { code: SkipCode; count: number }[] =>
  Object.entries(counts)
    .map(([code, count]) => ({ code: code as SkipCode, count }))
    .sort((a, b) => b.count - a.count);
