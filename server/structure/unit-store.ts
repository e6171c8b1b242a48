import { randomUUID } from "node:crypto";
import mongoose, { Schema, type Connection, type Model } from "mongoose";
import { isBringing, kindWord, structureKinds, type StructureKind } from "../../shared/structure.ts";
import { isDuplicateKey, type Tx } from "../db/connect.ts";
import { setAndUnset } from "../db/set-and-unset.ts";
import { tenantGuard } from "../db/tenant-guard.ts";
import { fold } from "../domain/search-words.ts";
import { AppError } from "../errors.ts";

/** A company, department, function, cost centre or group, as stored. */
export interface UnitDoc {
  _id: string;
  organization: string;
  name: string;
  /** The name without regard to case and accents; unique. */
  key: string;
  code?: string;
  /** The code without regard to case and accents; unique. */
  codeKey?: string;
  /** The programme that its people get; of functions and groups alone. */
  programme?: string;
  /** What it brings changed then, and the dates of its people are still to be planned anew. */
  replanSince?: Date;
  archivedAt?: Date;
  /** The one its people are moving to, and since when. */
  mergedInto?: string;
  mergedAt?: Date;
  version: number;
}

const names: Record<StructureKind, string> = {
  companies: "Company",
  departments: "Department",
  functions: "Function",
  costCentres: "CostCentre",
  groups: "Group",
};
function schemaOf(kind: StructureKind): Schema<UnitDoc> {
  const schema = new Schema<UnitDoc>(
    {
      _id: { type: String, required: true },
      organization: { type: String, required: true },
      name: { type: String, required: true },
      key: { type: String, required: true },
      code: String,
      codeKey: String,
      programme: String,
      replanSince: Date,
      archivedAt: Date,
      mergedInto: String,
      mergedAt: Date,
      version: { type: Number, required: true },
    },
    { strict: "throw", versionKey: false, collection: kind },
  );
  schema.plugin(tenantGuard);
  schema.index({ organization: 1, key: 1 }, { unique: true, name: `one${names[kind]}PerName` });
  schema.index(
    { organization: 1, codeKey: 1 },
    {
      unique: true,
      name: `one${names[kind]}PerCode`,
      partialFilterExpression: { codeKey: { $exists: true } },
    },
  );
  schema.index(
    { mergedInto: 1 },
    { name: "merging", partialFilterExpression: { mergedInto: { $exists: true } } },
  );
  if (!isBringing(kind)) return schema;
  schema.index(
    { organization: 1, programme: 1 },
    { name: "byProgramme", partialFilterExpression: { programme: { $exists: true } } },
  );
  schema.index(
    { replanSince: 1 },
    { name: "toReplan", partialFilterExpression: { replanSince: { $exists: true } } },
  );
  return schema;
}

const taken = (kind: StructureKind) => (error: unknown) => {
  if (!isDuplicateKey(error)) throw error;
  const field = isDuplicateKey(error, "PerCode") ? "code" : "name";
  const message = `There is a ${kindWord[kind]} of this ${field} already.`;
  throw new AppError("already_exists", message, {
    violations: [{ path: `$.${field}`, message }],
    cause: error,
  });
};

/** What may be changed of a unit; a field that is there and undefined is taken away. */
export type UnitFields = {
  [F in "name" | "code" | "programme" | "replanSince" | "archivedAt"]?: UnitDoc[F] | undefined;
};
/** With what each is found by. */
const stored = (fields: UnitFields) => ({
  ...fields,
  ...(fields.name !== undefined && { key: fold(fields.name) }),
  ...("code" in fields && { codeKey: fields.code === undefined ? undefined : fold(fields.code) }),
});

export type UnitStore = ReturnType<typeof createUnitStore>;

