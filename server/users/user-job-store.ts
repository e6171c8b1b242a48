import { randomUUID } from "node:crypto";
import { Schema, trusted, type Connection } from "mongoose";
import {
  jobStates,
  userActions,
  type JobState,
  type Role,
  type SkipCode,
  type UserAction,
} from "../../shared/lifecycle.ts";
import { actorFields } from "../audit/actor-fields.ts";
import type { Actor } from "../audit/audit-store.ts";
import { isDuplicateKey, type Tx } from "../db/connect.ts";
import { tenantGuard } from "../db/tenant-guard.ts";
import { countReasons, type SkipCounts } from "./skip-reasons.ts";

export interface Skipped {
  id: string;
  code: SkipCode;
}

/** An action on more people than one call changes: whom it is for was found when it was asked for. */
export interface UserJobDoc {
  _id: string;
  organization: string;
  action: UserAction;
  /** What it gives or takes. */
  target?: string;
  actor: Actor;
  /** Who asked, with the role that they had. */
  by: { id: string; role: Role };
  /** Of the call that asked for it, so that a repeat finds it. */
  key?: string;
  state: JobState;
  total: number;
  done: number;
  changed: number;
  /** How many stay as they are, by reason. */
  reasons: SkipCounts;
  /** Which worker is at it, until when in real time. */
  lease?: { until: Date; claim: string };
  createdAt: Date;
  finishedAt?: Date;
  /** When it is forgotten, in real time. */
  expiresAt: Date;
}

/** People of a job that are changed in one transaction. */
export interface JobPart {
  _id: string;
  organization: string;
  job: string;
  /** Its place in the order of the list; of a part that was split, the place between two others. */
  n: number;
  ids: string[];
  doneAt?: Date;
  skipped: Skipped[];
  expiresAt: Date;
}

const options = { strict: "throw", versionKey: false, autoIndex: false } as const;
const jobSchema = new Schema<UserJobDoc>(
  {
    _id: { type: String, required: true },
    organization: { type: String, required: true },
    action: { type: String, enum: userActions, required: true },
    target: String,
    actor: actorFields,
    by: { _id: false, id: { type: String, required: true }, role: { type: String, required: true } },
    key: String,
    state: { type: String, enum: jobStates, required: true },
    total: { type: Number, required: true },
    done: { type: Number, required: true },
    changed: { type: Number, required: true },
    reasons: { type: Schema.Types.Mixed, required: true },
    lease: { type: { _id: false, until: Date, claim: String }, default: undefined },
    createdAt: { type: Date, required: true },
    finishedAt: Date,
    expiresAt: { type: Date, required: true },
  },
  { ...options, collection: "userJobs", minimize: false },
);
const partSchema = new Schema<JobPart>(
  {
    _id: { type: String, required: true },
    organization: { type: String, required: true },
    job: { type: String, required: true },
    n: { type: Number, required: true },
    ids: { type: [String], required: true },
    doneAt: Date,
    skipped: [{ _id: false, id: String, code: String }],
    expiresAt: { type: Date, required: true },
  },
  { ...options, collection: "userJobParts" },
);
jobSchema.plugin(tenantGuard);
partSchema.plugin(tenantGuard);
jobSchema.index({ organization: 1, createdAt: -1 });
jobSchema.index(
  { organization: 1, "by.id": 1, key: 1 },
  { unique: true, name: "oneJobPerKey", partialFilterExpression: { key: { $exists: true } } },
);
jobSchema.index({ state: 1, createdAt: 1 }, { partialFilterExpression: { state: "running" } });
jobSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
partSchema.index({ organization: 1, job: 1, n: 1 }, { unique: true });
partSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

const keptFor = 30 * 86_400_000;
const listed = 10;
const partsAtOnce = 40;
/** Those whom a job left as they are, of whom it tells. */
const mostTold = 1_000;
/** The part, as long as nobody did or split it since it was read. */
const asRead = ({ organization, _id, ids }: JobPart) => ({
  organization,
  _id,
  ids: trusted({ $size: ids.length }),
  doneAt: trusted({ $exists: false }),
});
/** The worker serves all organizations. */
const worker = { acrossOrganizations: true } as const;

export type UserJobStore = ReturnType<typeof createUserJobStore>;

