/**
 * The product's web part and the bare handler, each on a port of its own, in a process of their own so that the load does
 * not share their event loop. Told by its parent: the database and the public key of the tokens. Tells its ports.
 */
import type { AddressInfo } from "node:net";
import type { Express } from "express";
import { createLocalJWKSet, type JWK } from "jose";
import { createApp } from "../server/app.ts";
import { systemClock } from "../server/clock.ts";
import { readConfig } from "../server/config.ts";
import { createDeps } from "../server/deps.ts";
import { createOrganization } from "../server/organization/create-organization.ts";
import { bareJoin } from "./bare-join.ts";
import { bareReport } from "./bare-report.ts";

export interface JoinServerOrder {
  mongodbUri: string;
  jwk: JWK;
  tenantId: string;
  clientId: string;
}
export interface JoinServerAnswer {
  product: number;
  bare: number;
  bareReport: number;
  issuer: string;
}

const listen = (app: Express): Promise<number> =>
  new Promise((resolve) => {
    const server = app.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });

process.once("message", (message) => {
  void serve(message as JoinServerOrder);
});

async function serve({ mongodbUri, jwk, tenantId, clientId }: JoinServerOrder): Promise<void> {
  const config = readConfig({
    PUBLIC_URL: "http://127.0.0.1:3000",
    MONGODB_URI: mongodbUri,
    SMTP_URL: "smtp://127.0.0.1:9",
    SIMULATION_DOMAIN: "n0rthfold-track.example",
    SERVICE_FROM: "firstcatch@acme.example",
    SERVER_KEY: "a key for benchmarks only, of 32 characters or more",
    SESSION_SECRET: "a secret for benchmarks only, of 32 characters or more",
    ADDIN_CLIENT_ID: clientId,
    PORTAL_CLIENT_ID: "portal",
    PORTAL_CLIENT_SECRET: "secret",
    LOG_LEVEL: "error",
  });
  const deps = await createDeps(config, {
    clock: systemClock,
    sandbox: true,
    keys: createLocalJWKSet({ keys: [jwk] }),
  });
  await createOrganization(deps, {
    name: "Acme",
    tenantId,
    domain: "acme.example",
    ownerEmail: "owner@acme.example",
    securityMailbox: "security@acme.example",
  });
  await deps.connection
    .collection("organizations")
    .updateMany({}, { $set: { "joining.anyoneCanJoin": true, "joining.allowedDomains": ["acme.example"] } });
  const answer: JoinServerAnswer = {
    product: await listen(createApp(deps, { paneScripts: [] })),
    bare: await listen(bareJoin(deps.connection)),
    bareReport: await listen(bareReport(deps.connection)),
    issuer: config.identity.issuer.replace("{tenantid}", tenantId),
  };
  process.send?.(answer);
}
