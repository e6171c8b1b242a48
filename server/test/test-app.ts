import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, type JWTPayload } from "jose";
import type { Logger } from "pino";
import supertest from "supertest";
import { createApp } from "../app.ts";
import { readConfig } from "../config.ts";
import { createDeps } from "../deps.ts";
import { createOrganization } from "../organization/create-organization.ts";
import { startWorker } from "../worker.ts";
import { fixedClock } from "./fixed-clock.ts";
import { testDatabase } from "./test-mongo.ts";

export const clientId = "22222222-2222-4222-8222-222222222222";
const keyPair = generateKeyPair("RS256", { extractable: true });

/** One organization of the test's own, and ways to be its people. */
export interface TestOrganization {
  id: string;
  ownerId: string;
  tid: string;
  domain: string;
  /** API token of the owner. */
  ownerToken: string;
  /** Access token of an employee, like the one that Outlook would get; the same address is the same person. */
  tokenOf: (address: string, changes?: JWTPayload) => Promise<string>;
}

export type TestApp = Awaited<ReturnType<typeof startTestApp>>;

/** The whole product on a real database, with a clock that the test moves; nothing listens but what supertest opens. */
export async function startTestApp({
  smtpUrl = "smtp://127.0.0.1:9",
  dnsServers,
  log,
  reach = (uri) => Promise.resolve(uri),
}: { smtpUrl?: string; dnsServers?: string[]; log?: Logger; reach?: (uri: string) => Promise<string> } = {}) {
  const database = await testDatabase();
  const clock = fixedClock("2026-11-24T09:00:00Z");
  const keys = await keyPair;
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: "k1", alg: "RS256", use: "sig" };
  const config = readConfig({
    PUBLIC_URL: "https://training.acme.example",
    MONGODB_URI: await reach(database.uri),
    SMTP_URL: smtpUrl,
    SIMULATION_DOMAIN: "n0rthfold-track.example",
    SERVICE_FROM: "firstcatch@acme.example",
    SERVER_KEY: "a key for tests only, of 32 characters or more",
    SESSION_SECRET: "a secret for tests only, of 32 characters or more",
    ADDIN_CLIENT_ID: clientId,
    ADDIN_CLIENT_SECRET: "the add-in's secret",
    PORTAL_CLIENT_ID: "portal",
    PORTAL_CLIENT_SECRET: "secret",
    LOG_LEVEL: process.env["LOG_LEVEL"] ?? "silent",
  });
  const deps = await createDeps(config, {
    clock,
    sandbox: true,
    keys: createLocalJWKSet({ keys: [jwk] }),
    ...(log && { log }),
    ...(dnsServers && { dnsServers }),
  });
  const app = createApp(deps, { paneScripts: [] });

  async function organization(domain = "acme.example"): Promise<TestOrganization> {
    const tid = randomUUID();
    const { organizationId, ownerId } = await createOrganization(deps, {
      name: domain,
      tenantId: tid,
      domain,
      ownerEmail: `owner@${domain}`,
      securityMailbox: `security@${domain}`,
    });
    const { token } = await deps.apiTokens.create(organizationId, ownerId, "tests", clock.now());
    const oids = new Map<string, string>();
    return {
      id: organizationId,
      ownerId,
      tid,
      domain,
      ownerToken: token,
      tokenOf: (address, changes = {}) => {
        const oid = oids.get(address) ?? randomUUID();
        oids.set(address, oid);
        const claims = {
          iss: config.identity.issuer.replace("{tenantid}", tid),
          aud: clientId,
          tid,
          oid,
          ver: "2.0",
          scp: "access_as_user",
          azp: clientId,
          preferred_username: address,
          name: "New Comer",
          ...changes,
        };
        return new SignJWT(claims)
          .setProtectedHeader({ alg: "RS256", kid: "k1" })
          .setIssuedAt()
          .setExpirationTime("1h")
          .sign(keys.privateKey);
      },
    };
  }

  let server: Server | undefined;
  return {
    deps,
    app,
    /** Listens on a port of its own until `stop`, for tests that need a real connection; answers the address. */
    async listen(): Promise<string> {
      const listening = app.listen(0, "127.0.0.1");
      server = listening;
      await new Promise((resolve) => listening.once("listening", resolve));
      return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
    },
    /** Anyone in the domain may join, in every organization of the test. */
    async openJoining(domain = "acme.example"): Promise<void> {
      const joining = { "joining.anyoneCanJoin": true, "joining.allowedDomains": [domain] };
      await deps.connection.collection("organizations").updateMany({}, { $set: joining });
    },
    /** What access tokens are signed with here. */
    keys,
    clock,
    uri: database.uri,
    organization,
    request: () => supertest(app),
    startWorker: () => startWorker(deps),
    async stop() {
      server?.closeAllConnections();
      await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
      await deps.changeFeed.close();
      await database.stop();
      await deps.close();
    },
  };
}
