import { systemClock, writeClockOffset } from "../../clock.ts";
import { readConfig } from "../../config.ts";
import { createDeps, type Deps } from "../../deps.ts";
import { createOrganization } from "../../organization/create-organization.ts";
import type { WorkerOptions } from "../../worker.ts";
import { clientId, startIdentity, type Identity } from "./identity.ts";
import { startServer, type Server } from "./server.ts";
import { startUnrulySink, type UnrulySink } from "./unruly-sink.ts";

export const securityMailbox = "security@acme.example";

export interface FleetOptions {
  mongodbUri: string;
  /** The database as the servers reach it, where that is another way. */
  serversUri?: string;
  servers: number;
  random: () => number;
  /** What a killed server had open in a transaction stays locked for so many seconds; a minute where nothing is set. */
  transactionSeconds?: number;
  options?: WorkerOptions;
}

/** Real server processes on a real database and a real mail server, and the test's own view of both. */
export interface Fleet {
  servers: Server[];
  sink: UnrulySink;
  identity: Identity;
  organization: string;
  /** The product's stores in this process, to look with; nothing here sends. */
  deps: Deps;
  /** Moves the clock of all servers ahead. */
  moveClock: (offsetMs: number) => Promise<void>;
  random: () => number;
  stop: () => Promise<void>;
}

export const shortTimes: WorkerOptions = {
  outbox: { leaseMs: 2_000, pollMs: 100 },
  smtp: { connect: 3_000, envelope: 4_000, message: 4_000 },
};

export async function startFleet(asked: FleetOptions): Promise<Fleet> {
  const { mongodbUri, serversUri = mongodbUri, servers: count, random, options = shortTimes } = asked;
  const issuer = "https://login.microsoftonline.com/{tenantid}/v2.0";
  const [sink, identity] = await Promise.all([startUnrulySink(random), startIdentity(issuer)]);
  const settings = {
    PORT: "0",
    PUBLIC_URL: "https://training.acme.example",
    MONGODB_URI: mongodbUri,
    SMTP_URL: sink.sink.url,
    SIMULATION_DOMAIN: "n0rthfold-track.example",
    SERVICE_FROM: "firstcatch@acme.example",
    MAILS_PER_MINUTE: "100000",
    SERVER_KEY: "a key for tests only, of 32 characters or more",
    SESSION_SECRET: "a secret for tests only, of 32 characters or more",
    IDENTITY_ISSUER: issuer,
    IDENTITY_JWKS_URI: identity.jwksUri,
    ADDIN_CLIENT_ID: clientId,
    PORTAL_CLIENT_ID: "portal",
    PORTAL_CLIENT_SECRET: "secret",
    LOG_LEVEL: process.env["FLEET_LOG_LEVEL"] ?? "silent",
  };
  const deps = await createDeps(readConfig(settings), { clock: systemClock, sandbox: true });
  const { organizationId } = await createOrganization(deps, {
    name: "Acme",
    tenantId: identity.tenantId,
    domain: "acme.example",
    ownerEmail: "owner@acme.example",
    securityMailbox,
  });
  await deps.connection
    .getClient()
    .db("admin")
    .command({ setParameter: 1, transactionLifetimeLimitSeconds: asked.transactionSeconds ?? 3 });
  await deps.connection
    .collection("organizations")
    .updateMany({}, { $set: { "joining.anyoneCanJoin": true, "joining.allowedDomains": ["acme.example"] } });
  const environment = {
    ...process.env,
    ...settings,
    MONGODB_URI: serversUri,
    OPTIONS: JSON.stringify(options),
  };
  const servers = Array.from({ length: count }, () => startServer(environment));
  await Promise.all(servers.map((server) => server.ready()));
  return {
    servers,
    sink,
    identity,
    organization: organizationId,
    deps,
    moveClock: (offsetMs) => writeClockOffset(deps.connection, offsetMs),
    random,
    async stop() {
      await Promise.all(servers.map((server) => server.stop()));
      await sink.sink.close();
      await identity.close();
      await deps.close();
    },
  };
}
