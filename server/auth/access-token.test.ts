import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWK } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import type { Config } from "../config.ts";
import { accessTokenCheck, type CheckAccessToken } from "./access-token.ts";
import { badTokens, tokenSigner, type TokenSigner } from "./testing/bad-tokens.ts";

const tid = "11111111-1111-4111-8111-111111111111";
const clientId = "22222222-2222-4222-8222-222222222222";
const audience = `api://localhost:3443/${clientId}`;
const identity: Config["identity"] = {
  issuer: "https://login.example/{tenantid}/v2.0",
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
let signer: TokenSigner;
let jwk: JWK;

beforeAll(async () => {
  const keys = await generateKeyPair("RS256", { extractable: true });
  jwk = { ...(await exportJWK(keys.publicKey)), kid: "k1", alg: "RS256", use: "sig" };
  signer = await tokenSigner({ keys, tid, issuer: identity.issuer, clientId, audience });
  check = accessTokenCheck(identity, createLocalJWKSet({ keys: [jwk] }));
});

describe("Outlook's access token", () => {
  it("tells who it is for", async () => {
    expect(await check(await signer.sign())).toEqual({
      tid,
      oid: signer.good()["oid"],
      address: "newcomer@acme.example",
    });
  });

  it("takes the e-mail claim only when its domain's owner is verified", async () => {
    expect((await check(await signer.sign({ email: "other@acme.example" }))).address).toBe(
      "newcomer@acme.example",
    );
    expect((await check(await signer.sign({ email: "other@acme.example", xms_edov: true }))).address).toBe(
      "other@acme.example",
    );
  });

  it.each([
    ["exp", -59, "good"],
    ["exp", -61, "token_expired"],
    ["nbf", 59, "good"],
    ["nbf", 62, "token_not_yet_valid"],
    ["iat", 59, "good"],
    ["iat", 62, "token_not_yet_valid"],
  ])("forgives clocks a minute and no more: %s at %i s", async (claim, offset, expected) => {
    // The clock stands still: a machine that stalls must not take the second that is asked about.
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const old = { iat: now() - 3600, nbf: now() - 3600 };
    const verdict = check(await signer.sign({ ...old, [claim]: now() + offset })).then(
      () => "good",
      (error: unknown) => (error as { code: string }).code,
    );
    expect(await verdict).toBe(expected);
  });

  it.each(badTokens)("%s: %s", async (_name, code, make) => {
    await expect(check(await make(signer))).rejects.toMatchObject({ name: "AppError", code });
  });

  it("is `unavailable`, not bad, when the provider's keys cannot be had", async () => {
    const away = accessTokenCheck({ ...identity, jwksUri: "http://127.0.0.1:9/keys" });
    await expect(away(await signer.sign())).rejects.toMatchObject({ code: "unavailable" });
  });

  describe("at a provider whose keys are far away", () => {
    let asked = 0;
    let answer: (res: ServerResponse) => void;
    const server = createServer((_req, res) => {
      asked++;
      answer(res);
    });
    const keys = (res: ServerResponse) =>
      void res.setHeader("Content-Type", "application/json").end(JSON.stringify({ keys: [jwk] }));
    const far = () =>
      accessTokenCheck({
        ...identity,
        jwksUri: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
      });
    beforeAll(async () => {
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    });
    afterAll(() => {
      server.closeAllConnections();
      server.close();
    });
    beforeEach(() => {
      asked = 0;
      answer = keys;
    });

    it("asks once for the keys, however many tokens come at the same time", async () => {
      const check = far();
      const token = await signer.sign();
      await Promise.all(Array.from({ length: 20 }, () => check(token)));
      await check(token);
      expect(asked).toBe(1);
    });

    it("asks no more than once a minute for a kid that it does not know", async () => {
      const check = far();
      await check(await signer.sign());
      for (let n = 0; n < 10; n++)
        await expect(check(await signer.sign({}, { kid: `unknown-${n}` }))).rejects.toMatchObject({
          code: "token_signature",
        });
      expect(asked).toBe(1);
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
      try {
        for (let n = 0; n < 10; n++)
          await expect(check(await signer.sign({}, { kid: `other-${n}` }))).rejects.toMatchObject({
            code: "token_signature",
          });
      } finally {
        vi.useRealTimers();
      }
      expect(asked).toBe(2);
    });

    it.each<[string, (res: ServerResponse) => void]>([
      ["an error", (res) => void res.writeHead(500).end()],
      ["a page in place of keys", (res) => void res.end("<html>")],
      ["half an answer", (res) => void (res.writeHead(200, { "Content-Length": "1000" }), res.destroy())],
      ["no answer", (res) => void res.destroy()],
      ["something else", (res) => void res.end('{"keys":{}}')],
    ])("is `unavailable` while it answers with %s, and good again afterwards", async (_name, bad) => {
      const check = far();
      answer = bad;
      await expect(check(await signer.sign())).rejects.toMatchObject({ code: "unavailable", retryAfter: 5 });
      answer = keys;
      expect(await check(await signer.sign())).toMatchObject({ tid });
    });

    it("is `unavailable` after five seconds when it keeps silent", { timeout: 15_000 }, async () => {
      answer = () => undefined;
      await expect(far()(await signer.sign())).rejects.toMatchObject({ code: "unavailable" });
    });
  });
});
