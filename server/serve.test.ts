import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startDatabaseProxy, type DatabaseProxy } from "./test/database-proxy.ts";
import { testDatabase } from "./test/test-mongo.ts";

const program = fileURLToPath(new URL("test/fleet/server-process.ts", import.meta.url));

let database: Awaited<ReturnType<typeof testDatabase>>;
let proxy: DatabaseProxy;
beforeEach(async () => {
  database = await testDatabase();
  proxy = await startDatabaseProxy(database.uri);
});
afterEach(async () => {
  await proxy.close();
  await database.stop();
});

it(
  "a server that is asked to end the moment it is ready ends in order, however slow the database is",
  {
    timeout: 60_000,
  },
  async () => {
    proxy.delay(40);
    const server = fork(program, {
      execArgv: ["--import", "tsx"],
      env: {
        ...process.env,
        PORT: "0",
        ROLE: "web",
        PUBLIC_URL: "https://training.acme.example",
        MONGODB_URI: proxy.uri,
        SMTP_URL: "smtp://127.0.0.1:9",
        SIMULATION_DOMAIN: "n0rthfold-track.example",
        SERVICE_FROM: "firstcatch@acme.example",
        SERVER_KEY: "a key for tests only, of 32 characters or more",
        SESSION_SECRET: "a secret for tests only, of 32 characters or more",
        ADDIN_CLIENT_ID: "22222222-2222-4222-8222-222222222222",
        PORTAL_CLIENT_ID: "portal",
        PORTAL_CLIENT_SECRET: "secret",
        LOG_LEVEL: "silent",
      },
    });
    await once(server, "message");
    server.kill("SIGTERM");
    expect(await once(server, "exit")).toEqual([0, null]);
    const indexes = await database.connection.collection("sessions").indexes();
    expect(indexes).toContainEqual(expect.objectContaining({ key: { expires: 1 }, expireAfterSeconds: 0 }));
  },
);
