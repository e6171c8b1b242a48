import { randomUUID } from "node:crypto";
import { Schema, trusted, type Connection } from "mongoose";
import { isDuplicateKey, type Transact, type Tx } from "../db/connect.ts";
import { tenantGuard } from "../db/tenant-guard.ts";
import type { AuditStore } from "./audit-store.ts";
import type { ChainedEntry, StoredEntry } from "./entry-hash.ts";
import type { Head } from "./verify-chain.ts";

/** Where an organization's chain ends now. */
interface HeadDoc extends Head {
  /** The organization's id. */
  _id: string;
  organization: string;
  /** Which worker is at it, until when in real time. */
  lease?: { until: Date; claim: string };
}
/** Where a chain ended on one day: written once, never changed. */
export interface DayHead extends Head {
  _id: string;
  organization: string;
  /** In UTC, `2026-11-24`. */
  day: string;
}

const options = { strict: "throw", versionKey: false, autoIndex: false } as const;
const end = { count: { type: Number, required: true }, hash: { type: String, required: true } };
const headSchema = new Schema<HeadDoc>(
  {
    _id: { type: String, required: true },
    organization: { type: String, required: true },
    ...end,
    lease: { type: { _id: false, until: Date, claim: String }, default: undefined },
  },
  { ...options, collection: "auditHeads" },
);
const daySchema = new Schema<DayHead>(
  {
    _id: { type: String, required: true },
    organization: { type: String, required: true },
    day: { type: String, required: true },
    ...end,
  },
  { ...options, collection: "auditDays" },
);
headSchema.plugin(tenantGuard);
daySchema.plugin(tenantGuard);
daySchema.index({ organization: 1, count: 1 });

/** The worker serves all organizations. */
const worker = { acrossOrganizations: true } as const;

/** What was read before the transaction is not what stands there now. */
class Moved extends Error {}

export type ChainStore = ReturnType<typeof createChainStore>;

export function createChainStore(connection: Connection, audit: AuditStore, transact: Transact) {
  const heads = connection.model<HeadDoc>("AuditHead", headSchema);
  const days = connection.model<DayHead>("AuditDay", daySchema);
  const entries = audit.collection;
  const until = (leaseMs: number) => ({
    $dateAdd: { startDate: "$$NOW", unit: "millisecond", amount: leaseMs },
  });

  return {
    /** The next organization, after this one, that has entries without a number. */
    async nextWaiting(after: string): Promise<string | null> {
      const found = await entries
        .findOne({ organization: trusted({ $gt: after }), n: null }, { organization: 1 }, worker)
        .sort({ organization: 1, at: 1, _id: 1 })
        .lean<{ organization: string }>();
      return found?.organization ?? null;
    },

    /** Takes an organization's chain, under a lease by the database's clock; null while another worker has it. */
    async claim(
      organization: string,
      start: Head,
      leaseMs: number,
    ): Promise<(Head & { claim: string }) | null> {
      const claim = randomUUID();
      const _id = organization;
      try {
        await heads.updateOne({ _id, organization }, { $setOnInsert: start }, { upsert: true });
      } catch (error) {
        // Another worker makes it at this very moment.
        if (!isDuplicateKey(error)) throw error;
      }
      const head = await heads
        .findOneAndUpdate(
          {
            _id,
            organization,
            $or: [
              { lease: trusted({ $exists: false }) },
              { $expr: trusted({ $lt: ["$lease.until", "$$NOW"] }) },
            ],
          },
          [{ $set: { lease: { until: until(leaseMs), claim } } }],
          { returnDocument: "after", updatePipeline: true },
        )
        .lean<HeadDoc>();
      return head && { count: head.count, hash: head.hash, claim };
    },

    /** Entries without a number, in the order of time and id. One that commits later comes later, whatever its time. */
    waiting: (organization: string, limit: number): Promise<StoredEntry[]> =>
      entries.find({ organization, n: null }).sort({ at: 1, _id: 1 }).limit(limit).lean<StoredEntry[]>(),

    countWaiting: (organization: string): Promise<number> =>
      entries.countDocuments({ organization, n: null }),

    /** Gives entries their places and moves the head behind them: all or none, and none where head or entries changed meanwhile. */
    put: (
      organization: string,
      from: Head & { claim: string },
      placed: readonly ChainedEntry[],
      to: Head,
      leaseMs: number,
    ): Promise<boolean> =>
      transact(async (tx: Tx) => {
        const moved = await heads.updateOne(
          { _id: organization, organization, count: from.count, hash: from.hash, "lease.claim": from.claim },
          [{ $set: { count: to.count, hash: to.hash, "lease.until": until(leaseMs) } }],
          { session: tx, updatePipeline: true },
        );
        if (moved.matchedCount === 0) return false;
        // Straight to the driver, which alone writes many different values in one command; each names its organization.
        const { modifiedCount } = await entries.collection.bulkWrite(
          placed.map(({ _id, n, hash, salt, erased }) => ({
            updateOne: {
              filter: { _id: _id as never, organization, n: null, erased: erased ?? null },
              update: { $set: { n, hash, ...(salt !== undefined && { salt }) } },
            },
          })),
          { session: tx, ordered: true },
        );
        if (modifiedCount < placed.length) throw new Moved();
        return true;
      }).catch((error: unknown) => {
        if (error instanceof Moved) return false;
        throw error;
      }),

    /** Leaves the chain to whichever worker comes next. */
    async letGo(organization: string, claim: string): Promise<void> {
      await heads.updateOne(
        { _id: organization, organization, "lease.claim": claim },
        { $unset: { lease: 1 } },
      );
    },

    head: (organization: string): Promise<Head | null> =>
      heads.findOne({ organization, _id: organization }, { count: 1, hash: 1 }).lean<Head>(),

    /** Every chain's end. */
    heads: (): Promise<HeadDoc[]> => heads.find({}, null, worker).sort({ _id: 1 }).lean<HeadDoc[]>(),

    /** Writes a day's head down, once; false when that day has one. */
    async keepDay(
      { organization, count, hash }: Head & { organization: string },
      day: string,
    ): Promise<boolean> {
      const kept = await days.updateOne(
        { _id: `${organization}:${day}`, organization },
        { $setOnInsert: { day, count, hash } },
        { upsert: true },
      );
      return kept.upsertedCount === 1;
    },

    days: (organization: string): Promise<DayHead[]> =>
      days.find({ organization }).sort({ count: 1 }).lean<DayHead[]>(),

    /** The entries of a chain in the order of their numbers. */
    chain: (organization: string, upTo: number): AsyncIterable<ChainedEntry> =>
      entries
        .find({ organization, n: trusted({ $exists: true, $lte: upTo }) })
        .sort({ n: 1 })
        .lean<ChainedEntry>()
        .cursor({ batchSize: 1000 }),

    /** The highest number that an entry has. */
    async highest(organization: string): Promise<number> {
      const last = await entries
        .findOne({ organization, n: trusted({ $exists: true }) }, { n: 1 })
        .sort({ n: -1 })
        .lean<{ n: number }>();
      return last?.n ?? 0;
    },
  };
}
