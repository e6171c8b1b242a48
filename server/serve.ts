import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createApp } from "./app.ts";
import { databaseClock } from "./clock.ts";
import type { Config } from "./config.ts";
import { connectDatabase } from "./db/connect.ts";
import { demandKnownSchema, recordSchema } from "./db/schema-version.ts";
import { createDeps } from "./deps.ts";
import { serverLimits } from "./http/server-limits.ts";
import { demandReplicaSet } from "./start-problems.ts";
import { startWorker, type WorkerOptions } from "./worker.ts";

/** Patience with open requests at the stop, in milliseconds. */
const lastRequests = 10_000;
/** Longer than a proxy keeps a connection for the next request (nginx a minute, Caddy two), so that it never writes into one that we close. */
const keepAliveTimeout = 130_000;

/**
 * The product alone, as production runs it: no sandbox. Stops in reverse order of its start. Answers the port that it
 * listens on; programs of the tests shorten times by `options`, and nothing in the environment can.
 */
export async function serve(config: Config, options: WorkerOptions = {}): Promise<{ port?: number }> {
  const clockConnection = await connectDatabase(config.mongodbUri);
  await demandReplicaSet(clockConnection);
  const clock = await databaseClock(clockConnection);
  await demandKnownSchema(clockConnection);
  const deps = await createDeps(config, { clock });
  await recordSchema(clockConnection);
  const worker = config.role === "web" ? null : startWorker(deps, options);
  const server =
    config.role === "worker"
      ? null
      : createServer(
          { ...serverLimits, keepAliveTimeout },
          createApp(deps, { paneScripts: [config.officeJsUrl] }),
        );
  if (server) {
    await new Promise<void>((resolve, reject) => {
      server
        .once("error", reject)
        .listen({ port: config.port, ...(config.host && { host: config.host }) }, resolve);
    });
  }
  const port = server ? (server.address() as AddressInfo).port : undefined;
  deps.log.info({ role: config.role, port }, "ready");

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    deps.log.info("stopping");
    if (server) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), lastRequests);
      await deps.changeFeed.close();
      await closed;
      clearTimeout(cut);
    }
    await worker?.stop();
    clock.close();
    await deps.close();
    await clockConnection.close();
  };
  process.on("SIGTERM", () => void stop());
  process.on("SIGINT", () => void stop());
  return port === undefined ? {} : { port };
}
