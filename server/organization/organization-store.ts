import mongoose, { Schema, type Connection } from "mongoose";
import type { AfterReport } from "../../shared/contracts/after-report.ts";
import type { EmployeeIdLabel } from "../../shared/employee-id.ts";
import type { Language } from "../../shared/lifecycle.ts";
import type { WorkingHours } from "../../shared/working-hours.ts";
import type { Tx } from "../db/connect.ts";
import { gather } from "../db/gather.ts";
import { setAndUnset } from "../db/set-and-unset.ts";
import { AppError } from "../errors.ts";

export interface JoiningSettings {
  anyoneCanJoin: boolean;
  allowedDomains: string[];
  allowedAddresses: string[];
  opensAt?: Date;
  closesAt?: Date;
  contact?: string;
  changedBy?: string;
  changedAt?: Date;
}

/** A mailbox that shall become the security mailbox once somebody who reads it has said so. */
export interface PendingMailbox {
  id: string;
  address: string;
  /** SHA-256 (hex) of the link's token. */
  tokenHash: string;
  askedAt: Date;
  expiresAt: Date;
}

/** Days that reported mails are kept where the organization says nothing else. */
export const usualKeptDays = 180;

/** A tenant. A directory tenant (`tid`) belongs to at most one organization, which may have several of them. */
export interface OrganizationDoc {
  _id: string;
  name: string;
  slug: string;
  tenantIds: string[];
  domains: { name: string; verified: boolean }[];
  joining: JoiningSettings;
  languages: Language[];
  defaultLanguage: Language;
  /** As the organization began: nobody has said yet which languages it writes in. */
  languagesOpen?: true;
  timeZone: string;
  /** Where they are not the usual ones. */
  workingHours?: WorkingHours;
  /** What must be known of everybody whom an admin adds. */
  required?: { company: boolean; department: boolean };
  employeeIdLabel?: EmployeeIdLabel;
  /** What people accept where they join by themselves. */
  terms?: { url: string };
  securityMailbox?: string;
  pendingMailbox?: PendingMailbox;
  /** The confirmation that the security mailbox rests on, so that a second press of its link is answered kindly. */
  confirmedMailbox?: { address: string; tokenHash: string; at: Date };
  /** Name that our own mails come from. */
  senderName?: string;
  keptDays?: number;
  /** Where reported mails go, where that is not as usual. */
  afterReport?: AfterReport;
  version: number;
  /** Counts what took away owners, so that two who each take one of the last two meet here. */
  ownersVersion?: number;
  createdAt: Date;
  updatedAt: Date;
}

const schema = new Schema<OrganizationDoc>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    slug: { type: String, required: true },
    tenantIds: { type: [String], required: true },
    domains: [
      { _id: false, name: { type: String, required: true }, verified: { type: Boolean, required: true } },
    ],
    joining: {
      anyoneCanJoin: { type: Boolean, required: true },
      allowedDomains: [String],
      allowedAddresses: [String],
      opensAt: Date,
      closesAt: Date,
      contact: String,
      changedBy: String,
      changedAt: Date,
    },
    languages: [String],
    defaultLanguage: { type: String, required: true },
    languagesOpen: Boolean,
    timeZone: { type: String, required: true },
    workingHours: { type: { _id: false, days: [String], from: String, until: String }, default: undefined },
    required: { type: { _id: false, company: Boolean, department: Boolean }, default: undefined },
    employeeIdLabel: { type: Schema.Types.Mixed, default: undefined },
    terms: { type: { _id: false, url: String }, default: undefined },
    securityMailbox: String,
    pendingMailbox: {
      type: { _id: false, id: String, address: String, tokenHash: String, askedAt: Date, expiresAt: Date },
      default: undefined,
    },
    confirmedMailbox: {
      type: { _id: false, address: String, tokenHash: String, at: Date },
      default: undefined,
    },
    senderName: String,
    keptDays: Number,
    afterReport: { type: Schema.Types.Mixed, default: undefined },
    version: { type: Number, default: 1 },
    ownersVersion: Number,
    createdAt: Date,
    updatedAt: Date,
  },
  { strict: "throw", versionKey: false, collection: "organizations" },
);
schema.index({ slug: 1 }, { unique: true, name: "oneOrganizationPerSlug" });
schema.index({ tenantIds: 1 }, { unique: true, name: "oneOrganizationPerTenant" });
schema.index({ "domains.name": 1 }, { name: "organizationsByDomain" });

