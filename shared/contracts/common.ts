import * as z from "zod/mini";
import { languages, roles } from "../lifecycle.ts";

/** `crypto.randomUUID()` as text. An id of another form is unknown, not malformed: it answers 404. */
export const Id = z.string().check(z.minLength(1), z.maxLength(64));
/** UTC instant with Z (RFC 3339). */
export const Instant = z.iso.datetime();
export const Language = z.enum(languages);
export const Role = z.enum(roles);
/**
 * A line of text a person typed, at most `max` UTF-16 units: no control characters, and no halves of characters, which the
 * database would store as something else.
 */
export const Line = (max: number) =>
  z
    .string()
    .check(
      z.trim(),
      z.maxLength(max),
      z.regex(/^[^\u0000-\u001f\u007f\u2028\u2029\p{Cs}]*$/u, "Control characters are not allowed."),
    );
/** An address as typed; whether it can be used is decided by server/domain/address.ts, the one canonicaliser. */
export const TypedAddress = z.string().check(z.minLength(1), z.maxLength(320));
export const ById = z.object({ id: Id });
/** Cursor paging: `next` of one answer is the `cursor` of the following call. */
export const PageQuery = {
  cursor: z.optional(z.string().check(z.maxLength(512))),
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200))),
};
export const page = <T extends z.ZodMiniType>(item: T) =>
  z.object({ items: z.array(item), total: z.number(), next: z.optional(z.string()) });
