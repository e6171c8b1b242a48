import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startMongod } from "../sandbox/mongod.ts";
import { ensureMongod } from "./mongod.mjs";

/** A mongod that a test may kill; it is started again on the same data and the same port. */
export interface OwnMongod {
  uri: (database: string) => string;
  /** SIGKILL; resolves when another process runs in its place. */
  kill: () => Promise<void>;
  stop: () => Promise<void>;
}

export async function startOwnMongod(): Promise<OwnMongod> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "firstcatch-own-"));
  const mongod = await startMongod({ binary: (await ensureMongod()).binary, folder });
  return {
    uri: (database) => mongod.uri(database),
    async kill() {
      const before = mongod.pid();
      process.kill(before, "SIGKILL");
      while (mongod.pid() === before) await pause(50);
    },
    async stop() {
      await mongod.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
