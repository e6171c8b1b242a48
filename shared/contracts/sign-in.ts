import * as z from "zod/mini";
import { endpoint } from "./endpoint.ts";

const secret = z.string().check(z.regex(/^[\w-]{43}$/));

/** What the sign-in window hands to the pane: a code, or why there is none. */
export const dialogProblems = [
  "denied",
  "needed",
  "expired",
  "account",
  "unknown",
  "tooOften",
  "broken",
] as const;
export const DialogProblem = z.enum(dialogProblems);
export type DialogProblem = z.infer<typeof DialogProblem>;

/** SHA-256 of the pane's verifier, in base64url, as it stands in the window's address. */
export const Challenge = secret;

export const SignedIn = z.object({
  accessToken: z.string(),
  /** Seconds that the token is good for. */
  expiresIn: z.number(),
  tid: z.string(),
  oid: z.string(),
  /** Whose account it is, in words. */
  address: z.string(),
});
export type SignedIn = z.infer<typeof SignedIn>;

export const RedeemSignIn = endpoint({
  method: "post",
  path: "/api/v1/sign-in",
  caller: "public",
  summary:
    "Exchange the one-time code of the sign-in window, with the verifier of the pane that opened it, for an access token.",
  status: 200,
  request: z.strictObject({ code: secret, verifier: secret }),
  response: SignedIn,
});
