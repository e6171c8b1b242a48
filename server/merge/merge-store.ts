import { Schema, trusted, type Connection } from "mongoose";
import type { Tx } from "../db/connect.ts";
import { tenantGuard } from "../db/tenant-guard.ts";
import type { MergedSimulation } from "../domain/merge-simulations.ts";
import type { Pair } from "../domain/merge.ts";
import type { UserDoc } from "../users/user-store.ts";

/** A merge of two people: what is needed to undo it, for as long as that is possible; then who became whom. */
export interface MergeDoc {
  _id: string;
  organization: string;
  /** Ids of the one who stays, and of the one who is no more. */
  stays: string;
  goes: string;
  at: Date;
  /** Until when it can be undone. */
  undoUntil: Date;
  /** Gone when the time is over. */
  undo?: {
    before: Pair<UserDoc>;
    after: UserDoc;
    simulations: Pair<MergedSimulation[]>;
    reports: string[];
  };
  /** While requests that knew the other may still be writing: what they write follows. */
  followUntil?: Date;
}
export type UndoableMerge = MergeDoc & Required<Pick<MergeDoc, "undo">>;

const schema = new Schema<MergeDoc>(
  {
    _id: { type: String, required: true },
    organization: { type: String, required: true },
    stays: { type: String, required: true },
    goes: { type: String, required: true },
    at: { type: Date, required: true },
    undoUntil: { type: Date, required: true },
    undo: Schema.Types.Mixed,
    followUntil: Date,
  },
  { strict: "throw", versionKey: false, collection: "merges", minimize: false },
);
schema.plugin(tenantGuard);
schema.index({ organization: 1, stays: 1, at: -1 }, { name: "mergesByStayer" });
// Nobody is merged twice, and an old id leads to who they are now.
schema.index({ organization: 1, goes: 1 }, { unique: true, name: "oneMergeEach" });
// Of all organizations: whose time to be undone is over, and what requests under way may still write.
schema.index(
  { undoUntil: 1 },
  { name: "mergesToForget", partialFilterExpression: { undo: { $exists: true } } },
);
schema.index(
  { followUntil: 1 },
  { name: "mergesToFollow", partialFilterExpression: { followUntil: { $exists: true } } },
);

/** The worker serves all organizations. */
const worker = { acrossOrganizations: true, strict: "throw" } as const;
const undoable = { undo: trusted({ $exists: true }) };
const mostFollowed = 100;

export type MergeStore = ReturnType<typeof createMergeStore>;

export function createMergeStore(connection: Connection) {
  const merges = connection.model<MergeDoc>("Merge", schema);
  return {
    async insert(merge: MergeDoc, tx: Tx): Promise<void> {
      await merges.insertMany([merge], { session: tx, lean: true });
    },

    /** The merge in which this person became another one. */
    findGone: (organization: string, goes: string, tx?: Tx): Promise<MergeDoc | null> =>
      merges
        .findOne({ organization, goes })
        .session(tx ?? null)
        .lean<MergeDoc>(),

    /** The latest merge into this person, while it can be undone. */
    async findUndoable(
      organization: string,
      stays: string,
      now: Date,
      tx?: Tx,
    ): Promise<UndoableMerge | null> {
      const found = await merges
        .findOne({ organization, stays })
        .sort({ at: -1, "undo.after.version": -1 })
        .session(tx ?? null)
        .lean<MergeDoc>();
      return found?.undo && found.undoUntil > now ? { ...found, undo: found.undo } : null;
    },

    /** False when somebody was first. */
    async remove({ organization, _id }: MergeDoc, tx: Tx): Promise<boolean> {
      return (await merges.deleteOne({ organization, _id }, { session: tx })).deletedCount === 1;
    },

    /** Those whose other person may still be written about, by requests that were under way. */
    toFollow: (): Promise<MergeDoc[]> =>
      merges
        .find({ followUntil: trusted({ $gt: new Date(0) }) }, null, worker)
        .sort({ followUntil: 1 })
        .limit(mostFollowed)
        .lean<MergeDoc[]>(),

    /** What came late belongs to the merge, so that it goes back with the rest. */
    async addReports({ organization, _id }: MergeDoc, reports: readonly string[], tx: Tx): Promise<void> {
      await merges.updateOne(
        { organization, _id, ...undoable },
        { $addToSet: { "undo.reports": { $each: [...reports] } } },
        { session: tx },
      );
    },

    async followed({ organization, _id }: MergeDoc): Promise<void> {
      await merges.updateOne({ organization, _id }, { $unset: { followUntil: 1 } });
    },

    /** Forgets how people were before, where that cannot come back any more; answers of how many. */
    async forget(now: Date): Promise<number> {
      const done = await merges.updateMany(
        { ...undoable, undoUntil: trusted({ $lte: now }) },
        { $unset: { undo: 1, followUntil: 1 } },
        worker,
      );
      return done.modifiedCount;
    },

    async nextToForget(): Promise<Date | null> {
      const next = await merges
        .findOne({ ...undoable, undoUntil: trusted({ $gt: new Date(0) }) }, { undoUntil: 1 }, worker)
        .sort({ undoUntil: 1 })
        .lean<Pick<MergeDoc, "undoUntil">>();
      return next?.undoUntil ?? null;
    },
  };
}
