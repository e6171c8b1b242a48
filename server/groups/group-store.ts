import { randomUUID } from "node:crypto";
import mongoose, { Schema, type Connection } from "mongoose";
import { isDuplicateKey, type Tx } from "../db/connect.ts";
import { tenantGuard } from "../db/tenant-guard.ts";
import { fold } from "../domain/search-words.ts";
import { AppError } from "../errors.ts";

export interface GroupDoc {
  _id: string;
  organization: string;
  name: string;
  /** The name without regard to case and accents; unique. */
  key: string;
  version: number;
}

const schema = new Schema<GroupDoc>(
  {
    _id: { type: String, required: true },
    organization: { type: String, required: true },
    name: { type: String, required: true },
    key: { type: String, required: true },
    version: { type: Number, required: true },
  },
  { strict: "throw", versionKey: false, collection: "groups" },
);
schema.plugin(tenantGuard);
schema.index({ organization: 1, key: 1 }, { unique: true, name: "oneGroupPerName" });

const nameTaken = (error: unknown) =>
  isDuplicateKey(error)
    ? new AppError("already_exists", "There is a group of this name already.", { cause: error })
    : error;

export type GroupStore = ReturnType<typeof createGroupStore>;

/** Groups of an organization, for now just names. */
export function createGroupStore(connection: Connection) {
  const groups = connection.model<GroupDoc>("Group", schema);
  return {
    collection: groups,

    async list(organization: string): Promise<GroupDoc[]> {
      return groups.find({ organization }).sort({ key: 1 }).lean();
    },

    async known(organization: string, ids: string[], tx?: Tx): Promise<string[]> {
      if (ids.length === 0) return [];
      const found = await groups
        .find({ organization, _id: mongoose.trusted({ $in: ids }) }, { _id: 1 })
        .session(tx ?? null)
        .lean();
      return found.map((group) => group._id);
    },

    async create(organization: string, name: string, tx: Tx): Promise<GroupDoc> {
      const group: GroupDoc = { _id: randomUUID(), organization, name, key: fold(name), version: 1 };
      await groups.insertMany([group], { session: tx }).catch((error: unknown) => {
        throw nameTaken(error);
      });
      return group;
    },

    async rename(
      organization: string,
      id: string,
      name: string,
      seen: number | undefined,
      tx: Tx,
    ): Promise<GroupDoc> {
      const renamed = await groups
        .findOneAndUpdate(
          { organization, _id: id, ...(seen !== undefined && { version: seen }) },
          { $set: { name, key: fold(name) }, $inc: { version: 1 } },
          { returnDocument: "after", session: tx },
        )
        .lean()
        .catch((error: unknown) => {
          throw nameTaken(error);
        });
      if (renamed) return renamed;
      const current = await groups.findOne({ organization, _id: id }).session(tx).lean();
      if (!current) throw new AppError("not_found", "There is no such group.");
      throw new AppError("version_conflict", "Somebody else renamed this group meanwhile.", {
        current: { id: current._id, name: current.name, version: current.version },
      });
    },
  };
}
