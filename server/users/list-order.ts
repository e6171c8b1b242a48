import mongoose from "mongoose";
import type { UserSort } from "../../shared/contracts/user.ts";
import { AppError } from "../errors.ts";
import type { UserDoc } from "./user-store.ts";

type Field = "email" | "firstName" | "lastName" | "createdAt" | "_id";
type Place = readonly (string | number)[];

/** Names in the alphabet's order, whatever their case. Addresses are plain ASCII, so they differ in this as they do in bytes. */
export const nameCollation = { locale: "en", strength: 2 } as const;

/** The fields of each order, the last of which no two people of an organization share; an index stands for each. */
const fieldsOf: Record<"email" | "name" | "added", readonly Field[]> = {
  email: ["email"],
  name: ["firstName", "lastName", "email"],
  added: ["createdAt", "_id"],
};

export const partsOf = (sort: UserSort) => {
  const down = sort.startsWith("-");
  const by = (down ? sort.slice(1) : sort) as keyof typeof fieldsOf;
  return { by, down, fields: fieldsOf[by] };
};

/** A cursor: the order, and where in it the last one seen stands. Made opaque, so that nobody builds one. */
export const cursorOf = (sort: UserSort, user: UserDoc): string =>
  Buffer.from(
    JSON.stringify([
      sort,
      ...partsOf(sort).fields.map((field) =>
        field === "createdAt" ? user.createdAt.getTime() : user[field],
      ),
    ]),
  ).toString("base64url");

/** @throws AppError `invalid_request` for what is no cursor of ours, or one of another order. */
export function placeOf(sort: UserSort, cursor: string): Place {
  const { fields } = partsOf(sort);
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    const [order, ...place] = Array.isArray(read) ? (read as unknown[]) : [];
    const fits = (value: unknown, index: number) =>
      fields[index] === "createdAt"
        ? Number.isSafeInteger(value) && Math.abs(Number(value)) <= 8.64e15
        : typeof value === "string";
    if (order === sort && place.length === fields.length && place.every(fits)) return place as Place;
  } catch {
    // Said below.
  }
  throw new AppError("invalid_request", "This cursor does not come from an earlier answer in this order.");
}

/** How the database is asked for a page in this order, from a place on. */
export function orderOf(sort: UserSort, after?: Place) {
  const { by, down, fields } = partsOf(sort);
  const value = (index: number) =>
    fields[index] === "createdAt" ? new Date(Number(after?.[index])) : after?.[index];
  const beyond = (index: number) => mongoose.trusted({ [down ? "$lt" : "$gt"]: value(index) });
  const later = fields.map((field, index) => ({
    ...Object.fromEntries(fields.slice(0, index).map((same, at) => [same, value(at)])),
    [field]: beyond(index),
  }));
  const from =
    fields.length === 1
      ? later[0]
      : // The first part says it once more, so that the index is entered there.
        { [fields[0] ?? ""]: mongoose.trusted({ [down ? "$lte" : "$gte"]: value(0) }), $or: later };
  return {
    sort: Object.fromEntries(fields.map((field) => [field, down ? -1 : 1])) as Record<Field, 1 | -1>,
    ...(after && { from: from as Record<string, unknown> }),
    ...(by === "name" && { collation: nameCollation }),
  };
}
