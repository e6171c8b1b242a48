import mongoose from "mongoose";
import { bringingKinds, type BringingKind } from "../../shared/structure.ts";
import type { Tx } from "../db/connect.ts";
import type { UnitDoc, UnitStore } from "./unit-store.ts";

/** A function or group that brings its people a programme. */
export interface Bringing {
  kind: BringingKind;
  unit: UnitDoc;
}

const isThere = mongoose.trusted({ $exists: true });

export type BringingStore = ReturnType<typeof createBringingStore>;

/** Functions and groups by what they bring. */
export function createBringingStore({ models }: Pick<UnitStore, "models">) {
  return {
    /** Those that bring a programme: any, or the one that is named. By name; merged ones are left out. */
    async list(organization: string, programme?: string, tx?: Tx): Promise<Bringing[]> {
      const which = { organization, programme: programme ?? isThere, mergedInto: null };
      const found: Bringing[] = [];
      // One kind after the other: a transaction does one thing at a time.
      for (const kind of bringingKinds) {
        const units = await models[kind]
          .find(which as object)
          .sort({ key: 1 })
          .session(tx ?? null)
          .lean<UnitDoc[]>();
        found.push(...units.map((unit) => ({ kind, unit })));
      }
      return found;
    },

    /** Those whose people are to be planned anew, of all organizations: for the worker. */
    async toReplan(): Promise<Bringing[]> {
      const found: Bringing[] = [];
      for (const kind of bringingKinds) {
        const units = await models[kind]
          .find({ replanSince: isThere }, null, { acrossOrganizations: true })
          .lean<UnitDoc[]>();
        found.push(...units.map((unit) => ({ kind, unit })));
      }
      return found;
    },

    /** All were planned anew; unless what it brings changed once more meanwhile. */
    async replanned({ kind, unit: { _id, organization, replanSince } }: Bringing): Promise<void> {
      await models[kind].updateOne({ organization, _id, replanSince: replanSince ?? null } as object, {
        $unset: { replanSince: 1 },
      });
    },
  };
}
