import { createHmac } from "node:crypto";
import { Schema, trusted, type Connection, type Model } from "mongoose";
import { isDuplicateKey } from "../db/connect.ts";
import { clientBucket } from "./client-bucket.ts";

/** How often clients may do one thing, counted in the database across all servers and in real time. */
export interface RateLimit {
  /** Counts one for this client. Null when it may, else the seconds until it may again. */
  take: (address: string | undefined) => Promise<number | null>;
}

interface ClientCount {
  _id: string;
  count: number;
  /** When the count begins anew. */
  until: Date;
}
const schema = new Schema<ClientCount>(
  { _id: String, count: Number, until: Date },
  { strict: "throw", versionKey: false, autoIndex: false, collection: "client_counts" },
);
schema.index({ until: 1 }, { expireAfterSeconds: 0 });

interface Limits {
  /** What is limited; each thing has its own count. */
  name: string;
  most: number;
  /** In milliseconds, from the first. */
  within: number;
  /** Addresses are kept as a keyed hash alone. */
  secret: string;
  realNow?: () => number;
}

export function createRateLimit(
  connection: Connection,
  { name, most, within, secret, realNow = Date.now }: Limits,
): RateLimit {
  const counts =
    (connection.models["ClientCount"] as Model<ClientCount> | undefined) ??
    connection.model<ClientCount>("ClientCount", schema);

  return {
    async take(address) {
      const now = new Date(realNow());
      const end = new Date(now.getTime() + within);
      const _id = createHmac("sha256", secret)
        .update(`${name} ${clientBucket(address)}`)
        .digest("base64url");
      const goesOn = { $gt: ["$until", now] };
      // A client that is over matches nothing, and no other document can be made in its name: nothing is written for it.
      const count = () =>
        counts.updateOne(
          { _id, $or: [{ until: trusted({ $lte: now }) }, { count: trusted({ $lt: most }) }] },
          [
            {
              $set: {
                count: { $cond: [goesOn, { $add: ["$count", 1] }, 1] },
                until: { $cond: [goesOn, "$until", end] },
              },
            },
          ],
          { upsert: true, updatePipeline: true },
        );
      try {
        // Once more, for whoever was not the first to make it.
        await count().catch((error: unknown) => {
          if (isDuplicateKey(error)) return count();
          throw error;
        });
        return null;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const { until = end } = (await counts.findById(_id).lean<ClientCount>()) ?? {};
        return Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000));
      }
    },
  };
}
