import mongoose, { type Model } from "mongoose";
import { isBringing, isMany, memberField, type StructureKind } from "../../shared/structure.ts";
import type { UserDoc } from "./user-store.ts";

/** Who belongs to what an organization is made of. */
export function createMemberships(users: Model<UserDoc>) {
  return {
    /** How many people, of one department or of all and without the removed ones, belong to each of these. */
    async counts(
      kind: StructureKind,
      organization: string,
      units: readonly string[],
      of: { department?: string } = {},
    ): Promise<ReadonlyMap<string, number>> {
      const field = memberField[kind];
      const among = { [field]: { $in: [...units] } };
      // Both where both are asked for: a department among the units, and the one that is seen.
      const seen = of.department ? { $and: [of] } : {};
      const count = async (which: object, hint?: Record<string, 1>) => {
        const found = users.aggregate<{ _id: string; count: number }>([
          { $match: { organization, ...among, ...seen, ...which } },
          ...(isMany(kind) ? [{ $unwind: `$${field}` }, { $match: among }] : []),
          { $group: { _id: `$${field}`, count: { $sum: 1 } } },
        ]);
        if (hint) found.hint(hint);
        return new Map((await found).map((one) => [one._id, one.count]));
      };
      // The few removed ones apart: all can be counted within an index then, without a look at anybody.
      const [all, removed] = await Promise.all([
        count({}, of.department ? undefined : { organization: 1, [field]: 1, email: 1 }),
        count({ removedAt: { $gte: new Date(0) } }),
      ]);
      return new Map([...all].map(([unit, there]) => [unit, there - (removed.get(unit) ?? 0)]));
    },

    /**
     * Moves at most so many people from one unit to another, the removed ones with them, so that who is restored belongs
     * somewhere. Answers how many; who belongs to both stays in the other, in its place. Where units bring programmes, they are
     * planned anew.
     */
    async move(
      kind: StructureKind,
      organization: string,
      { from, to }: { from: string; to: string },
      at: Date,
      most: number,
    ): Promise<number> {
      const field = memberField[kind];
      const found = await users
        .find({ organization, [field]: from } as object, { _id: 1 })
        .limit(most)
        .lean<{ _id: string }[]>();
      if (found.length === 0) return 0;
      const list = `$${field}`;
      const replaced = {
        $cond: [
          { $in: [to, list] },
          { $filter: { input: list, cond: { $ne: ["$$this", from] } } },
          { $map: { input: list, in: { $cond: [{ $eq: ["$$this", from] }, to, "$$this"] } } },
        ],
      };
      await users.updateMany(
        {
          organization,
          _id: mongoose.trusted({ $in: found.map(({ _id }) => _id) }),
          [field]: from,
        } as object,
        [
          {
            $set: {
              [field]: isMany(kind) ? replaced : to,
              version: { $add: ["$version", 1] },
              updatedAt: at,
            },
          },
          ...(isBringing(kind) ? [{ $unset: "nextSimulationAt" }] : []),
        ],
        { updatePipeline: true },
      );
      return found.length;
    },
  };
}
export type Memberships = ReturnType<typeof createMemberships>;
