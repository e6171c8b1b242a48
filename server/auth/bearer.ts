import type { Request } from "express";

/** API tokens begin with this, so that they are told from access tokens at a glance, and found by secret scanners. */
export const apiTokenPrefix = "fc_";

export const looksLikeApiToken = (token: string): boolean => token.startsWith(apiTokenPrefix);

/** The token of `Authorization: Bearer …` (RFC 6750), or null. */
export const bearerOf = (req: Request): string | null =>
  /^Bearer +([\w.~+/-]+=*)$/i.exec(req.get("authorization") ?? "")?.[1] ?? null;
