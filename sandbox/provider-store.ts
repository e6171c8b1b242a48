import type mongoose from "mongoose";
import type { Adapter, AdapterFactory, AdapterPayload } from "oidc-provider";

interface Stored {
  /** tenant, kind and id: what one tenant's provider keeps, another's never sees. */
  _id: string;
  tenant: string;
  kind: string;
  /** As JSON: its keys may hold what MongoDB does not take in names. */
  payload: string;
  consumed?: number;
  grantId?: string;
  userCode?: string;
  uid?: string;
  expiresAt?: Date;
}
export type ProviderCollection = mongoose.mongo.Collection<Stored>;

export function providerCollection(db: mongoose.mongo.Db): ProviderCollection {
  return db.collection<Stored>("provider", { writeConcern: { w: "majority" } });
}

/** Lets MongoDB sweep what is over; what is over but not swept yet is not found either. */
export async function createProviderIndexes(collection: ProviderCollection): Promise<void> {
  await collection.createIndex({ expiresAt: 1 }, { expireAfterSeconds: 0 }, {});
  await collection.createIndex({ grantId: 1 }, { sparse: true }, {});
  await collection.createIndex({ uid: 1 }, { sparse: true }, {});
}

/** Keeps a provider's sessions, codes and grants in the database, so that a restart signs nobody out. */
export function providerStore(collection: ProviderCollection, tenant: string): AdapterFactory {
  const find = async (filter: mongoose.mongo.Filter<Stored>): Promise<AdapterPayload | undefined> => {
    const now = new Date();
    const found = await collection.findOne({
      $and: [filter, { $or: [{ expiresAt: { $exists: false } }, { expiresAt: { $gt: now } }] }],
    });
    if (!found) return undefined;
    const payload = JSON.parse(found.payload) as AdapterPayload;
    return found.consumed === undefined ? payload : { ...payload, consumed: found.consumed };
  };
  return (kind): Adapter => {
    const key = (id: string) => `${tenant}:${kind}:${id}`;
    return {
      async upsert(id, payload, expiresIn) {
        const { grantId, userCode, uid } = payload;
        await collection.replaceOne(
          { _id: key(id) },
          {
            tenant,
            kind,
            payload: JSON.stringify(payload),
            ...(grantId && { grantId }),
            ...(userCode && { userCode }),
            ...(uid && { uid }),
            ...(expiresIn !== undefined && { expiresAt: new Date(Date.now() + expiresIn * 1000) }),
          },
          { upsert: true },
        );
      },
      find: (id) => find({ _id: key(id) }),
      findByUid: (uid) => find({ tenant, kind, uid }),
      findByUserCode: (userCode) => find({ tenant, kind, userCode }),
      async consume(id) {
        await collection.updateOne({ _id: key(id) }, { $set: { consumed: Math.floor(Date.now() / 1000) } });
      },
      async destroy(id) {
        await collection.deleteOne({ _id: key(id) });
      },
      async revokeByGrantId(grantId) {
        await collection.deleteMany({ tenant, grantId });
      },
    };
  };
}
