import { createSecretKey } from "node:crypto";
import { exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from "jose";
import type { ErrorCode } from "../../../shared/contracts/error.ts";

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

export interface SignerSettings {
  keys: KeyPair;
  tid: string;
  /** With {tenantid}. */
  issuer: string;
  clientId: string;
  audience: string;
}

export const otherTid = "99999999-1111-4111-8111-111111111111";
const seconds = () => Math.floor(Date.now() / 1000);

export type TokenSigner = Awaited<ReturnType<typeof tokenSigner>>;

/** Makes access tokens like the identity provider's: good ones, and with `changes` whatever a test needs. */
export async function tokenSigner({ keys, tid, issuer, clientId, audience }: SignerSettings) {
  const strangers = await generateKeyPair("RS256");
  const issuerOf = (tenant: string) => issuer.replace("{tenantid}", tenant);
  const good = (): JWTPayload => ({
    iss: issuerOf(tid),
    aud: audience,
    tid,
    oid: "aaaaaaaa-0000-4000-8000-000000000001",
    sub: "subject",
    ver: "2.0",
    scp: "access_as_user",
    azp: clientId,
    preferred_username: "newcomer@acme.example",
    iat: seconds(),
    nbf: seconds(),
    exp: seconds() + 3600,
  });
  return {
    keys,
    strangers,
    issuerOf,
    good,
    /** Undefined fields are left out of the token. */
    sign: (changes: JWTPayload = {}, header: Record<string, unknown> = {}, key = keys.privateKey) =>
      new SignJWT(JSON.parse(JSON.stringify({ ...good(), ...changes })) as JWTPayload)
        .setProtectedHeader({ alg: "RS256", kid: "k1", ...header })
        .sign(key),
  };
}

const withPayload = (token: string, payload: JWTPayload): string => {
  const [header, , signature] = token.split(".");
  return [header, Buffer.from(JSON.stringify(payload)).toString("base64url"), signature].join(".");
};

/** Every kind of token that opens nothing, and as which code it is refused. */
export const badTokens: readonly [
  name: string,
  code: ErrorCode,
  make: (signer: TokenSigner) => Promise<string> | string,
][] = [
  ["no token at all", "token_malformed", () => "x"],
  ["three words", "token_malformed", () => "a.b.c"],
  ["cut off", "token_signature", async ({ sign }) => (await sign()).slice(0, -6)],
  ["lengthened", "token_malformed", async ({ sign }) => `${await sign()}.x`],
  [
    "a changed payload",
    "token_signature",
    async ({ sign, good }) =>
      withPayload(await sign(), { ...good(), oid: "aaaaaaaa-0000-4000-8000-000000000002" }),
  ],
  ["a stranger's key", "token_signature", ({ sign, strangers }) => sign({}, {}, strangers.privateKey)],
  ["an unknown kid", "token_signature", ({ sign }) => sign({}, { kid: "k2" })],
  ["a kid that is a path", "token_signature", ({ sign }) => sign({}, { kid: "../../dev/null" })],
  [
    "jku of a stranger",
    "token_signature",
    ({ sign, strangers }) => sign({}, { kid: "k2", jku: "https://evil.example/keys" }, strangers.privateKey),
  ],
  [
    "x5u of a stranger",
    "token_signature",
    ({ sign, strangers }) => sign({}, { x5u: "https://evil.example/certificate" }, strangers.privateKey),
  ],
  ["alg none", "token_algorithm", ({ good }) => new UnsecuredJWT(good()).encode()],
  [
    "HS256 with the public key",
    "token_algorithm",
    async ({ good, keys }) =>
      new SignJWT(good())
        .setProtectedHeader({ alg: "HS256", kid: "k1" })
        .sign(createSecretKey(Buffer.from(await exportSPKI(keys.publicKey)))),
  ],
  [
    "RS384",
    "token_algorithm",
    async ({ good }) => {
      const pair = await generateKeyPair("RS384");
      return new SignJWT(good()).setProtectedHeader({ alg: "RS384", kid: "k1" }).sign(pair.privateKey);
    },
  ],
  [
    "expired",
    "token_expired",
    ({ sign }) => sign({ exp: seconds() - 61, iat: seconds() - 3600, nbf: seconds() - 3600 }),
  ],
  ["not yet valid", "token_not_yet_valid", ({ sign }) => sign({ nbf: seconds() + 65 })],
  ["issued in the future", "token_not_yet_valid", ({ sign }) => sign({ iat: seconds() + 65 })],
  ["without an end", "token_expired", ({ sign }) => sign({ exp: undefined })],
  ["another audience", "token_audience", ({ sign }) => sign({ aud: "api://other" })],
  ["no audience", "token_audience", ({ sign }) => sign({ aud: undefined })],
  ["another issuer", "token_issuer", ({ sign }) => sign({ iss: "https://login.example.evil.example/v2.0" })],
  [
    "issuer of another tenant than tid",
    "token_issuer",
    ({ sign, issuerOf }) => sign({ iss: issuerOf(otherTid) }),
  ],
  ["tid of another tenant than the issuer", "token_issuer", ({ sign }) => sign({ tid: otherTid })],
  ["no tid", "token_subject", ({ sign }) => sign({ tid: undefined })],
  ["no oid", "token_subject", ({ sign }) => sign({ oid: undefined })],
  ["oid that is no id", "token_subject", ({ sign }) => sign({ oid: { $ne: null } })],
  ["version 1.0", "token_version", ({ sign }) => sign({ ver: "1.0" })],
  ["another scope", "token_scope", ({ sign }) => sign({ scp: "User.Read" })],
  [
    "an application's token without scope",
    "token_scope",
    ({ sign }) => sign({ scp: undefined, roles: ["access_as_user"] }),
  ],
  ["another client", "token_client", ({ sign }) => sign({ azp: "33333333-2222-4222-8222-222222222222" })],
];
