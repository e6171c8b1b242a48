import * as z from "zod/mini";

/** Stable codes of refusals. Clients branch on these, never on the text; each has a status in server/http/error-handler.ts. */
export const errorCodes = [
  "invalid_request",
  "invalid_json",
  "unsupported_media_type",
  "message_too_large",
  "unauthenticated",
  "token_malformed",
  "token_algorithm",
  "token_signature",
  "token_expired",
  "token_not_yet_valid",
  "token_issuer",
  "token_audience",
  "token_scope",
  "token_client",
  "token_version",
  "token_subject",
  "tenant_not_registered",
  "forbidden",
  "cross_site",
  "not_found",
  "joining_closed",
  "address_not_allowed",
  "address_unusable",
  "user_not_active",
  "move_not_allowed",
  "already_exists",
  "in_use",
  "last_owner",
  "version_conflict",
  "idempotency_key_reused",
  "copy_too_soon",
  "too_many_mails",
  "domain_not_verified",
  "field_required",
  "unavailable",
  "internal",
] as const;
export const ErrorCode = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** One thing that is wrong with a request: where it is (a JSON path), and what it is. */
export const Violation = z.object({ path: z.string(), message: z.string() });
export type Violation = z.infer<typeof Violation>;

/** RFC 9457 problem document, `application/problem+json`. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: ErrorCode,
  /** Also in the answer's X-Request-Id header and in the log. */
  requestId: z.optional(z.string()),
  violations: z.optional(z.array(Violation)),
  /** With `version_conflict`: the resource as it is now. */
  current: z.optional(z.unknown()),
  /** With `already_exists`, where it is a person who has it: who. */
  existing: z.optional(z.object({ id: z.string(), name: z.string(), removed: z.optional(z.boolean()) })),
});
export type Problem = z.infer<typeof Problem>;
