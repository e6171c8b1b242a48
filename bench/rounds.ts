/** Middle value; of an even number the lower one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** Does `work` for 0 … n − 1 on so many lanes at once; answers how many a second were done. */
export async function perSecond(
  n: number,
  lanes: number,
  work: (i: number, lane: number) => Promise<void>,
): Promise<number> {
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let i = next++; i < n; i = next++) await work(i, lane);
    }),
  );
  return n / ((performance.now() - began) / 1000);
}

/** One figure of the bench: ours, the peer's or the bare limit's, and the ratio of the two. */
export interface Row {
  figure: string;
  ours: string;
  against: string;
  ratio: string;
}

/** Takes both in alternating rounds, after one round that does not count, so that a busy machine disturbs both alike. */
export async function alternate(
  rounds: number,
  ours: () => Promise<number>,
  against: () => Promise<number>,
): Promise<{ ours: number; against: number; ratio: number }> {
  const [mine, theirs, ratios]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round <= rounds; round++) {
    const first = round % 2 === 0 ? await ours() : await against();
    const second = round % 2 === 0 ? await against() : await ours();
    const [a, b] = round % 2 === 0 ? [first, second] : [second, first];
    if (round === 0) continue;
    mine.push(a);
    theirs.push(b);
    ratios.push(a / b);
  }
  return { ours: median(mine), against: median(theirs), ratio: median(ratios) };
}
