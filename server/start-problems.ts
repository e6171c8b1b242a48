import { existsSync } from "node:fs";
import path from "node:path";
import type { Connection } from "mongoose";
import { ConfigError, readConfig, type Config } from "./config.ts";
import { root } from "./root.ts";
import { StartError } from "./start-error.ts";

/**
 * The settings of a production server whose pages are built. @throws ConfigError that lists every problem at once.
 */
export function productionConfig(env: Record<string, string | undefined>, folder = root): Config {
  const problems: string[] = [];
  if (env["ROLE"] !== "worker" && !existsSync(path.join(folder, "dist/web/assets.json")))
    problems.push("dist/web: missing – the pages, which a web process serves; make them with npm run build");
  try {
    const config = readConfig(env, { production: true });
    if (problems.length === 0) return config;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    problems.unshift(...error.problems);
  }
  throw new ConfigError(problems);
}

/** @throws StartError when the database is no replica set, whose transactions nothing here goes without. */
export async function demandReplicaSet(connection: Connection): Promise<void> {
  const hello = await connection.getClient().db(connection.name).command({ hello: 1 });
  if (hello["setName"] === undefined && hello["msg"] !== "isdbgrid")
    throw new StartError(
      "The database of MONGODB_URI is no replica set. One node is enough: start mongod with --replSet rs0, and run rs.initiate() in mongosh once.",
    );
}

/** Why the start did not succeed, for the terminal: words where somebody can do something about it, else the error itself. */
export function startProblem(error: unknown): unknown {
  if (error instanceof ConfigError || error instanceof StartError) return error.message;
  if (!(error instanceof Error)) return error;
  const { name, code } = error as { name: string; code?: unknown };
  if (name === "MongooseServerSelectionError" || name === "MongoServerSelectionError")
    return `The database of MONGODB_URI does not answer (${error.message}). Does it run, may this machine reach it, and is the replica set's name right?`;
  if (code === 18 || code === 8000)
    return "The database of MONGODB_URI does not take this user and password (or authSource).";
  if (code === 13) return "The user in MONGODB_URI may not read and write its database (role readWrite).";
  if (code === "EADDRINUSE") return "PORT is taken by another program already.";
  return error;
}
