import { randomUUID } from "node:crypto";
import { Schema, trusted, type Connection } from "mongoose";
import { insertInto, type Into } from "../db/insert-groups.ts";
import { tenantGuard } from "../db/tenant-guard.ts";
import { actorFields } from "./actor-fields.ts";

/** Who did it: a user, a script with that user's API token, the person at the button, or the product by itself. */
export interface Actor {
  kind: "user" | "apiToken" | "self" | "system";
  id?: string;
  /** The network address that an admin's request came from, sealed with a key that lies with the person. */
  from?: string;
}

export interface AuditEntry {
  organization: string;
  at: Date;
  actor: Actor;
  /** What was done, as a word of the product: `user.join`, `joining.change`, … */
  action: string;
  /** Whom or what it was done to. */
  subject?: { kind: string; id: string };
  /** Values before and after, without secrets. */
  details?: Record<string, unknown>;
  /** Its place in the chain and its hash, which a worker gives it afterwards. */
  n?: number;
  hash?: string;
  salt?: string;
  /** In place of details that were erased with a person. */
  erased?: string;
}

/** A part of a list in the order of time. */
interface EntryPage {
  limit: number;
  after?: { at: Date; id: string };
}

const schema = new Schema<AuditEntry & { _id: string }>(
  {
    _id: { type: String, required: true },
    organization: { type: String, required: true },
    at: { type: Date, required: true },
    actor: actorFields,
    action: { type: String, required: true },
    subject: { type: { _id: false, kind: String, id: String }, default: undefined },
    details: Schema.Types.Mixed,
    n: Number,
    hash: String,
    salt: String,
    erased: String,
  },
  { strict: "throw", versionKey: false, collection: "audit" },
);
schema.plugin(tenantGuard);
// While an entry goes in it meets two indexes: its subject's, and the short one of those that wait for their place.
schema.index(
  { organization: 1, at: 1, _id: 1 },
  { name: "auditWaiting", partialFilterExpression: { n: null } },
);
schema.index({ organization: 1, "subject.id": 1, at: -1 }, { name: "auditBySubject" });
const placed = { partialFilterExpression: { n: { $exists: true } } };
schema.index({ organization: 1, n: 1 }, { ...placed, unique: true, name: "onePlaceEach" });
schema.index({ organization: 1, at: -1, _id: -1 }, { ...placed, name: "auditInOrder" });
schema.index({ organization: 1, action: 1, at: -1, _id: -1 }, { ...placed, name: "auditByAction" });
schema.index({ organization: 1, "actor.id": 1, at: -1, _id: -1 }, { ...placed, name: "auditByActor" });

export type AuditStore = ReturnType<typeof createAuditStore>;

/** Entries go in without a shared document, in the transaction of what they tell about; a worker chains them later. */
export function createAuditStore(connection: Connection) {
  const audit = connection.model<AuditEntry & { _id: string }>("AuditEntry", schema);
  return {
    collection: audit,
    async append(entry: AuditEntry, into?: Into): Promise<void> {
      await insertInto(audit, { _id: randomUUID(), ...entry }, into);
    },
    /** The latest entries about one subject, newest first. */
    async about(organization: string, subject: string, limit: number): Promise<AuditEntry[]> {
      return audit
        .find({ organization, "subject.id": subject })
        .sort({ at: -1 })
        .limit(limit)
        .lean<AuditEntry[]>();
    },
    /**
     * What was done to one subject, newest first, but for signing in. One person has so few entries that those of the same
     * moment are put in their order while they are read.
     */
    ofSubject: (organization: string, subject: string, { limit, after }: EntryPage) =>
      audit
        .find({
          organization,
          "subject.id": subject,
          action: trusted({ $ne: "session.begin" }),
          ...(after && {
            at: trusted({ $lte: after.at }),
            $or: [{ at: trusted({ $lt: after.at }) }, { _id: trusted({ $lt: after.id }) }],
          }),
        })
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .lean<(AuditEntry & { _id: string })[]>(),
    /** The first entry about a subject with one of these actions. */
    first: (organization: string, subject: string, actions: readonly string[]) =>
      audit
        .findOne({ organization, "subject.id": subject, action: trusted({ $in: [...actions] }) })
        .sort({ at: 1 })
        .lean<AuditEntry>(),
    async latest(organization: string, limit: number): Promise<AuditEntry[]> {
      return audit.find({ organization }).sort({ at: -1 }).limit(limit).lean<AuditEntry[]>();
    },
  };
}
