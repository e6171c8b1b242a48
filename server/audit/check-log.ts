import type { ChainStore } from "./chain-store.ts";
import { verifyChain, type Head, type Verified } from "./verify-chain.ts";

export interface Checked extends Verified {
  /** How many heads it was held against. */
  heads: number;
  /** Entries that have no place yet. */
  waiting: number;
}

/** Checks an organization's chain from its first entry on, against its stored heads and one from elsewhere. */
export async function checkLog(store: ChainStore, organization: string, given?: Head): Promise<Checked> {
  const [current, days, waiting] = await Promise.all([
    store.head(organization),
    store.days(organization),
    store.countWaiting(organization),
  ]);
  const heads = [...days, ...(current ? [current] : []), ...(given ? [given] : [])];
  const upTo = Math.max(0, ...heads.map(({ count }) => count));
  const verified = await verifyChain(store.chain(organization, upTo), heads);
  const about = { ...verified, heads: heads.length, waiting };
  if (verified.problem) return about;
  // First the entries, then the head, which moves with them: what stands behind it was put there by hand.
  const highest = await store.highest(organization);
  const end = (await store.head(organization))?.count ?? 0;
  return highest > end ? { ...about, problem: { kind: "inserted", n: end + 1 } } : about;
}