/** What organizations are made of, each kind in a collection of its own. */
export function createUnitStore(connection: Connection) {
  const models = Object.fromEntries(
    structureKinds.map((kind) => [kind, connection.model<UnitDoc>(names[kind], schemaOf(kind))]),
  ) as unknown as Record<StructureKind, Model<UnitDoc>>;

  const find = (kind: StructureKind, organization: string, id: string, tx?: Tx): Promise<UnitDoc | null> =>
    models[kind]
      .findOne({ organization, _id: id })
      .session(tx ?? null)
      .lean<UnitDoc>();

  return {
    models,
    find,

    /** By name. */
    list: (kind: StructureKind, organization: string): Promise<UnitDoc[]> =>
      models[kind].find({ organization }).sort({ key: 1 }).lean<UnitDoc[]>(),

    /** Those of these that are there, in no order. */
    some: (kind: StructureKind, organization: string, ids: readonly string[]): Promise<UnitDoc[]> =>
      models[kind].find({ organization, _id: mongoose.trusted({ $in: [...ids] }) }).lean<UnitDoc[]>(),

    /** Which of these people may be given: those that are there, not archived and not merging. */
    async known(
      kind: StructureKind,
      organization: string,
      ids: readonly string[],
      tx?: Tx,
    ): Promise<string[]> {
      if (ids.length === 0) return [];
      const none = mongoose.trusted({ $exists: false });
      const found = await models[kind]
        .find(
          {
            organization,
            _id: mongoose.trusted({ $in: [...ids] }),
            archivedAt: none,
            mergedInto: none,
          },
          { _id: 1 },
        )
        .session(tx ?? null)
        .lean();
      return found.map(({ _id }) => _id);
    },

    /** @throws AppError `already_exists`, at the name or the code. */
    async create(
      kind: StructureKind,
      organization: string,
      { name, code, programme }: { name: string; code?: string; programme?: string },
      tx: Tx,
    ): Promise<UnitDoc> {
      const unit: UnitDoc = {
        _id: randomUUID(),
        organization,
        name,
        key: fold(name),
        ...(code && { code, codeKey: fold(code) }),
        ...(programme && { programme }),
        version: 1,
      };
      await models[kind].insertMany([unit], { session: tx }).catch(taken(kind));
      return unit;
    },

    /** @throws AppError `already_exists`; null where it is not there in this version. */
    async update(kind: StructureKind, unit: UnitDoc, fields: UnitFields, tx: Tx): Promise<UnitDoc | null> {
      const changed = await models[kind]
        .findOneAndUpdate(
          { organization: unit.organization, _id: unit._id, version: unit.version },
          { ...setAndUnset(stored(fields)), $inc: { version: 1 } },
          { returnDocument: "after", session: tx },
        )
        .lean<UnitDoc>()
        .catch(taken(kind));
      return changed ?? null;
    },

    /**
     * Sends the people of one on their way to another, whose version moves on as well, so that it is not itself merged away at
     * the same moment. Name and code are free at once. Null where either changed meanwhile.
     */
    async merge(kind: StructureKind, from: UnitDoc, to: UnitDoc, at: Date, tx: Tx): Promise<UnitDoc | null> {
      const { organization } = from;
      const here = await models[kind].updateOne(
        { organization, _id: to._id, version: to.version },
        { $inc: { version: 1 } },
        { session: tx },
      );
      if (here.modifiedCount === 0) return null;
      const gone = await models[kind]
        .findOneAndUpdate(
          { organization, _id: from._id, version: from.version },
          {
            $set: { mergedInto: to._id, mergedAt: at, key: `merged ${from._id}` },
            $unset: { codeKey: 1 },
            $inc: { version: 1 },
          },
          { returnDocument: "after", session: tx },
        )
        .lean<UnitDoc>();
      return gone ?? null;
    },

    /** Are people still on their way to this one? */
    async isTarget(kind: StructureKind, { organization, _id }: UnitDoc, tx: Tx): Promise<boolean> {
      return (await models[kind].exists({ organization, mergedInto: _id }).session(tx)) !== null;
    },

    /** Those whose people are on their way to another, of all organizations: for the worker. */
    merging: (kind: StructureKind, most: number): Promise<UnitDoc[]> =>
      models[kind]
        .find({ mergedInto: mongoose.trusted({ $exists: true }) }, null, { acrossOrganizations: true })
        .limit(most)
        .lean<UnitDoc[]>(),

    async remove(kind: StructureKind, { organization, _id }: UnitDoc, tx?: Tx): Promise<void> {
      await models[kind].deleteOne({ organization, _id }).session(tx ?? null);
    },
  };
}
