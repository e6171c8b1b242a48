import mongoose, { type Model } from "mongoose";
import type { Tx } from "../db/connect.ts";
import type { Placed } from "../domain/programme-of.ts";
import type { UserDoc } from "../users/user-store.ts";

/** People who are alike in what decides on their programme, and how many they are. */
export interface Alike {
  person: Placed;
  count: number;
}

/** What of these units stands in the list; where there is none, nothing. */
const among = (list: string, units: readonly string[]) => ({
  $filter: { input: { $ifNull: [list, []] }, cond: { $in: ["$$this", { $literal: [...units] }] } },
});

export type HolderStore = ReturnType<typeof createHolderStore>;

/** Who has which programme; a part of what is stored of a person. */
export function createHolderStore(users: Model<UserDoc>) {
  return {
    /**
     * How many people, without the removed ones, are alike in the programme by hand, the newest of these groups and the first
     * of these functions: all that decides.
     */
    async countAlike(
      organization: string,
      units: { groups: readonly string[]; functions: readonly string[] },
    ): Promise<Alike[]> {
      const found = await users.aggregate<{
        _id: { programme?: string; group?: string; job?: string };
        count: number;
      }>([
        { $match: { organization, removedAt: null } },
        {
          $group: {
            _id: {
              programme: "$programme",
              ...(units.groups.length > 0 && { group: { $last: among("$groups", units.groups) } }),
              ...(units.functions.length > 0 && { job: { $first: among("$functions", units.functions) } }),
            },
            count: { $sum: 1 },
          },
        },
      ]);
      return found.map(({ _id: { programme, group, job }, count }) => ({
        person: { programme, groups: group ? [group] : [], functions: job ? [job] : [] },
        count,
      }));
    },

    /** How many people, without the removed ones, have each by hand. */
    async countByHand(organization: string): Promise<ReadonlyMap<string, number>> {
      const found = await users.aggregate<{ _id: string; count: number }>([
        { $match: { organization, programme: { $exists: true }, removedAt: null } },
        { $group: { _id: "$programme", count: { $sum: 1 } } },
      ]);
      return new Map(found.map(({ _id, count }) => [_id, count]));
    },

    /** Has anybody this programme by hand? The removed ones count: they may be restored. */
    async isHeld(organization: string, programme: string, tx: Tx): Promise<boolean> {
      return (await users.exists({ organization, programme }).session(tx)) !== null;
    },

    /** Some who have it by hand, the removed ones with them. */
    async some(organization: string, programme: string, most: number, tx: Tx): Promise<string[]> {
      const found = await users
        .find({ organization, programme }, { _id: 1 })
        .limit(most)
        .session(tx)
        .lean<{ _id: string }[]>();
      return found.map(({ _id }) => _id);
    },

    /** Sets the programme of these people by hand, or takes it away; they are planned anew. */
    async give(
      organization: string,
      people: readonly string[],
      programme: string | undefined,
      at: Date,
      tx: Tx,
    ): Promise<void> {
      await users.updateMany(
        { organization, _id: mongoose.trusted({ $in: [...people] }) },
        {
          $set: { updatedAt: at, ...(programme !== undefined && { programme }) },
          $unset: { nextSimulationAt: 1, ...(programme === undefined && { programme: 1 }) },
          $inc: { version: 1 },
        },
        { session: tx },
      );
    },
  };
}
