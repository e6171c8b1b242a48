import { createHash } from "node:crypto";

/** All that the database holds of an entry. */
export interface StoredEntry {
  _id: string;
  organization: string;
  details?: unknown;
  /** Makes what is kept of erased details nothing that could be guessed. */
  salt?: string;
  /** In place of details that were erased: what the hash knows of them. */
  erased?: string;
  [field: string]: unknown;
}

/** An entry that has its place. */
export interface ChainedEntry extends StoredEntry {
  /** Its place in the organization's chain, from 1 on. */
  n: number;
  hash: string;
}

/** What the first entry of a chain follows. */
export const chainStart = "0".repeat(64);

/** A value as text that is the same however the database orders its fields. */
function canonical(value: unknown): string {
  if (value instanceof Date) return `date:${value.getTime()}`;
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1));
    return `{${fields.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

const sha256 = (...parts: string[]): string =>
  parts.reduce((hash, part) => hash.update(part).update("\n"), createHash("sha256")).digest("hex");

/** What the hash of an entry knows of its details: they can be erased, and the chain stays whole. */
export const digestOf = ({ salt = "", details }: Pick<StoredEntry, "salt" | "details">): string =>
  sha256(salt, canonical(details));

/** SHA-256 over the hash before it and every field of the entry, its number too, so that nothing of it can change unseen. */
export function hashOf(previous: string, entry: StoredEntry): string {
  const { details, salt, erased, ...rest } = entry;
  const known =
    erased === undefined
      ? { ...rest, ...(details !== undefined && { details: digestOf(entry) }) }
      : { ...rest, details: erased, beside: details, salt };
  return sha256(previous, canonical({ ...known, hash: undefined }));
}
