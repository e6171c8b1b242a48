import { randomUUID } from "node:crypto";
import { Schema, trusted, type Connection } from "mongoose";
import type { Language } from "../../shared/lifecycle.ts";
import { isDuplicateKey, type Tx } from "../db/connect.ts";
import { tenantGuard } from "../db/tenant-guard.ts";

/** The link in a mail by which somebody confirms that they want to join. */
export interface JoinLink {
  /** What its token is made of. */
  id: string;
  /** SHA-256 (hex) of the token. */
  tokenHash: string;
  mailedAt: Date;
  expiresAt: Date;
  usedAt?: Date;
}

/** Somebody typed this address on the page for newcomers; one document for each address, however often it is typed. */
export interface JoinRequest {
  _id: string;
  organization: string;
  address: string;
  /** That of the page. */
  language: Language;
  /** Asked for at this moment, and not looked at yet. */
  waiting?: Date;
  /** The last one alone: earlier ones are dead. */
  link?: JoinLink;
  forgetAt: Date;
}

const schema = new Schema<JoinRequest>(
  {
    _id: { type: String, required: true },
    organization: { type: String, required: true },
    address: { type: String, required: true },
    language: { type: String, required: true },
    waiting: Date,
    link: {
      type: {
        _id: false,
        id: String,
        tokenHash: String,
        mailedAt: Date,
        expiresAt: Date,
        usedAt: Date,
      },
      default: undefined,
    },
    forgetAt: { type: Date, required: true },
  },
  { strict: "throw", versionKey: false, autoIndex: false, collection: "join_requests" },
);
schema.plugin(tenantGuard);
schema.index({ organization: 1, address: 1 }, { unique: true, name: "oneRequestPerAddress" });
schema.index(
  { organization: 1, "link.tokenHash": 1 },
  { unique: true, name: "oneLinkPerToken", partialFilterExpression: { "link.tokenHash": { $exists: true } } },
);
// Of all organizations: what nobody has looked at, and what is of no use any more.
schema.index(
  { waiting: 1 },
  { name: "requestsWaiting", partialFilterExpression: { waiting: { $exists: true } } },
);
schema.index({ forgetAt: 1 }, { name: "requestsToForget" });

/** The workers serve all organizations. */
const worker = { acrossOrganizations: true, strict: "throw" } as const;

export type JoinRequestStore = ReturnType<typeof createJoinRequestStore>;

/** Who asked, on the page for newcomers, for a mail to join by. */
export function createJoinRequestStore(connection: Connection) {
  const requests = connection.model<JoinRequest>("JoinRequest", schema);
  /** As it was when the worker read it: who asks again meanwhile is looked at again. */
  const asRead = ({ organization, _id, waiting }: JoinRequest) => ({ organization, _id, waiting });

  return {
    /** Notes that somebody asked: the same single write whoever it is. */
    async ask(
      organization: string,
      address: string,
      { language, at, forgetAt }: { language: Language; at: Date; forgetAt: Date },
    ): Promise<void> {
      const write = () =>
        requests.updateOne(
          { organization, address },
          { $set: { waiting: at, language }, $setOnInsert: { _id: randomUUID(), forgetAt } },
          { upsert: true },
        );
      await write().catch((error: unknown) => {
        if (isDuplicateKey(error)) return write();
        throw error;
      });
    },

    waiting: (limit: number) =>
      requests
        .find({ waiting: trusted({ $exists: true }) }, null, worker)
        .sort({ waiting: 1 })
        .limit(limit)
        .lean<JoinRequest[]>(),

    /** No mail for this one; what has never led to a mail is forgotten at once. */
    async dismiss(request: JoinRequest): Promise<void> {
      if (request.link) await requests.updateOne(asRead(request), { $unset: { waiting: 1 } });
      else await requests.deleteOne(asRead(request));
    },

    /** A new link in place of an earlier one; false when another worker was first, or somebody has asked again. */
    async issue(request: JoinRequest, link: JoinLink, forgetAt: Date, tx: Tx): Promise<boolean> {
      const { modifiedCount } = await requests.updateOne(
        asRead(request),
        { $set: { link, forgetAt }, $unset: { waiting: 1 } },
        { session: tx },
      );
      return modifiedCount === 1;
    },

    findByToken: (organization: string, tokenHash: string) =>
      requests.findOne({ organization, "link.tokenHash": tokenHash }).lean<JoinRequest>(),

    findByAddress: (organization: string, address: string) =>
      requests.findOne({ organization, address }).lean<JoinRequest>(),

    /** False when it was used before, or another link has taken its place. */
    async use({ organization, _id }: JoinRequest, { id }: JoinLink, at: Date, tx: Tx): Promise<boolean> {
      const { modifiedCount } = await requests.updateOne(
        { organization, _id, "link.id": id, "link.usedAt": trusted({ $exists: false }) },
        { $set: { "link.usedAt": at } },
        { session: tx },
      );
      return modifiedCount === 1;
    },

    old: (now: Date, limit: number) =>
      requests
        .find({ forgetAt: trusted({ $lte: now }), waiting: trusted({ $exists: false }) }, null, worker)
        .limit(limit)
        .lean<JoinRequest[]>(),

    async remove({ organization, _id }: JoinRequest): Promise<void> {
      await requests.deleteOne({ organization, _id });
    },
  };
}
