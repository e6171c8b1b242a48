import { Schema, type Connection, type Model } from "mongoose";
import { isDuplicateKey } from "../db/connect.ts";
import { tenantGuard } from "../db/tenant-guard.ts";
import { selfMailAllowedAt } from "../domain/outbox.ts";

/**
 * How many mails go out, counted in the database across all servers and in the product's time (a ready-made limiter
 * counts in real time, which would hold mails back after the product's clock was moved). Only mails count, never
 * answers, and too many only wait.
 */
export interface MailLimits {
  /** Books up to `wanted` mails of an organization in the minute of `now`; answers how many fit. */
  bookMinute: (organization: string, wanted: number, now: Date) => Promise<number>;
  /** Books one mail that a person caused; null when booked (also when it was before), else when it may go. */
  bookSelf: (organization: string, user: string, message: string, now: Date) => Promise<Date | null>;
}

interface MinuteCount {
  _id: string;
  organization: string;
  mails: number;
  expiresAt: Date;
}
interface SelfMails {
  _id: string;
  organization: string;
  mails: { message: string; at: Date }[];
  version: number;
  expiresAt: Date;
}

const options = { strict: "throw", versionKey: false, autoIndex: false } as const;
const minuteSchema = new Schema<MinuteCount>(
  { _id: String, organization: String, mails: Number, expiresAt: Date },
  { ...options, collection: "mail_minutes" },
);
const selfSchema = new Schema<SelfMails>(
  {
    _id: String,
    organization: String,
    mails: [{ _id: false, message: String, at: Date }],
    version: Number,
    expiresAt: Date,
  },
  { ...options, collection: "mail_self" },
);
for (const schema of [minuteSchema, selfSchema]) {
  (schema as Schema).plugin(tenantGuard);
  // Real time and generous: what is counted is decided by the stored times, this only tidies up.
  (schema as Schema).index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
}

const minute = 60_000;
const day = 24 * 60 * minute;
const keptUntil = () => new Date(Date.now() + 2 * day);

export function createMailLimits(connection: Connection, perOrganizationPerMinute: number): MailLimits {
  const minutes =
    (connection.models["MailMinute"] as Model<MinuteCount> | undefined) ??
    connection.model<MinuteCount>("MailMinute", minuteSchema);
  const selves =
    (connection.models["SelfMails"] as Model<SelfMails> | undefined) ??
    connection.model<SelfMails>("SelfMails", selfSchema);

  return {
    async bookMinute(organization, wanted, now) {
      const _id = `${organization}:${Math.floor(now.getTime() / minute)}`;
      const book = () =>
        minutes
          .findOneAndUpdate(
            { _id, organization },
            { $inc: { mails: wanted }, $setOnInsert: { expiresAt: keptUntil() } },
            { upsert: true, returnDocument: "after" },
          )
          .lean<MinuteCount>();
      const count = await book().catch((error: unknown) => {
        if (isDuplicateKey(error)) return book();
        throw error;
      });
      const before = count.mails - wanted;
      return Math.max(0, Math.min(wanted, perOrganizationPerMinute - before));
    },

    async bookSelf(organization, user, message, now) {
      const _id = `${organization}:${user}`;
      for (;;) {
        const known = await selves.findOne({ _id, organization }).lean<SelfMails>();
        const mails = known?.mails ?? [];
        if (mails.some((mail) => mail.message === message)) return null;
        const allowedAt = selfMailAllowedAt(
          mails.map(({ at }) => at),
          now,
        );
        if (allowedAt) return allowedAt;
        const recent = mails.filter(({ at }) => Math.abs(now.getTime() - at.getTime()) < day);
        const next = { mails: [...recent, { message, at: now }], expiresAt: keptUntil() };
        // The version in the filter: two workers with two mails of one person book one after the other.
        if (known) {
          const booked = await selves.updateOne(
            { _id, organization, version: known.version },
            { $set: next, $inc: { version: 1 } },
          );
          if (booked.modifiedCount === 1) return null;
          continue;
        }
        try {
          await selves.create({ _id, organization, version: 1, ...next });
          return null;
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
        }
      }
    },
  };
}
