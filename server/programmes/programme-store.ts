import mongoose, { Schema, type Connection } from "mongoose";
import type { Tx } from "../db/connect.ts";
import { isDuplicateKey } from "../db/connect.ts";
import { tenantGuard } from "../db/tenant-guard.ts";
import { AppError } from "../errors.ts";

/** A programme, as stored: which scenarios in which rhythm. */
export interface ProgrammeDoc {
  _id: string;
  organization: string;
  name: string;
  /** Keys, in the order in which they are sent. */
  scenarios: string[];
  everyWeeks: number;
  /** The rhythm changed then, and the dates planned before are still to be planned anew. */
  replanSince?: Date;
  version: number;
}

export type ProgrammeFields = Pick<ProgrammeDoc, "name" | "scenarios" | "everyWeeks">;

const schema = new Schema<ProgrammeDoc>(
  {
    _id: { type: String, required: true },
    organization: { type: String, required: true },
    name: { type: String, required: true },
    scenarios: { type: [String], required: true },
    everyWeeks: { type: Number, required: true },
    replanSince: Date,
    version: { type: Number, required: true },
  },
  { strict: "throw", versionKey: false, collection: "programmes", autoIndex: false },
);
schema.plugin(tenantGuard);
schema.index({ organization: 1 });
schema.index(
  { replanSince: 1 },
  { name: "programmesToReplan", partialFilterExpression: { replanSince: { $exists: true } } },
);

export type ProgrammeStore = ReturnType<typeof createProgrammeStore>;

/** The programmes of organizations. The default one bears the organization's id, and is stored once it was changed. */
export function createProgrammeStore(connection: Connection) {
  const programmes = connection.model<ProgrammeDoc>("Programme", schema);
  return {
    findDefault: (organization: string, tx?: Tx): Promise<ProgrammeDoc | null> =>
      programmes
        .findOne({ organization, _id: organization })
        .session(tx ?? null)
        .lean<ProgrammeDoc>(),

    /** Writes when the version is still the one that was read. @throws AppError `version_conflict`. */
    async update(
      { _id, organization, version }: ProgrammeDoc,
      fields: ProgrammeFields & { replanSince?: Date },
      tx: Tx,
    ): Promise<ProgrammeDoc> {
      const written = await programmes
        .findOneAndUpdate(
          { _id, organization, version },
          { $set: fields, $inc: { version: 1 } },
          { returnDocument: "after", session: tx, upsert: version === 1 },
        )
        .lean<ProgrammeDoc>()
        .catch((error: unknown) => {
          if (isDuplicateKey(error)) return null;
          throw error;
        });
      if (!written)
        throw new AppError("version_conflict", "Somebody else changed this programme at the same moment.");
      return written;
    },

    /** Those whose people are to be planned anew, of all organizations: for the worker. */
    toReplan: (): Promise<ProgrammeDoc[]> =>
      programmes
        .find({ replanSince: mongoose.trusted({ $exists: true }) }, null, { acrossOrganizations: true })
        .lean<ProgrammeDoc[]>(),

    /** All were planned anew; unless the rhythm changed once more meanwhile. */
    async replanned({ _id, organization, replanSince }: ProgrammeDoc): Promise<void> {
      await programmes.updateOne({ _id, organization, replanSince: replanSince ?? null } as object, {
        $unset: { replanSince: 1 },
      });
    },
  };
}
