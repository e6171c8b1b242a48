import { createHash, randomBytes, randomUUID } from "node:crypto";
import { Schema, trusted, type Connection } from "mongoose";
import type { Tx } from "../db/connect.ts";
import { apiTokenPrefix } from "../auth/bearer.ts";
import { tenantGuard } from "../db/tenant-guard.ts";
import { AppError } from "../errors.ts";

export interface ApiTokenDoc {
  _id: string;
  organization: string;
  user: string;
  name: string;
  /** SHA-256 (hex) of the token; the token itself is told once and kept nowhere. */
  hash: string;
  hint: string;
  createdAt: Date;
  lastUsedAt?: Date;
  revokedAt?: Date;
}

const schema = new Schema<ApiTokenDoc>(
  {
    _id: { type: String, required: true },
    organization: { type: String, required: true },
    user: { type: String, required: true },
    name: { type: String, required: true },
    hash: { type: String, required: true },
    hint: { type: String, required: true },
    createdAt: { type: Date, required: true },
    lastUsedAt: Date,
    revokedAt: Date,
  },
  { strict: "throw", versionKey: false, collection: "apiTokens" },
);
schema.plugin(tenantGuard);
schema.index({ hash: 1 }, { unique: true, name: "apiTokenByHash" });
schema.index({ organization: 1, user: 1 }, { name: "apiTokensByUser" });

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");
/** Real time between two notes of the last use; a note for each call would be a write for each call. */
const noteUseEvery = 60_000;

export type ApiTokenStore = ReturnType<typeof createApiTokenStore>;

/** Tokens for scripts: 24 random bytes, kept as a hash. Each belongs to an admin and can do what that admin may. */
export function createApiTokenStore(connection: Connection) {
  const tokens = connection.model<ApiTokenDoc>("ApiToken", schema);
  return {
    collection: tokens,

    async create(
      organization: string,
      user: string,
      name: string,
      at: Date,
      tx?: Tx,
    ): Promise<ApiTokenDoc & { token: string }> {
      const token = apiTokenPrefix + randomBytes(24).toString("base64url");
      const document: ApiTokenDoc = {
        _id: randomUUID(),
        organization,
        user,
        name,
        hash: hashOf(token),
        hint: token.slice(0, apiTokenPrefix.length + 4),
        createdAt: at,
      };
      await tokens.insertMany([document], { session: tx ?? null });
      return { ...document, token };
    },

    /** Whose token this is, whatever the organization; null for an unknown or revoked one. */
    async findByToken(token: string): Promise<ApiTokenDoc | null> {
      const found = await tokens
        .findOne({ hash: hashOf(token) })
        .setOptions({ acrossOrganizations: true })
        .lean();
      if (!found || found.revokedAt) return null;
      if (Date.now() - (found.lastUsedAt?.getTime() ?? 0) > noteUseEvery)
        await tokens.updateOne(
          { organization: found.organization, _id: found._id },
          { $set: { lastUsedAt: new Date() } },
        );
      return found;
    },

    async list(organization: string, user: string): Promise<ApiTokenDoc[]> {
      return tokens.find({ organization, user }).sort({ createdAt: -1 }).lean();
    },

    async findMany(organization: string, ids: readonly string[]): Promise<ApiTokenDoc[]> {
      return tokens.find({ organization, _id: trusted({ $in: [...ids] }) }).lean();
    },

    /** The tokens of these people are worth nothing from now on. */
    async revokeAllOf(organization: string, users: readonly string[], at: Date, tx: Tx): Promise<void> {
      await tokens.updateMany(
        { organization, user: trusted({ $in: [...users] }), revokedAt: trusted({ $exists: false }) },
        { $set: { revokedAt: at } },
        { session: tx },
      );
    },

    async revoke(organization: string, user: string, id: string, at: Date, tx: Tx): Promise<void> {
      const found = await tokens.findOneAndUpdate(
        { organization, user, _id: id },
        [{ $set: { revokedAt: { $ifNull: ["$revokedAt", at] } } }],
        { updatePipeline: true, session: tx },
      );
      if (!found) throw new AppError("not_found", "There is no such API token.");
    },
  };
}
