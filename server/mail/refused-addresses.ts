import { Schema, trusted, type Connection } from "mongoose";
import type { Tx } from "../db/connect.ts";
import { gatherByKey } from "../db/gather.ts";
import { tenantGuard } from "../db/tenant-guard.ts";

/** An address that the mail server will not take mail for: no simulation goes there until an admin acts. */
interface RefusedAddress {
  _id: string;
  organization: string;
  address: string;
  at: Date;
  /** The mail server's words. */
  reply: string;
}

const schema = new Schema<RefusedAddress>(
  {
    _id: { type: String, required: true },
    organization: { type: String, required: true },
    address: { type: String, required: true },
    at: { type: Date, required: true },
    reply: { type: String, required: true },
  },
  { collection: "refused_addresses", strict: "throw", versionKey: false, autoIndex: false },
);
schema.plugin(tenantGuard);
schema.index({ organization: 1, address: 1 }, { unique: true, name: "oneStopPerAddress" });

export type RefusedAddresses = ReturnType<typeof createRefusedAddresses>;

export function createRefusedAddresses(connection: Connection) {
  const model = connection.model<RefusedAddress>("RefusedAddress", schema);
  const find = gatherByKey(
    (organization, addresses) =>
      model.find({ organization, address: trusted({ $in: addresses }) }).lean<RefusedAddress[]>(),
    ({ address }) => address,
  );
  return {
    /** The first refusal stays; said again, nothing changes. */
    async add(organization: string, address: string, reply: string, at: Date): Promise<void> {
      const _id = `${organization}:${address}`;
      await model.updateOne(
        { _id, organization },
        { $setOnInsert: { address, at, reply } },
        { upsert: true },
      );
    },

    /** The mail server's words; null when the address may be mailed. */
    async replyFor(organization: string, address: string): Promise<string | null> {
      return (await find(organization, address))?.reply ?? null;
    },

    async lift(organization: string, address: string, tx: Tx): Promise<void> {
      await model.deleteOne({ organization, address }, { session: tx });
    },
  };
}
