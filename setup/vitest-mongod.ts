import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { startMongod } from "../sandbox/mongod.ts";
import { ensureMongod } from "./mongod.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** A replica set for this run alone. Each test file takes a database name of its own. */
    mongodbUri: string;
  }
}

/** One throw-away mongod for the whole run: `inject("mongodbUri")`, or TEST_MONGODB_URI in the environment. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_MONGODB_URI;
  if (given) {
    project.provide("mongodbUri", given);
    return () => Promise.resolve();
  }
  const folder = await mkdtemp(path.join(os.tmpdir(), "firstcatch-test-"));
  const mongod = await startMongod({ binary: (await ensureMongod()).binary, folder });
  process.env.TEST_MONGODB_URI = mongod.uri();
  project.provide("mongodbUri", mongod.uri());
  return async () => {
    await mongod.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
