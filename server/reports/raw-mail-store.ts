import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { Schema, trusted, type Connection, type Model, type QueryFilter } from "mongoose";
import { transactOn, type Tx } from "../db/connect.ts";
import { insertInto, type Into } from "../db/insert-groups.ts";
import { tenantGuard } from "../db/tenant-guard.ts";

/** A reported mail's bytes, known by organization and SHA-256; the bytes themselves lie in chunks. */
interface RawMail {
  _id: string;
  organization: string;
  sha256: string;
  size: number;
  chunks: number;
  keyId: string;
  complete: boolean;
  /** Real time. */
  storedAt: Date;
  /** Product time of the last report that holds it; absent while no report does. */
  referencedAt?: Date;
}
interface RawMailChunk {
  _id: string;
  organization: string;
  data: Buffer;
  /** AES-GCM's nonce and tag. */
  nonce: Buffer;
  tag: Buffer;
}

const strict = { strict: "throw", versionKey: false, autoIndex: false } as const;
const mailSchema = new Schema<RawMail>(
  {
    _id: { type: String, required: true },
    organization: { type: String, required: true },
    sha256: { type: String, required: true },
    size: { type: Number, required: true },
    chunks: { type: Number, required: true },
    keyId: { type: String, required: true },
    complete: { type: Boolean, required: true },
    storedAt: { type: Date, required: true },
    referencedAt: Date,
  },
  { ...strict, collection: "raw_mails" },
);
mailSchema.index({ storedAt: 1 });
mailSchema.index({ referencedAt: 1 });
mailSchema.index({ organization: 1, referencedAt: 1 });
const chunkSchema = new Schema<RawMailChunk>(
  {
    _id: { type: String, required: true },
    organization: { type: String, required: true },
    data: { type: Buffer, required: true },
    nonce: { type: Buffer, required: true },
    tag: { type: Buffer, required: true },
  },
  { ...strict, collection: "raw_mail_chunks" },
);
mailSchema.plugin(tenantGuard);
chunkSchema.plugin(tenantGuard);

const chunkBytes = 1024 * 1024;
/** So many of them fit into one transaction together. */
export const smallMailBytes = 64 * 1024;
const day = 24 * 3_600_000;
const cipher = "aes-256-gcm";

export const sha256Of = (raw: Uint8Array): string => createHash("sha256").update(raw).digest("hex");

/** These bytes were never kept, or not any more. */
export class RawMailMissing extends Error {}

export interface RawMailStore {
  /** Stores the bytes, acknowledged by a majority; a second time changes nothing. */
  keep: (organization: string, sha256: string, raw: Buffer) => Promise<void>;
  /**
   * Puts a small mail that is not there yet in, tied to the report that goes in with it.
   * @throws duplicate key error when its bytes are there, or on their way.
   */
  keepNew: (organization: string, sha256: string, raw: Buffer, at: Date, into: Into) => Promise<void>;
  /** Ties stored bytes to a report, in its transaction; false when a sweep was faster: keep them again. */
  refer: (organization: string, sha256: string, at: Date, tx: Tx) => Promise<boolean>;
  /** @throws RawMailMissing; Error when the bytes are not those that were stored. */
  read: (organization: string, sha256: string) => Promise<Buffer>;
  /**
   * Deletes what no report holds for a day, and what is older than `keptDays` of the product's time; `own` holds the days
   * of organizations that keep for another time. Safe to run twice.
   */
  sweep: (now: Date, keptDays: number, own?: ReadonlyMap<string, number>) => Promise<number>;
}

