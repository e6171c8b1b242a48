import type { Schema } from "mongoose";
import { byId } from "./by-id.ts";

const guarded = [
  "find",
  "findOne",
  "findOneAndUpdate",
  "findOneAndDelete",
  "findOneAndReplace",
  "updateOne",
  "updateMany",
  "replaceOne",
  "deleteOne",
  "deleteMany",
  "countDocuments",
  "distinct",
] as const;

/**
 * Every query of a guarded model names the organization it is for, or throws before it reaches the database.
 * The few calls that are meant to cross organizations (the worker's claims) say so with `{ acrossOrganizations: true }`.
 */
export function tenantGuard(schema: Schema): void {
  schema.pre([...guarded], function guardQuery() {
    if ((this.getOptions() as { acrossOrganizations?: boolean }).acrossOrganizations) return;
    const organization: unknown = this.getFilter()["organization"];
    if (typeof organization !== "string" || organization === "")
      throw new Error("A query was made without an organization; nothing may cross organizations.");
  });
  // The guard is what makes each of them name two things, the organization and the id.
  schema.plugin(byId);
  schema.pre("aggregate", function guardAggregate() {
    const first = this.pipeline()[0] as { $match?: { organization?: unknown } } | undefined;
    if (typeof first?.$match?.organization !== "string")
      throw new Error("An aggregation must begin by matching one organization.");
  });
  schema.pre("validate", function guardDocument() {
    if (!this.get("organization")) throw new Error("A document was made without an organization.");
  });
  schema.pre("insertMany", function guardMany(documents: unknown) {
    const list = (Array.isArray(documents) ? documents : [documents]) as { organization?: string }[];
    if (list.some((document) => !document.organization))
      throw new Error("A document was made without an organization.");
  });
  schema.pre("bulkWrite", function guardBulk() {
    throw new Error("Bulk writes go through updateMany or insertMany, which are guarded.");
  });
}
