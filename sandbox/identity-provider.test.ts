import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import express from "express";
import { createLocalJWKSet, decodeJwt, jwtVerify } from "jose";
import mongoose from "mongoose";
import * as oidc from "openid-client";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { Accounts } from "./accounts.ts";
import { addinClientId, apiAudience, apiScope, firstTenantId, portalClientId } from "./constants.ts";
import { type IdentityProvider, createIdentityProvider } from "./identity-provider.ts";
import { ensureSecrets } from "./secrets.ts";

const httpsPort = 3443;
const origin = `https://localhost:${httpsPort}`;
const otherTenant = "44444444-4444-4444-8444-444444444444";
let folder: string;
let client: mongoose.mongo.MongoClient;
let accounts: Accounts;
let identity: IdentityProvider;
let server: http.Server;
let port: number;

async function start(): Promise<void> {
  const secrets = await ensureSecrets(folder);
  const db = client.db("identity_test");
  accounts = new Accounts(db);
  await accounts.createIndexes();
  await accounts.addTenant({ id: firstTenantId, name: "Acme", domain: "acme.example" });
  await accounts.addTenant({ id: otherTenant, name: "Globex", domain: "globex.example" });
  await accounts.accountFor("owner@acme.example", "Owner");
  await accounts.accountFor("newcomer@acme.example", "Newcomer");
  identity = await createIdentityProvider({ db, accounts, secrets, httpsPort });
  server = http.createServer(express().use(identity.router));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ({ port } = server.address() as AddressInfo);
}
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "firstcatch-idp-"));
  client = await new mongoose.mongo.MongoClient(inject("mongodbUri")).connect();
  await start();
});
afterAll(async () => {
  server.close();
  await client.db("identity_test").dropDatabase();
  await client.close();
  await rm(folder, { recursive: true, force: true });
});

/** A browser whose https calls to the sandbox arrive at the plain server of this test. */
class Browser {
  readonly #jar = new Map<string, string>();
  async go(url: URL, form?: Record<string, string>): Promise<{ url: URL; status: number; html: string }> {
    for (let hop = 0; hop < 10; hop++) {
      const cookie = [...this.#jar].map(([name, value]) => `${name}=${value}`).join("; ");
      const answer = await fetch(new URL(url.pathname + url.search, `http://127.0.0.1:${port}`), {
        redirect: "manual",
        headers: { cookie },
        ...(form && { method: "POST", body: new URLSearchParams(form) }),
      });
      for (const set of answer.headers.getSetCookie()) {
        const [pair = ""] = set.split(";");
        const at = pair.indexOf("=");
        if (/expires=Thu, 01 Jan 1970/i.test(set)) this.#jar.delete(pair.slice(0, at));
        else this.#jar.set(pair.slice(0, at), pair.slice(at + 1));
      }
      const next = answer.headers.get("location");
      if (!next) return { url, status: answer.status, html: await answer.text() };
      url = new URL(next, url);
      form = undefined;
      if (/^\/auth\/(dialog\/)?callback$/.test(url.pathname)) return { url, status: 302, html: "" };
    }
    throw new Error("too many redirects");
  }
}

async function portal(tid = firstTenantId) {
  const { portalClientSecret: secret } = await ensureSecrets(folder);
  const scope = "openid profile email";
  const asked = await begin(tid, { clientId: portalClientId, secret, path: "/auth/callback", scope });
  return { ...asked, finish: async (back: URL) => (await asked.tokens(back)).claims() };
}

async function begin(
  tid: string,
  { clientId, secret, path, scope }: { clientId: string; secret: string; path: string; scope: string },
) {
  const issuer = new URL(identity.issuer.replace("{tenantid}", tid));
  const config = await oidc.discovery(issuer, clientId, secret, undefined, {
    [oidc.customFetch]: (url, init) => {
      const { pathname, search } = new URL(url);
      return fetch(`http://127.0.0.1:${port}${pathname}${search}`, init);
    },
  });
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const nonce = oidc.randomNonce();
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: `${origin}${path}`,
    scope,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
  });
  const tokens = (back: URL) =>
    oidc.authorizationCodeGrant(config, back, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
    });
  return { url, tokens, metadata: config.serverMetadata() };
}

it("signs one in with a press on a page that works without scripts, and tells the portal who it is", async () => {
  const { url, finish, metadata } = await portal();
  expect(metadata.authorization_endpoint).toBe(`${origin}/sandbox/entra/${firstTenantId}/v2.0/auth`);
  const browser = new Browser();
  const page = await browser.go(url);
  expect(page.html).toContain('value="owner@acme.example"');
  expect(page.html).not.toContain("<script");
  const back = await browser.go(page.url, { email: "owner@acme.example" });
  const owner = await accounts.accountFor("owner@acme.example");
  expect(await finish(back.url)).toMatchObject({
    iss: `${origin}/sandbox/entra/${firstTenantId}/v2.0`,
    tid: firstTenantId,
    oid: owner.oid,
    preferred_username: "owner@acme.example",
    name: "Owner",
  });
});

