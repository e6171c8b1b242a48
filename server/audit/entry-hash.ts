import { createHash } from "node:crypto";

/** An entry that has its place: all that the database holds of it. */
export interface ChainedEntry {
  _id: string;
  organization: string;
  /** Its place in the organization's chain, from 1 on. */
  n: number;
  hash: string;
  [field: string]: unknown;
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

/** SHA-256 over the hash before it and every field of the entry, its number too, so that nothing of it can change unseen. */
export function hashOf(previous: string, entry: Omit<ChainedEntry, "hash">): string {
  const text = canonical({ ...entry, hash: undefined });
  return createHash("sha256").update(previous).update("\n").update(text).digest("hex");
}
