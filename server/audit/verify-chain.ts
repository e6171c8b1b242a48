import { chainStart, hashOf, type ChainedEntry } from "./entry-hash.ts";

/** How many entries a chain had at some moment, and the hash of the last of them. */
export interface Head {
  count: number;
  hash: string;
}

export const chainProblems = ["edited", "deleted", "inserted", "swapped", "cut", "rewritten"] as const;

/** The first thing that is wrong, and the number of the entry where it is. */
export interface ChainProblem {
  kind: (typeof chainProblems)[number];
  n: number;
  /** The other one of two that were swapped. */
  other?: number;
}

export interface Verified {
  /** Entries that follow each other as they should, from the first on. */
  checked: number;
  /** Hash of the last of them. */
  hash: string;
  problem?: ChainProblem;
}

const fits = (entry: ChainedEntry, n: number, previous: string, hash = entry.hash): boolean =>
  hashOf(previous, { ...entry, n }) === hash;

/**
 * What happened where an entry does not fit: another one fits in its place when two were swapped, or when one was put in
 * and those after it moved on; none does when the entry itself is not what it was.
 */
async function whyNot(
  wrong: ChainedEntry,
  rest: AsyncIterator<ChainedEntry>,
  n: number,
  previous: string,
): Promise<ChainProblem> {
  let found: ChainedEntry | undefined;
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    const entry = next.value;
    if (found)
      return fits(entry, n + 1, found.hash)
        ? { kind: "inserted", n }
        : { kind: "swapped", n, other: found.n };
    if (fits(entry, n, previous)) found = entry;
    else if (fits(entry, n, previous, wrong.hash)) return { kind: "swapped", n, other: entry.n };
  }
  return found ? { kind: "swapped", n, other: found.n } : { kind: "edited", n };
}

/**
 * Walks along a chain in the order of its numbers, and holds it against heads that were written down before: without one,
 * entries cut off at the end leave a chain that is whole.
 */
export async function verifyChain(
  entries: AsyncIterable<ChainedEntry>,
  heads: readonly Head[],
): Promise<Verified> {
  const rest = entries[Symbol.asyncIterator]();
  let [checked, hash] = [0, chainStart];
  const stop = (problem: ChainProblem): Verified => ({ checked, hash, problem });
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    const entry = next.value;
    const n = checked + 1;
    if (entry.n !== n) return stop(entry.n < n ? { kind: "inserted", n: entry.n } : { kind: "deleted", n });
    if (!fits(entry, n, hash)) return stop(await whyNot(entry, rest, n, hash));
    if (heads.some((head) => head.count === n && head.hash !== entry.hash))
      return stop({ kind: "rewritten", n });
    [checked, hash] = [n, entry.hash];
  }
  return heads.some(({ count }) => count > checked)
    ? stop({ kind: "cut", n: checked + 1 })
    : { checked, hash };
}
