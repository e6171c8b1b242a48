import { Schema, trusted, type Connection, type Model } from "mongoose";
import { languages, simulationKinds, type SimulationKind } from "../../shared/lifecycle.ts";
import type { Tx } from "../db/connect.ts";
import { gatherByKey } from "../db/gather.ts";
import { insertInto, type Into } from "../db/insert-groups.ts";
import { tenantGuard } from "../db/tenant-guard.ts";
import { simulationStates, type Simulation } from "./simulation.ts";

const schema = new Schema<Simulation>(
  {
    _id: { type: String, required: true },
    organization: { type: String, required: true },
    user: { type: String, required: true },
    kind: { type: String, enum: simulationKinds, required: true },
    startNumber: { type: Number, required: true },
    scenario: {
      type: new Schema({ key: String, version: Number }, { _id: false, strict: "throw" }),
      required: true,
    },
    language: { type: String, enum: languages, required: true },
    keyId: { type: String, required: true },
    tokenHash: { type: String, required: true },
    state: { type: String, enum: simulationStates, required: true },
    createdAt: { type: Date, required: true },
    dueAt: Date,
    reportedAt: Date,
    closedAt: Date,
  },
  { collection: "simulations", strict: "throw", versionKey: false, autoIndex: false },
);
schema.plugin(tenantGuard);
// At most one Welcome simulation per start, whoever starts it.
schema.index(
  { organization: 1, user: 1, kind: 1, startNumber: 1 },
  { unique: true, partialFilterExpression: { kind: "welcome" } },
);
// At most one training simulation per due date, however many workers find its person due.
schema.index(
  { organization: 1, user: 1, dueAt: 1 },
  {
    unique: true,
    name: "oneSimulationPerDueDate",
    partialFilterExpression: { dueAt: { $exists: true } },
  },
);
schema.index({ tokenHash: 1 }, { unique: true });
schema.index({ organization: 1, user: 1, createdAt: -1, _id: -1 }, { name: "simulationsOfUser" });

export interface SimulationStore {
  insert: (simulation: Simulation, into: Into) => Promise<void>;
  /** All Welcome simulations of these people, whatever became of them. */
  findWelcomes: (organization: string, users: readonly string[], tx?: Tx) => Promise<Simulation[]>;
  findOpen: (
    organization: string,
    users: readonly string[],
    tx: Tx,
    kind?: SimulationKind,
  ) => Promise<string[]>;
  findLatestWelcome: (organization: string, user: string, tx?: Tx) => Promise<Simulation | null>;
  findById: (organization: string, id: string, tx?: Tx) => Promise<Simulation | null>;
  ofUser: (organization: string, user: string, limit: number) => Promise<Simulation[]>;
  findByTokenHashes: (organization: string, hashes: readonly string[]) => Promise<Simulation[]>;
  /** The one of any organization: a link names none. */
  findByTokenHash: (hash: string) => Promise<Simulation | null>;
  /** Closes those of them that are still open. */
  supersede: (organization: string, ids: readonly string[], at: Date, tx: Tx) => Promise<void>;
  /** Closes a simulation that is still open; false when it was closed before. */
  close: (simulation: Simulation, as: "reported" | "superseded", at: Date, tx: Tx) => Promise<boolean>;
}

export function createSimulationStore(connection: Connection): SimulationStore {
  const model =
    (connection.models["Simulation"] as Model<Simulation> | undefined) ??
    connection.model<Simulation>("Simulation", schema);
  const findOne = gatherByKey(
    (organization, ids) => model.find({ organization, _id: trusted({ $in: ids }) }).lean<Simulation[]>(),
    ({ _id }) => _id,
  );
  return {
    insert: (simulation, into) => insertInto(model, simulation, into),
    findWelcomes: (organization, users, tx) =>
      model
        .find({ organization, user: trusted({ $in: [...users] }), kind: "welcome" })
        .session(tx ?? null)
        .lean<Simulation[]>(),
    async findOpen(organization, users, tx, kind) {
      const user = trusted({ $in: [...users] });
      const found = await model
        .find({ organization, user, ...(kind && { kind }), state: "open" }, { _id: 1 })
        .session(tx)
        .lean<{ _id: string }[]>();
      return found.map(({ _id }) => _id);
    },
    findLatestWelcome: (organization, user, tx) =>
      model
        .findOne({ organization, user, kind: "welcome" })
        .sort({ startNumber: -1 })
        .session(tx ?? null)
        .lean<Simulation>(),
    findById: (organization, _id, tx) =>
      tx ? model.findOne({ organization, _id }).session(tx).lean<Simulation>() : findOne(organization, _id),
    ofUser: (organization, user, limit) =>
      model.find({ organization, user }).sort({ createdAt: -1, _id: -1 }).limit(limit).lean<Simulation[]>(),
    findByTokenHashes: (organization, hashes) =>
      model.find({ organization, tokenHash: trusted({ $in: [...hashes] }) }).lean<Simulation[]>(),
    findByTokenHash: (tokenHash) =>
      model.findOne({ tokenHash }, null, { acrossOrganizations: true }).lean<Simulation>(),
    async supersede(organization, ids, at, tx) {
      await model.updateMany(
        { organization, _id: trusted({ $in: [...ids] }), state: "open" },
        { $set: { state: "superseded", closedAt: at } },
        { session: tx },
      );
    },
    async close({ organization, _id }, as, at, tx) {
      const closed = await model.updateOne(
        { organization, _id, state: "open" },
        { $set: { state: as, closedAt: at, ...(as === "reported" && { reportedAt: at }) } },
        { session: tx },
      );
      return closed.modifiedCount === 1;
    },
  };
}
