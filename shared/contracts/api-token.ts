import * as z from "zod/mini";
import { ById, Id, Instant, Line } from "./common.ts";
import { endpoint } from "./endpoint.ts";

export const ApiToken = z.object({
  id: Id,
  name: z.string(),
  /** The first characters, to tell tokens apart. */
  hint: z.string(),
  createdAt: Instant,
  lastUsedAt: z.optional(Instant),
  revokedAt: z.optional(Instant),
});
export type ApiToken = z.infer<typeof ApiToken>;

export const ListApiTokens = endpoint({
  method: "get",
  path: "/api/v1/api-tokens",
  caller: "admin",
  permission: "tokens.own",
  summary: "The caller's own API tokens.",
  status: 200,
  response: z.object({ items: z.array(ApiToken), total: z.number() }),
});

export const CreateApiToken = endpoint({
  method: "post",
  path: "/api/v1/api-tokens",
  caller: "admin",
  permission: "tokens.own",
  summary: "Make an API token; the token itself stands in this answer alone.",
  status: 201,
  request: z.strictObject({ name: Line(120).check(z.minLength(1)) }),
  response: z.extend(ApiToken, { token: z.string() }),
});

export const RevokeApiToken = endpoint({
  method: "delete",
  path: "/api/v1/api-tokens/:id",
  caller: "admin",
  permission: "tokens.own",
  summary: "Revoke one of the caller's own API tokens, at once.",
  status: 204,
  params: ById,
});