export type OrganizationStore = ReturnType<typeof createOrganizationStore>;

/** The organizations themselves: the one collection that is not inside of one. */
export function createOrganizationStore(connection: Connection) {
  const organizations = connection.model<OrganizationDoc>("Organization", schema);
  const findOne = gather(async (ids: readonly string[]): Promise<(OrganizationDoc | null)[]> => {
    const found = await organizations
      .find({ _id: mongoose.trusted({ $in: [...new Set(ids)] }) })
      .lean<OrganizationDoc[]>();
    return ids.map((id) => found.find(({ _id }) => _id === id) ?? null);
  });

  return {
    collection: organizations,

    async get(id: string, tx?: Tx): Promise<OrganizationDoc> {
      const found = tx ? await organizations.findById(id).session(tx).lean() : await findOne(id);
      if (!found) throw new AppError("not_found", "There is no such organization.");
      return found;
    },

    find: (id: string): Promise<OrganizationDoc | null> => findOne(id),

    /** The organizations that keep reported mails for another time than is usual. */
    async ownKeptDays(): Promise<ReadonlyMap<string, number>> {
      const found = await organizations
        .find({ keptDays: mongoose.trusted({ $exists: true }) }, { keptDays: 1 })
        .lean<{ _id: string; keptDays: number }[]>();
      return new Map(found.map(({ _id, keptDays }) => [_id, keptDays]));
    },

    /** Those that are looked for at the same time are one question; each caller gets the document to read, not to change. */
    findByTenant: gather(async (tenantIds: readonly string[]): Promise<(OrganizationDoc | null)[]> => {
      const found = await organizations
        .find({ tenantIds: mongoose.trusted({ $in: [...new Set(tenantIds)] }) })
        .lean<OrganizationDoc[]>();
      return tenantIds.map((id) => found.find((organization) => organization.tenantIds.includes(id)) ?? null);
    }),

    async findByDomain(name: string): Promise<OrganizationDoc | null> {
      return organizations
        .findOne({ domains: mongoose.trusted({ $elemMatch: { name, verified: true } }) })
        .lean();
    },

    /** The one organization that lists a domain, shown to be its own or not; null when several claim it. */
    async findOnlyListing(name: string): Promise<OrganizationDoc | null> {
      const found = await organizations.find({ "domains.name": name }).limit(2).lean();
      return found.length === 1 ? (found[0] ?? null) : null;
    },

    async findBySlug(slug: string): Promise<OrganizationDoc | null> {
      return organizations.findOne({ slug }).lean();
    },

    /** The only organization there is, or null when there are none or several. */
    async findOnly(): Promise<OrganizationDoc | null> {
      const found = await organizations.find().limit(2).lean();
      return found.length === 1 ? (found[0] ?? null) : null;
    },

    /** @throws duplicate key error (oneOrganizationPerSlug, oneOrganizationPerTenant). */
    async insert(organization: OrganizationDoc, tx?: Tx): Promise<OrganizationDoc> {
      await organizations.insertMany([organization], { session: tx ?? null });
      return organization;
    },

    /** Of two transactions that take owners away, one runs again and sees what the other did. */
    async holdOwners(id: string, tx: Tx): Promise<void> {
      await organizations.updateOne({ _id: id }, { $inc: { ownersVersion: 1 } }, { session: tx });
    },

    /** Writes when the version is still the one that was read. @throws AppError `version_conflict`. */
    async update(
      before: OrganizationDoc,
      changes: Partial<OrganizationDoc>,
      at: Date,
      tx?: Tx,
    ): Promise<OrganizationDoc> {
      const written = await organizations
        .findOneAndUpdate(
          { _id: before._id, version: before.version },
          { ...setAndUnset({ ...changes, updatedAt: at }), $inc: { version: 1 } },
          { returnDocument: "after", session: tx ?? null },
        )
        .lean();
      if (!written)
        throw new AppError("version_conflict", "Somebody else changed these settings at the same moment.");
      return written;
    },
  };
}
