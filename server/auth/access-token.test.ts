import { createSecretKey } from "node:crypto";
import {
  createLocalJWKSet,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  SignJWT,
  UnsecuredJWT,
  type JWTPayload,
} from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import type { Config } from "../config.ts";
import { accessTokenCheck, type CheckAccessToken } from "./access-token.ts";

const tid = "11111111-1111-4111-8111-111111111111";
const otherTid = "99999999-1111-4111-8111-111111111111";
const clientId = "22222222-2222-4222-8222-222222222222";
const audience = `api://localhost:3443/${clientId}`;
const issuerOf = (tenant: string) => `https://login.example/${tenant}/v2.0`;
const identity: Config["identity"] = {
  issuer: issuerOf("{tenantid}"),
  jwksUri: "https://login.example/keys",
  addin: {
    clientId,
    audiences: [clientId, audience],
    authority: "https://login.example/organizations",
    scope: `${audience}/access_as_user`,
  },
  portal: { clientId: "portal", clientSecret: "secret" },
};
const now = () => Math.floor(Date.now() / 1000);

let check: CheckAccessToken;
let keys: CryptoKeyPair;
let strangers: CryptoKeyPair;
type CryptoKeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

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
  iat: now(),
  nbf: now(),
  exp: now() + 3600,
});
/** Undefined fields are left out of the token. */
const sign = (changes: JWTPayload = {}, header: Record<string, unknown> = {}, key = keys.privateKey) =>
  new SignJWT(JSON.parse(JSON.stringify({ ...good(), ...changes })) as JWTPayload)
    .setProtectedHeader({ alg: "RS256", kid: "k1", ...header })
    .sign(key);

beforeAll(async () => {
  keys = await generateKeyPair("RS256", { extractable: true });
  strangers = await generateKeyPair("RS256", { extractable: true });
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: "k1", alg: "RS256", use: "sig" };
  check = accessTokenCheck(identity, createLocalJWKSet({ keys: [jwk] }));
});

describe("Outlook's access token", () => {
  it("tells who it is for", async () => {
    expect(await check(await sign())).toEqual({ tid, oid: good()["oid"], address: "newcomer@acme.example" });
  });

  it("takes the e-mail claim only when its domain's owner is verified", async () => {
    expect((await check(await sign({ email: "other@acme.example" }))).address).toBe("newcomer@acme.example");
    expect((await check(await sign({ email: "other@acme.example", xms_edov: true }))).address).toBe(
      "other@acme.example",
    );
  });

  it("forgives clocks a minute", async () => {
    await check(await sign({ exp: now() - 50, iat: now() - 3600, nbf: now() - 3600 }));
    await check(await sign({ nbf: now() + 50, iat: now() + 50 }));
  });

  const bad: [string, string, () => Promise<string> | string][] = [
    ["no token at all", "token_malformed", () => "x"],
    ["three words", "token_malformed", () => "a.b.c"],
    ["cut off", "token_signature", async () => (await sign()).slice(0, -6)],
    [
      "a changed payload",
      "token_signature",
      async () => {
        const [header, , signature] = (await sign()).split(".");
        return [
          header,
          Buffer.from(JSON.stringify({ ...good(), oid: "aaaaaaaa-0000-4000-8000-000000000002" })).toString(
            "base64url",
          ),
          signature,
        ].join(".");
      },
    ],
    ["a stranger's key", "token_signature", () => sign({}, {}, strangers.privateKey)],
    ["an unknown kid", "token_signature", () => sign({}, { kid: "k2" })],
    ["a kid that is a path", "token_signature", () => sign({}, { kid: "../../dev/null" })],
    [
      "jku of a stranger",
      "token_signature",
      () => sign({}, { kid: "k2", jku: "https://evil.example/keys" }, strangers.privateKey),
    ],
    ["alg none", "token_algorithm", () => new UnsecuredJWT(good()).encode()],
    [
      "HS256 with the public key",
      "token_algorithm",
      async () =>
        new SignJWT(good())
          .setProtectedHeader({ alg: "HS256", kid: "k1" })
          .sign(createSecretKey(Buffer.from(await exportSPKI(keys.publicKey)))),
    ],
    [
      "RS384",
      "token_algorithm",
      async () => {
        const pair = await generateKeyPair("RS384");
        return new SignJWT(good()).setProtectedHeader({ alg: "RS384", kid: "k1" }).sign(pair.privateKey);
      },
    ],
    ["expired", "token_expired", () => sign({ exp: now() - 61, iat: now() - 3600, nbf: now() - 3600 })],
    ["not yet valid", "token_not_yet_valid", () => sign({ nbf: now() + 65 })],
    ["issued in the future", "token_not_yet_valid", () => sign({ iat: now() + 65 })],
    ["without an end", "token_expired", () => sign({ exp: undefined })],
    ["another audience", "token_audience", () => sign({ aud: "api://other" })],
    ["no audience", "token_audience", () => sign({ aud: undefined })],
    ["another issuer", "token_issuer", () => sign({ iss: "https://login.example.evil.example/v2.0" })],
    ["issuer of another tenant than tid", "token_issuer", () => sign({ iss: issuerOf(otherTid) })],
    ["tid of another tenant than the issuer", "token_issuer", () => sign({ tid: otherTid })],
    ["no tid", "token_subject", () => sign({ tid: undefined })],
    ["no oid", "token_subject", () => sign({ oid: undefined })],
    ["oid that is no id", "token_subject", () => sign({ oid: { $ne: null } })],
    ["version 1.0", "token_version", () => sign({ ver: "1.0" })],
    ["another scope", "token_scope", () => sign({ scp: "User.Read" })],
    [
      "an application's token without scope",
      "token_scope",
      () => sign({ scp: undefined, roles: ["access_as_user"] }),
    ],
    ["another client", "token_client", () => sign({ azp: "33333333-2222-4222-8222-222222222222" })],
  ];
  it.each(bad)("%s: %s", async (_name, code, make) => {
    await expect(check(await make())).rejects.toMatchObject({ name: "AppError", code });
  });

  it("is `unavailable`, not bad, when the provider's keys cannot be had", async () => {
    const away = accessTokenCheck({ ...identity, jwksUri: "http://127.0.0.1:9/keys" });
    await expect(away(await sign())).rejects.toMatchObject({ code: "unavailable" });
  });
});
