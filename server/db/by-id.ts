import type { Schema } from "mongoose";

const asked = [
  "find",
  "findOne",
  "findOneAndUpdate",
  "findOneAndDelete",
  "updateOne",
  "updateMany",
  "deleteOne",
  "deleteMany",
  "countDocuments",
] as const;

/**
 * Whoever names documents by their ids gets them by their ids. Left to itself the database tries an organization's other
 * indexes against it, judges by the first hundred it finds, and keeps that judgement for all who ask alike: where the ids are
 * the first of a list, it may walk the whole organization for the next ones.
 */
export function byId(schema: Schema): void {
  schema.pre([...asked], function walkIds() {
    const id: unknown = this.getFilter()["_id"];
    const named = typeof id === "string" || (typeof id === "object" && id !== null && "$in" in id);
    if (named && this.getOptions().hint === undefined) this.setOptions({ hint: { _id: 1 } });
  });
}