/** Raw mails lie encrypted, each organization's under a key of its own that is derived from the server's. */
export function createRawMailStore(
  connection: Connection,
  keys: { id: string; secret: string; previous?: readonly { id: string; secret: string }[] },
): RawMailStore {
  const mails =
    (connection.models["RawMail"] as Model<RawMail> | undefined) ??
    connection.model<RawMail>("RawMail", mailSchema);
  const chunks =
    (connection.models["RawMailChunk"] as Model<RawMailChunk> | undefined) ??
    connection.model<RawMailChunk>("RawMailChunk", chunkSchema);
  const idOf = (organization: string, sha256: string) => `${organization}:${sha256}`;

  function keyOf(organization: string, keyId: string): Buffer {
    const key = [keys, ...(keys.previous ?? [])].find(({ id }) => id === keyId);
    if (!key) throw new Error(`The server key "${keyId}" is not known any more.`);
    return Buffer.from(hkdfSync("sha256", key.secret, organization, "firstcatch raw mail", 32));
  }

  function seal(organization: string, _id: string, piece: Buffer): RawMailChunk {
    const nonce = randomBytes(12);
    const sealing = createCipheriv(cipher, keyOf(organization, keys.id), nonce).setAAD(Buffer.from(_id));
    const data = Buffer.concat([sealing.update(piece), sealing.final()]);
    return { _id, organization, data, nonce, tag: sealing.getAuthTag() };
  }

  return {
    async keepNew(organization, sha256, raw, at, into) {
      const _id = idOf(organization, sha256);
      const row = { sha256, size: raw.length, chunks: 1, keyId: keys.id, complete: true };
      await insertInto(chunks, seal(organization, `${_id}:0`, raw), into);
      await insertInto(mails, { _id, organization, ...row, storedAt: new Date(), referencedAt: at }, into);
    },

    async keep(organization, sha256, raw) {
      const _id = idOf(organization, sha256);
      if (await mails.exists({ organization, _id, complete: true })) return;
      const count = Math.max(1, Math.ceil(raw.length / chunkBytes));
      const row = { sha256, size: raw.length, chunks: count, keyId: keys.id };
      // First the row, so that chunks of a write that was cut off are found by the sweep.
      await mails.updateOne(
        { organization, _id },
        { $setOnInsert: { ...row, complete: false, storedAt: new Date() } },
        { upsert: true },
      );
      for (let n = 0; n < count; n++) {
        const piece = raw.subarray(n * chunkBytes, (n + 1) * chunkBytes);
        const { _id: chunk, ...sealed } = seal(organization, `${_id}:${n}`, piece);
        await chunks.replaceOne({ organization, _id: chunk }, sealed, { upsert: true });
      }
      await mails.updateOne({ organization, _id }, { $set: { ...row, complete: true } });
    },

    async refer(organization, sha256, at, tx) {
      const referred = await mails.updateOne(
        { organization, _id: idOf(organization, sha256), complete: true },
        { $set: { referencedAt: at } },
        { session: tx },
      );
      return referred.matchedCount === 1;
    },

    async read(organization, sha256) {
      const _id = idOf(organization, sha256);
      const row = await mails.findOne({ organization, _id, complete: true }).lean<RawMail>();
      if (!row) throw new RawMailMissing("The reported mail is not stored.");
      const key = keyOf(organization, row.keyId);
      const parts: Buffer[] = [];
      for (let n = 0; n < row.chunks; n++) {
        const chunk = await chunks.findOne({ organization, _id: `${_id}:${n}` }).lean<RawMailChunk>();
        if (!chunk) throw new RawMailMissing("A piece of the reported mail is missing.");
        const opening = createDecipheriv(cipher, key, bytes(chunk.nonce))
          .setAAD(Buffer.from(`${_id}:${n}`))
          .setAuthTag(bytes(chunk.tag));
        parts.push(opening.update(bytes(chunk.data)), opening.final());
      }
      const raw = Buffer.concat(parts);
      if (sha256Of(raw) !== sha256) throw new Error("The reported mail is not what was stored.");
      return raw;
    },

    async sweep(now, keptDays, own = new Map()) {
      const across = { acrossOrganizations: true, strict: "throw" } as const;
      const before = (days: number) => trusted({ $lt: new Date(now.getTime() - days * day) });
      const which: QueryFilter<RawMail>[] = [
        { referencedAt: trusted({ $exists: false }), storedAt: trusted({ $lt: new Date(Date.now() - day) }) },
        { referencedAt: before(keptDays), organization: trusted({ $nin: [...own.keys()] }) },
        ...[...own].map(([organization, days]) => ({ organization, referencedAt: before(days) })),
      ];
      const found: RawMail[] = [];
      for (const filter of which)
        found.push(...(await mails.find(filter, null, across).limit(500).lean<RawMail[]>()));
      let swept = 0;
      for (const { _id, organization, chunks: count, referencedAt } of found) {
        const pieces = Array.from({ length: count }, (_, n) => `${_id}:${n}`);
        // The guard in the filter: a report that came in meanwhile has moved `referencedAt`.
        const guard = { organization, _id, referencedAt: referencedAt ?? trusted({ $exists: false }) };
        const gone = await transactOn(connection)(async (tx) => {
          const { deletedCount } = await mails.deleteOne(guard, { session: tx });
          if (deletedCount === 1)
            await chunks.deleteMany({ organization, _id: trusted({ $in: pieces }) }, { session: tx });
          return deletedCount === 1;
        });
        if (gone) swept++;
      }
      return swept;
    },
  };
}

/** What the driver hands out for a Buffer is its Binary when read lean. */
const bytes = (value: Buffer | { buffer: Uint8Array }): Buffer =>
  Buffer.isBuffer(value) ? value : Buffer.from(value.buffer);
