import { randomUUID } from "node:crypto";
import type mongoose from "mongoose";
import { firstOrganization, firstTenantId } from "./constants.ts";

/** A directory tenant: whose addresses it holds. */
export interface Tenant {
  id: string;
  name: string;
  domain: string;
}
/** Somebody whom the identity provider knows. */
export interface Account {
  tid: string;
  oid: string;
  email: string;
  name: string;
  /** From an address that belongs to no tenant: a guest of the first one. */
  guest: boolean;
}

/** The address is no address. */
export class UnusableAddress extends Error {}

function nameFrom(email: string): string {
  const words = email.slice(0, email.lastIndexOf("@")).split(/[._+-]+/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ");
}

/** Tenants and people of the sandbox's identity provider. Whoever asks is known from then on, under the same object id for ever. */
export class Accounts {
  readonly #tenants: mongoose.mongo.Collection<{ _id: string; name: string; domain: string }>;
  readonly #accounts: mongoose.mongo.Collection<Account & { _id: string }>;

  constructor(db: mongoose.mongo.Db) {
    const kept = { writeConcern: { w: "majority" } as const };
    this.#tenants = db.collection("tenants", kept);
    this.#accounts = db.collection("accounts", kept);
  }

  async createIndexes(): Promise<void> {
    await this.#tenants.createIndex({ domain: 1 }, { unique: true }, {});
    await this.#accounts.createIndex({ oid: 1 }, { unique: true }, {});
  }

  async addTenant({ id, name, domain }: Tenant): Promise<void> {
    await this.#tenants.updateOne(
      { _id: id },
      { $set: { name, domain: domain.toLowerCase() } },
      { upsert: true },
    );
  }

  async tenant(id: string): Promise<Tenant | null> {
    const found = await this.#tenants.findOne({ _id: id });
    return found && { id: found._id, name: found.name, domain: found.domain };
  }

  async tenantOfDomain(domain: string): Promise<Tenant | null> {
    const found = await this.#tenants.findOne({ domain: domain.toLowerCase() });
    return found && { id: found._id, name: found.name, domain: found.domain };
  }

  /** The account of an address; made at the first call. A name that is given is taken over. */
  async accountFor(address: string, name?: string): Promise<Account> {
    const email = address.trim().toLowerCase();
    const domain = /^[^\s@]+@([^\s@]+)$/.exec(email)?.[1];
    if (!domain || email.length > 320)
      throw new UnusableAddress(`"${address.slice(0, 80)}" is no mail address.`);
    const tenant = await this.tenantOfDomain(domain);
    const tid = tenant?.id ?? firstTenantId;
    const given = name?.trim().slice(0, 256);
    const fresh = { tid, email, oid: randomUUID(), guest: tenant === null };
    const account = await this.#accounts.findOneAndUpdate(
      { _id: `${tid}:${email}` },
      given
        ? { $setOnInsert: fresh, $set: { name: given } }
        : { $setOnInsert: { ...fresh, name: nameFrom(email) } },
      { upsert: true, returnDocument: "after" },
    );
    if (!account) throw new Error("The account could not be written.");
    return account;
  }

  async byObjectId(tid: string, oid: string): Promise<Account | null> {
    return this.#accounts.findOne({ tid, oid });
  }

  /** Who is known in a tenant, oldest first; guests left out. */
  async members(tid: string): Promise<Account[]> {
    return this.#accounts.find({ tid, guest: false }).sort({ $natural: 1 }).limit(50).toArray();
  }

  async count(): Promise<number> {
    return this.#accounts.countDocuments({});
  }
}

/** The claims that a directory like Entra puts into tokens about this account. */
export function claimsOf({ tid, oid, email, name, guest }: Account): Record<string, string | boolean> {
  const common = { tid, oid, sub: oid, ver: "2.0", name };
  if (!guest) return { ...common, preferred_username: email, email, xms_edov: true };
  const at = email.lastIndexOf("@");
  const username = `${email.slice(0, at)}_${email.slice(at + 1)}#EXT#@${firstOrganization.domain}`;
  return { ...common, preferred_username: username };
}
