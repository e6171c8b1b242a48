import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import express from "express";
import { createApp } from "../server/app.ts";
import { databaseClock, writeClockOffset } from "../server/clock.ts";
import { readConfig } from "../server/config.ts";
import { connectDatabase } from "../server/db/connect.ts";
import { createDeps } from "../server/deps.ts";
import { errorHandler } from "../server/http/error-handler.ts";
import { type Worker, startWorker } from "../server/worker.ts";
import { ensureMongod } from "../setup/mongod.mjs";
import { Accounts } from "./accounts.ts";
import { ensureCertificate } from "./certificate.ts";
import { createMovableClock } from "./clock.ts";
import { createSandboxEvents } from "./events.ts";
import { lockFolder } from "./folder-lock.ts";
import { createIdentityProvider } from "./identity-provider.ts";
import { listenOnLoopback } from "./listen.ts";
import { startMailServer } from "./mail-server.ts";
import { Mailboxes } from "./mailboxes.ts";
import { startMongod } from "./mongod.ts";
import { startMailGate } from "./real-mail-gate.ts";
import { type SandboxRoutePorts, addressErrors, sandboxRoutes } from "./routes.ts";
import { ensureSecrets } from "./secrets.ts";
import { seed, startOver } from "./seed.ts";
import { createSendMail } from "./send-mail.ts";
import { type Settings, productEnvironment, productSettingNames } from "./settings.ts";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
/** Loaded by the pane before its own script: what Outlook and Microsoft's network bring along elsewhere. */
const paneScripts = (officeJs: string) => [
  "/sandbox/office-extras/ajax.js",
  "/sandbox/office-extras/naa-relay.js",
  officeJs,
  "/sandbox/office-extras/mailbox-1.14.js",
];

type Stop = () => Promise<unknown>;

/**
 * Starts everything that a newcomer needs on one machine: database, mail, sign-in, the product itself. Answers how to stop it,
 * in reverse order. When a part does not start, those before it are stopped again.
 */
export async function startSandbox(
  settings: Settings,
  env: Record<string, string | undefined>,
  say: (line: string) => void,
): Promise<Stop> {
  const stops: Stop[] = [];
  const stop = async () => {
    for (let next = stops.pop(); next; next = stops.pop())
      await next().catch((error: unknown) => say(String(error)));
  };
  try {
    await start(settings, env, say, stops);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  settings: Settings,
  env: Record<string, string | undefined>,
  say: (line: string) => void,
  stops: Stop[],
): Promise<void> {
  const { dataDir, urls, role, realMail } = settings;
  stops.push(await lockFolder(dataDir));
  const secrets = await ensureSecrets(dataDir);
  const certificate = await ensureCertificate(path.join(dataDir, "tls"));

  const folder = path.join(dataDir, "mongodb");
  const chosen = settings.mongodbUri ? null : await ensureMongod(folder);
  const mongod = chosen && (await startMongod({ binary: chosen.binary, folder, say }));
  if (mongod) stops.push(() => mongod.stop());
  const mongodbUri = settings.mongodbUri ?? mongod?.uri() ?? "";

  // One connection for the sandbox's own things beside those of the product, so that each can be away without the other.
  const connection = await connectDatabase(mongodbUri);
  stops.push(() => connection.close());
  const shared = await databaseClock(connection);
  stops.push(() => {
    shared.close();
    return Promise.resolve();
  });
  const clock = createMovableClock(connection, shared);
  const db = connection.getClient().db(`${connection.name}_sandbox`);
  const mailboxes = new Mailboxes(db);
  const accounts = new Accounts(db);
  await Promise.all([mailboxes.createIndexes(), accounts.createIndexes()]);

  const mailFolder = path.join(dataDir, "mail");
  const mailServer = await startMailServer({ mailboxes, now: () => clock.now(), folder: mailFolder });
  stops.push(() => mailServer.stop());
  const gate = realMail && (await startMailGate(realMail.url, realMail.allowed));
  if (gate) stops.push(() => gate.stop());

  const { httpsPort, httpPort } = settings;
  const identity = settings.issuer
    ? null
    : await createIdentityProvider({ db, accounts, secrets, httpsPort });
  const smtpUrl = gate?.url ?? mailServer.url;
  const environment = productEnvironment(settings, { mongodbUri, smtpUrl, secrets, identity }, env);
  const config = readConfig(environment);
  await keepProductSettings(dataDir, environment);

  const deps = await createDeps(config, { clock: shared, sandbox: true });
  stops.push(() => deps.close());
  await seed({ deps, accounts, mailboxes, db });
  const worker = workerHolder(role === "web" ? null : () => startWorker(deps));
  stops.push(() => worker.stop());
  const events = createSandboxEvents(connection);
  mailboxes.events.on("mail", (email) => events.tell("mail", { email }));
  stops.push(() => events.close());

  const ports: SandboxRoutePorts = {
    ...{ root, deps, db, accounts, mailboxes, clock, events, identity, certificate, role, urls },
    now: () => clock.now(),
    mongod,
    mongodVersion: chosen?.version ?? null,
    realMail: realMail ? { host: new URL(realMail.url).host, allowed: [...realMail.allowed] } : null,
    issuerHost: settings.issuer ? new URL(settings.issuer).host : null,
    ports: { http: httpPort, https: httpsPort },
    resettable: mongod !== null,
    sendMail: createSendMail(mailboxes, mailServer.url, () => clock.now()),
    worker: worker.current,
    startOver: async () => {
      await worker.stop();
      // What begins anew begins now, not on the day that the clock was moved to.
      await writeClockOffset(deps.connection, 0);
      await shared.refresh();
      await startOver({ deps, accounts, mailboxes, db });
      worker.start();
    },
  };
  const outer = express().disable("x-powered-by");
  outer.use(sandboxRoutes(ports), addressErrors, errorHandler(deps.log));
  if (role !== "worker") outer.use(createApp(deps, { paneScripts: paneScripts(config.officeJsUrl) }));
  const listening = await listenOnLoopback(outer, ports.ports, certificate);
  stops.push(async () => {
    await Promise.all([events.close(), deps.changeFeed.close()]); // open event streams would hold the stop up
    await listening.close();
  });
}

/** A worker that can be stopped and started again. */
function workerHolder(make: (() => Worker) | null) {
  let worker = make?.() ?? null;
  return {
    current: () => worker,
    start: () => void (worker = make?.() ?? null),
    stop: async () => {
      await worker?.stop();
      worker = null;
    },
  };
}

/** For a second server process on the same parts, and for those who want to look: the settings of the product in this sandbox. */
async function keepProductSettings(
  dataDir: string,
  environment: Record<string, string | undefined>,
): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const kept = Object.fromEntries(productSettingNames.map((name) => [name, environment[name]]));
  await writeFile(path.join(dataDir, "product-env.json"), JSON.stringify(kept, null, 2), { mode: 0o600 });
}
