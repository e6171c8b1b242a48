import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { ChainStore } from "./chain-store.ts";
import { chainStart, hashOf, type ChainedEntry, type StoredEntry } from "./entry-hash.ts";

export interface ChainingPorts {
  store: ChainStore;
  log: Pick<Logger, "info">;
  /** Told of entries before they are given their places: of each at least once, and again where that did not succeed. */
  happened?: (organization: string, entries: readonly StoredEntry[]) => Promise<void>;
  /** Real time that a worker may be silent before another one goes on, in milliseconds. */
  leaseMs?: number;
  /** Entries that are given their places in one transaction. */
  most?: number;
}

export type Chaining = ReturnType<typeof createChaining>;

/** Gives entries of the audit log their numbers and hashes, afterwards, so that whoever writes one waits for nobody. */
export function createChaining({ store, log, happened, leaseMs = 30_000, most = 500 }: ChainingPorts) {
  async function chainOf(organization: string, stopping: () => boolean): Promise<number> {
    const claimed = await store.claim(organization, { count: 0, hash: chainStart }, leaseMs);
    if (!claimed) return 0;
    let head = claimed;
    while (!stopping()) {
      const waiting = await store.waiting(organization, most);
      if (waiting.length === 0) break;
      await happened?.(organization, waiting);
      const placed: ChainedEntry[] = [];
      let { count, hash } = head;
      for (const entry of waiting) {
        count += 1;
        const salted = entry.details !== undefined && { salt: randomUUID() };
        const numbered = { ...entry, n: count, ...salted } as ChainedEntry;
        hash = hashOf(hash, numbered);
        placed.push({ ...numbered, hash });
      }
      // Another worker has it by now, or a person was erased at this moment; what waits is read anew.
      if (!(await store.put(organization, head, placed, { count, hash }, leaseMs))) break;
      head = { count, hash, claim: head.claim };
    }
    await store.letGo(organization, head.claim);
    return head.count - claimed.count;
  }

  return {
    /** Chains what waits, of every organization; one whose chain is broken keeps none of the others. Answers how many. */
    async run(stopping: () => boolean = () => false): Promise<number> {
      let chained = 0;
      const failures: unknown[] = [];
      for (let organization = await store.nextWaiting(""); organization !== null && !stopping();) {
        try {
          chained += await chainOf(organization, stopping);
        } catch (error) {
          failures.push(error);
        }
        organization = await store.nextWaiting(organization);
      }
      if (failures.length > 0) throw failures[0];
      return chained;
    },

    /** Once a day, each chain's count and last hash, stored and in the server's log, where they outlive the database. */
    async exportHeads(now: Date): Promise<void> {
      const day = now.toISOString().slice(0, 10);
      for (const { organization, count, hash } of await store.heads())
        if (count > 0 && (await store.keepDay({ organization, count, hash }, day)))
          log.info({ organization, day, count, hash }, "head of the audit log");
    },
  };
}
