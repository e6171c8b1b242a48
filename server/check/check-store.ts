import { Schema, trusted, type Connection } from "mongoose";
import { hopReasons } from "../../shared/contracts/check.ts";
import type { Tx } from "../db/connect.ts";
import { insertInto } from "../db/insert-groups.ts";
import { tenantGuard } from "../db/tenant-guard.ts";
import { ownHops, type CheckDoc } from "./check.ts";

const part = { _id: false, strict: "throw" } as const;
const schema = new Schema<CheckDoc>(
  {
    _id: { type: String, required: true },
    organization: { type: String, required: true },
    by: { type: String, required: true },
    startedAt: { type: Date, required: true },
    running: Boolean,
    marks: {
      type: new Schema({ server: Date, report: Date, stored: Date, queued: Date }, part),
      required: true,
    },
    failed: {
      type: new Schema(
        { hop: { type: String, enum: ownHops }, reason: { type: String, enum: hopReasons } },
        part,
      ),
      default: undefined,
    },
    mailbox: String,
    report: String,
    receipt: String,
    tokenHash: { type: String, required: true },
    pressedAt: Date,
  },
  { strict: "throw", versionKey: false, autoIndex: false, minimize: false, collection: "checks" },
);
schema.plugin(tenantGuard);
schema.index(
  { organization: 1 },
  { unique: true, name: "oneCheckAtATime", partialFilterExpression: { running: true } },
);
schema.index({ organization: 1, startedAt: -1 }, { name: "checksByTime" });
schema.index({ startedAt: 1 }, { name: "checksToSweep" });

export type CheckStore = ReturnType<typeof createCheckStore>;

/** Test reports that admins sent, and how far the server came with each. */
export function createCheckStore(connection: Connection) {
  const checks = connection.model<CheckDoc>("Check", schema);
  return {
    /** @throws duplicate key error while another one of the organization is running. */
    insert: (check: CheckDoc, tx: Tx) => insertInto(checks, check, tx),

    running: (organization: string) => checks.findOne({ organization, running: true }).lean<CheckDoc>(),

    find: (organization: string, _id: string) => checks.findOne({ organization, _id }).lean<CheckDoc>(),

    /** The next one may begin. */
    async end(organization: string, _id: string): Promise<void> {
      await checks.updateOne({ organization, _id }, { $unset: { running: 1 } });
    },

    async set(
      { organization, _id }: CheckDoc,
      values: Partial<CheckDoc> | Record<`marks.${string}`, Date>,
    ): Promise<CheckDoc> {
      const after = await checks
        .findOneAndUpdate({ organization, _id }, { $set: values }, { returnDocument: "after" })
        .lean<CheckDoc>();
      if (!after) throw new Error("The check is gone.");
      return after;
    },

    /** False when it was pressed before. */
    async press(organization: string, _id: string, at: Date, tx: Tx): Promise<boolean> {
      const { modifiedCount } = await checks.updateOne(
        { organization, _id, pressedAt: trusted({ $exists: false }) },
        { $set: { pressedAt: at } },
        { session: tx },
      );
      return modifiedCount === 1;
    },

    latest: (organization: string, limit: number) =>
      checks.find({ organization }).sort({ startedAt: -1 }).limit(limit).lean<CheckDoc[]>(),

    /** Those that began after this moment, oldest first. */
    since: (organization: string, from: Date) =>
      checks
        .find({ organization, startedAt: trusted({ $gt: from }) })
        .sort({ startedAt: 1 })
        .lean<CheckDoc[]>(),

    old: (before: Date, limit: number) =>
      checks
        .find({ startedAt: trusted({ $lt: before }) }, null, { acrossOrganizations: true, strict: "throw" })
        .limit(limit)
        .lean<CheckDoc[]>(),

    async remove({ organization, _id }: CheckDoc): Promise<void> {
      await checks.deleteOne({ organization, _id });
    },
  };
}