it("lets another person be picked in the same browser", async () => {
  const browser = new Browser();
  for (const email of ["owner@acme.example", "newcomer@acme.example", "somebody.new@acme.example"]) {
    const { url, finish } = await portal();
    const page = await browser.go(url);
    expect(page.html).toContain("Pick an account");
    const back = await browser.go(page.url, { email });
    expect((await finish(back.url))?.["preferred_username"]).toBe(email);
  }
});

it("gives the add-in's sign-in window the very token that an add-in gets from Outlook", async () => {
  const { addinClientSecret } = await ensureSecrets(folder);
  const asked = await begin(firstTenantId, {
    clientId: addinClientId,
    secret: addinClientSecret,
    path: "/auth/dialog/callback",
    scope: `openid profile ${apiScope(httpsPort)}`,
  });
  const browser = new Browser();
  const page = await browser.go(asked.url);
  const back = await browser.go(page.url, { email: "newcomer@acme.example" });
  const { access_token } = await asked.tokens(back.url);
  const account = await accounts.accountFor("newcomer@acme.example");
  const wanted = decodeJwt((await identity.issueTokens(account)).access_token);
  const { iat, exp, nbf, ...lasting } = wanted;
  expect([typeof iat, typeof exp, typeof nbf]).toEqual(["number", "number", "number"]);
  expect(decodeJwt(access_token)).toMatchObject({ ...lasting, sub: expect.any(String) as string });
});

it("goes on with a sign-in that was begun before a restart", async () => {
  const { url, finish } = await portal();
  const browser = new Browser();
  const page = await browser.go(url);
  server.closeAllConnections();
  server.close();
  const before = await accounts.accountFor("owner@acme.example");
  await start();
  const back = await browser.go(page.url, { email: "owner@acme.example" });
  expect((await finish(back.url))?.["oid"]).toBe(before.oid);
});

it("keeps tenants apart: the page of one shows and takes nobody of another", async () => {
  await accounts.accountFor("owner@globex.example");
  const { url } = await portal(otherTenant);
  const browser = new Browser();
  const page = await browser.go(url);
  expect(page.html).toContain("owner@globex.example");
  expect(page.html).not.toContain("acme.example");
  const refused = await browser.go(page.url, { email: "owner@acme.example" });
  expect(refused).toMatchObject({ status: 400 });
  const unknown = await fetch(
    `http://127.0.0.1:${port}/sandbox/entra/99999999-9999-4999-8999-999999999999/v2.0/auth`,
  );
  expect(unknown.status).toBe(404);
});

it("says so when a sign-in is over", async () => {
  const gone = await fetch(`http://127.0.0.1:${port}/sandbox/entra/${firstTenantId}/v2.0/interaction/gone`);
  expect(gone.status).toBe(400);
  expect(await gone.text()).toContain("This sign-in is over");
});

it("issues access tokens like the ones that Outlook gets, checkable with the published keys", async () => {
  const account = await accounts.accountFor("newcomer@acme.example");
  const { access_token } = await identity.issueTokens(account);
  const keys = (await (
    await fetch(`http://127.0.0.1:${port}/sandbox/entra/common/discovery/v2.0/keys`)
  ).json()) as Parameters<typeof createLocalJWKSet>[0];
  expect(Object.keys(keys.keys[0]!).sort()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
  const { payload } = await jwtVerify(access_token, createLocalJWKSet(keys), {
    algorithms: ["RS256"],
    audience: apiAudience(httpsPort),
    issuer: `${origin}/sandbox/entra/${firstTenantId}/v2.0`,
  });
  expect(payload).toMatchObject({
    tid: firstTenantId,
    oid: account.oid,
    ver: "2.0",
    scp: "access_as_user",
    azp: addinClientId,
    preferred_username: "newcomer@acme.example",
    email: "newcomer@acme.example",
    name: "Newcomer",
  });
});

it("makes an address of an unknown domain a guest of the first tenant, without an e-mail claim", async () => {
  const guest = await accounts.accountFor("visitor@elsewhere.example", "Visitor");
  const claims = decodeJwt((await identity.issueTokens(guest)).access_token);
  expect(claims).toMatchObject({
    tid: firstTenantId,
    preferred_username: "visitor_elsewhere.example#EXT#@acme.example",
  });
  expect(claims).not.toHaveProperty("email");
});

it("gives the same person the same object id, asked twenty times at once", async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => accounts.accountFor("Busy@Acme.Example")));
  expect(new Set(all.map(({ oid }) => oid)).size).toBe(1);
});
