import { randomUUID } from "node:crypto";
import mongoose, { Schema, type Connection } from "mongoose";
import { actorFields } from "../audit/actor-fields.ts";
import type { Actor } from "../audit/audit-store.ts";
import type { Tx } from "../db/connect.ts";
import { isDuplicateKey } from "../db/connect.ts";
import { setAndUnset } from "../db/set-and-unset.ts";
import { tenantGuard } from "../db/tenant-guard.ts";
import { fold } from "../domain/search-words.ts";
import { AppError } from "../errors.ts";

/** A programme, as stored: which scenarios in which rhythm. */
export interface ProgrammeDoc {
  _id: string;
  organization: string;
  name: string;
  /** The name without regard to case and accents; unique. */
  key?: string;
  /** Keys, in the order in which they are sent. */
  scenarios: string[];
  everyWeeks: number;
  /** The rhythm changed then, and the dates planned before are still to be planned anew. */
  replanSince?: Date;
  /** Not to be had any more. */
  archivedAt?: Date;
  /** Who had it by hand gets another one instead, or none by hand; who said so, and when. */
  moving?: { to?: string; by: Actor; since: Date };
  version: number;
}

/** What may be changed; a field that is there and undefined is taken away. */
export type ProgrammeFields = Pick<ProgrammeDoc, "name" | "scenarios" | "everyWeeks"> & {
  [F in "replanSince" | "archivedAt" | "moving"]?: ProgrammeDoc[F] | undefined;
};

const schema = new Schema<ProgrammeDoc>(
  {
    _id: { type: String, required: true },
    organization: { type: String, required: true },
    name: { type: String, required: true },
    key: String,
    scenarios: { type: [String], required: true },
    everyWeeks: { type: Number, required: true },
    replanSince: Date,
    archivedAt: Date,
    moving: {
      type: {
        ...{ _id: false, to: String, since: Date },
        by: actorFields,
      },
      default: undefined,
    },
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

schema.index(
  { "moving.since": 1 },
  { name: "programmesMoving", partialFilterExpression: { "moving.since": { $exists: true } } },
);
schema.index(
  { organization: 1, key: 1 },
  { unique: true, name: "oneProgrammePerName", partialFilterExpression: { key: { $exists: true } } },
);

/** @throws AppError `already_exists`, at the name. */
export function nameTaken(cause?: unknown): never {
  const message = "There is a programme of this name already.";
  throw new AppError("already_exists", message, { violations: [{ path: "$.name", message }], cause });
}

export type ProgrammeStore = ReturnType<typeof createProgrammeStore>;

/** The programmes of organizations. The default one bears the organization's id, and is stored once it was changed. */
export function createProgrammeStore(connection: Connection) {
  const programmes = connection.model<ProgrammeDoc>("Programme", schema);
  return {
    /** All of an organization that are stored, by name. */
    list: (organization: string, tx?: Tx): Promise<ProgrammeDoc[]> =>
      programmes
        .find({ organization })
        .sort({ key: 1 })
        .session(tx ?? null)
        .lean<ProgrammeDoc[]>(),

    /** @throws AppError `already_exists`. */
    async create(
      organization: string,
      fields: Pick<ProgrammeDoc, "name" | "scenarios" | "everyWeeks">,
      tx: Tx,
    ): Promise<ProgrammeDoc> {
      const made: ProgrammeDoc = {
        _id: randomUUID(),
        organization,
        ...fields,
        key: fold(fields.name),
        version: 1,
      };
      await programmes.insertMany([made], { session: tx, lean: true }).catch((error: unknown) => {
        if (isDuplicateKey(error, "oneProgrammePerName")) nameTaken(error);
        throw error;
      });
      return made;
    },

    /** Writes when the version is still the one that was read. @throws AppError `version_conflict`, `already_exists`. */
    async update(
      { _id, organization, version }: ProgrammeDoc,
      fields: ProgrammeFields,
      tx: Tx,
    ): Promise<ProgrammeDoc> {
      const written = await programmes
        .findOneAndUpdate(
          { _id, organization, version },
          { ...setAndUnset({ ...fields, key: fold(fields.name) }), $inc: { version: 1 } },
          { returnDocument: "after", session: tx, upsert: version === 1 && _id === organization },
        )
        .lean<ProgrammeDoc>()
        .catch((error: unknown) => {
          if (isDuplicateKey(error, "oneProgrammePerName")) nameTaken(error);
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

    /** Those that people are taken off, of all organizations: for the worker. */
    moving: (): Promise<ProgrammeDoc[]> =>
      programmes
        .find({ "moving.since": mongoose.trusted({ $exists: true }) }, null, { acrossOrganizations: true })
        .lean<ProgrammeDoc[]>(),

    /** Who was to get this one gets the other, or none. */
    async redirect(organization: string, from: string, to: string | undefined, tx: Tx): Promise<void> {
      await programmes.updateMany(
        { organization, "moving.to": from },
        to === undefined ? { $unset: { "moving.to": 1 } } : { $set: { "moving.to": to } },
        { session: tx },
      );
    },

    /** Nobody has it any more. */
    async moved({ _id, organization, moving }: ProgrammeDoc): Promise<void> {
      await programmes.updateOne({ _id, organization, "moving.since": moving?.since ?? null } as object, {
        $unset: { moving: 1 },
      });
    },
  };
}