export function createUserJobStore(connection: Connection) {
  const jobs = connection.model<UserJobDoc>("UserJob", jobSchema);
  const parts = connection.model<JobPart>("UserJobPart", partSchema);
  const until = (leaseMs: number) => ({
    $dateAdd: { startDate: "$$NOW", unit: "millisecond", amount: leaseMs },
  });

  return {
    jobs,
    parts,

    /** Keeps the people first and the job last, so that no worker meets half of it. Answers the one there is, for a known key. */
    async create(
      job: Pick<UserJobDoc, "organization" | "action" | "target" | "actor" | "by" | "key" | "createdAt">,
      groups: AsyncIterable<string[]>,
    ): Promise<UserJobDoc> {
      const { organization, key } = job;
      const known = key === undefined ? null : await this.findByKey(organization, job.by.id, key);
      if (known) return known;
      const _id = randomUUID();
      const expiresAt = new Date(Date.now() + keptFor);
      let [n, total, waiting] = [0, 0, [] as JobPart[]];
      for await (const ids of groups) {
        waiting.push({ _id: `${_id}:${n}`, organization, job: _id, n, ids, skipped: [], expiresAt });
        n += 1;
        total += ids.length;
        if (waiting.length < partsAtOnce) continue;
        await parts.insertMany(waiting, { lean: true });
        waiting = [];
      }
      if (waiting.length > 0) await parts.insertMany(waiting, { lean: true });
      const made: UserJobDoc = {
        ...job,
        _id,
        state: "running",
        total,
        done: 0,
        changed: 0,
        reasons: {},
        expiresAt,
      };
      try {
        await jobs.insertMany([made], { lean: true });
        return made;
      } catch (error) {
        const first = key !== undefined && isDuplicateKey(error);
        const other = first ? await this.findByKey(organization, job.by.id, key) : null;
        if (!other) throw error;
        await parts.deleteMany({ organization, job: _id });
        return other;
      }
    },

    findByKey: (organization: string, by: string, key: string): Promise<UserJobDoc | null> =>
      jobs.findOne({ organization, "by.id": by, key }).lean<UserJobDoc>(),

    find: (organization: string, _id: string): Promise<UserJobDoc | null> =>
      jobs.findOne({ organization, _id }).lean<UserJobDoc>(),

    latest: (organization: string): Promise<UserJobDoc[]> =>
      jobs.find({ organization }).sort({ createdAt: -1 }).limit(listed).lean<UserJobDoc[]>(),

    /** Whom the job left as they are, in the order of the list. */
    async skippedOf(organization: string, job: string): Promise<Skipped[]> {
      const found = await parts
        .find({ organization, job, "skipped.0": trusted({ $exists: true }) }, { skipped: 1 })
        .sort({ n: 1 })
        .limit(mostTold)
        .lean<Pick<JobPart, "skipped">[]>();
      return found.flatMap(({ skipped }) => skipped).slice(0, mostTold);
    },

    /** The parts of a job in the order of the list, one after the other, however many there are. */
    partsOf: (organization: string, job: string): AsyncIterable<JobPart> =>
      parts.find({ organization, job }).sort({ n: 1 }).lean<JobPart[]>().cursor({ batchSize: 4 }),

    /** Ends a job that runs; null when there is none to end. */
    cancel: (organization: string, _id: string, at: Date, tx: Tx): Promise<UserJobDoc | null> =>
      jobs
        .findOneAndUpdate(
          { organization, _id, state: "running" },
          { $set: { state: "cancelled", finishedAt: at }, $unset: { lease: 1 } },
          { returnDocument: "after", session: tx },
        )
        .lean<UserJobDoc>(),

    /** Takes the oldest job that nobody is at, under a lease by the database's clock. */
    claim: (leaseMs: number): Promise<UserJobDoc | null> =>
      jobs
        .findOneAndUpdate(
          {
            state: "running",
            $or: [
              { lease: trusted({ $exists: false }) },
              { $expr: trusted({ $lt: ["$lease.until", "$$NOW"] }) },
            ],
          },
          [{ $set: { lease: { until: until(leaseMs), claim: randomUUID() } } }],
          { ...worker, sort: { createdAt: 1 }, returnDocument: "after", updatePipeline: true },
        )
        .lean<UserJobDoc>(),

    nextPart: ({ organization, _id }: UserJobDoc): Promise<JobPart | null> =>
      parts
        .findOne({ organization, job: _id, doneAt: trusted({ $exists: false }) })
        .sort({ n: 1 })
        .lean<JobPart>(),

    /**
     * Keeps what became of a part, in the transaction that changes its people, and the lease for a while longer; false
     * when the job was cancelled, or another worker is at it, did the part or split it.
     */
    async record(
      { organization, _id, lease }: UserJobDoc,
      part: JobPart,
      { changed, skipped }: { changed: number; skipped: readonly Skipped[] },
      { at, leaseMs }: { at: Date; leaseMs: number },
      tx: Tx,
    ): Promise<boolean> {
      const counted = Object.entries(countReasons(skipped)).map(([code, count]): [string, unknown] => [
        `reasons.${code}`,
        { $add: [{ $ifNull: [`$reasons.${code}`, 0] }, count] },
      ]);
      const job = await jobs.updateOne(
        { organization, _id, state: "running", "lease.claim": lease?.claim ?? "" },
        [
          {
            $set: {
              ...Object.fromEntries(counted),
              done: { $add: ["$done", part.ids.length] },
              changed: { $add: ["$changed", changed] },
              "lease.until": until(leaseMs),
            },
          },
        ],
        { session: tx, updatePipeline: true },
      );
      if (job.matchedCount === 0) return false;
      const done = await parts.updateOne(
        asRead(part),
        { $set: { doneAt: at, skipped: [...skipped] } },
        { session: tx },
      );
      return done.matchedCount === 1;
    },

    /**
     * Makes two of a part that is too much for one transaction, in its place. Harmless where it is done or split already, by
     * whichever worker.
     * @param whole How many people a part has that was never split.
     */
    async split({ organization, _id }: UserJobDoc, part: JobPart, whole: number, tx: Tx): Promise<void> {
      const half = Math.ceil(part.ids.length / 2);
      const first = await parts.updateOne(
        asRead(part),
        { $set: { ids: part.ids.slice(0, half) } },
        { session: tx },
      );
      if (first.matchedCount === 0) return;
      const n = part.n + half / whole;
      const { skipped, expiresAt } = part;
      const ids = part.ids.slice(half);
      await parts.insertMany([{ _id: `${_id}:${n}`, organization, job: _id, n, ids, skipped, expiresAt }], {
        session: tx,
        lean: true,
      });
    },

    async finish({ organization, _id, lease }: UserJobDoc, at: Date): Promise<void> {
      await jobs.updateOne(
        { organization, _id, state: "running", "lease.claim": lease?.claim ?? "" },
        { $set: { state: "done", finishedAt: at }, $unset: { lease: 1 } },
      );
    },

    /** Leaves it to whichever worker comes next. */
    async letGo({ organization, _id, lease }: UserJobDoc): Promise<void> {
      await jobs.updateOne(
        { organization, _id, "lease.claim": lease?.claim ?? "" },
        { $unset: { lease: 1 } },
      );
    },
  };
}
