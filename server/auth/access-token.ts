import {
  createRemoteJWKSet,
  customFetch,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
} from "jose";
import * as z from "zod";
import type { ErrorCode } from "../../shared/contracts/error.ts";
import type { Config } from "../config.ts";
import { AppError } from "../errors.ts";
import { backchannelFetch } from "./backchannel.ts";
import { rememberVerified } from "./verified-tokens.ts";

/** Who a token says its bearer is. */
export interface TokenIdentity {
  tid: string;
  oid: string;
  /** Verified e-mail claim, else preferred_username; as the directory wrote it. */
  address: string;
  givenName?: string;
  familyName?: string;
  name?: string;
}

/** Seconds that clocks may differ. */
const skew = 60;
const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const claims = z.object({
  tid: z.string().regex(guid),
  oid: z.string().regex(guid),
  preferred_username: z.string().max(320).optional(),
  email: z.string().max(320).optional(),
  /** Entra's optional claim: the owner of the e-mail's domain is verified. */
  xms_edov: z.union([z.boolean(), z.string(), z.number()]).optional(),
  name: z.string().max(256).optional(),
  given_name: z.string().max(256).optional(),
  family_name: z.string().max(256).optional(),
});

const refuse = (code: ErrorCode, message: string): never => {
  throw new AppError(code, message);
};

/** Which code jose's refusal is told as. */
function codeOf(error: unknown): ErrorCode | null {
  if (error instanceof errors.JWTExpired) return "token_expired";
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === "aud") return "token_audience";
    if (error.claim === "nbf" || error.claim === "iat") return "token_not_yet_valid";
    if (error.claim === "exp") return "token_expired";
    return "token_malformed";
  }
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported)
    return "token_algorithm";
  if (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys
  )
    return "token_signature";
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return "token_malformed";
  return null;
}

export type CheckAccessToken = (token: string) => Promise<TokenIdentity>;

/**
 * Checks Outlook's access tokens (Microsoft identity platform v2.0, "Access tokens": issuer, audience, scp, azp, ver; RFC 8725).
 * The check throws AppError: `token_…` for a bad token, `unavailable` when the provider's keys cannot be had.
 */
export function accessTokenCheck(identity: Config["identity"], keys?: JWTVerifyGetKey): CheckAccessToken {
  const jwks =
    keys ??
    createRemoteJWKSet(new URL(identity.jwksUri), {
      [customFetch]: backchannelFetch(identity.issuer, identity.backchannel),
      timeoutDuration: 5000,
      cooldownDuration: 60_000,
      cacheMaxAge: 24 * 3_600_000,
    });
  const verify = rememberVerified(
    async (token) =>
      (
        await jwtVerify(token, jwks, {
          algorithms: ["RS256"],
          audience: identity.addin.audiences,
          clockTolerance: skew,
          requiredClaims: ["exp", "iat", "iss", "aud"],
        })
      ).payload,
    { skewMs: skew * 1000 },
  );
  return async (token) => {
    let payload: JWTPayload;
    try {
      payload = await verify(token);
    } catch (error) {
      const code = codeOf(error);
      if (code)
        throw new AppError(code, "This sign-in is not valid here. Please sign in again.", { cause: error });
      throw new AppError("unavailable", "The identity provider's keys cannot be read just now.", {
        retryAfter: 5,
        cause: error,
      });
    }
    if ((payload.iat ?? 0) > Date.now() / 1000 + skew)
      refuse("token_not_yet_valid", "This sign-in was made in the future.");
    const read = claims.safeParse(payload);
    if (!read.success) return refuse("token_subject", "This sign-in does not say who it is for.");
    const c = read.data;
    if (payload.iss !== identity.issuer.replace("{tenantid}", c.tid))
      refuse("token_issuer", "This sign-in comes from another issuer.");
    if (payload["ver"] !== "2.0") refuse("token_version", "This sign-in is of another version than 2.0.");
    const scopes = typeof payload["scp"] === "string" ? payload["scp"].split(" ") : [];
    if (!scopes.includes("access_as_user")) refuse("token_scope", "This sign-in is not meant for this API.");
    if (payload["azp"] !== identity.addin.clientId)
      refuse("token_client", "This sign-in was made for another application.");
    const verified = c.xms_edov === true || c.xms_edov === 1 || c.xms_edov === "1" || c.xms_edov === "true";
    return {
      tid: c.tid.toLowerCase(),
      oid: c.oid.toLowerCase(),
      address: (verified ? c.email : undefined) ?? c.preferred_username ?? "",
      ...(c.name && { name: c.name }),
      ...(c.given_name && { givenName: c.given_name }),
      ...(c.family_name && { familyName: c.family_name }),
    };
  };
}
