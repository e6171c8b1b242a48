import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ensureBuild } from "./build.mjs";
import { ensurePackages } from "./packages.mjs";
import { runBuilt } from "./program.mjs";
import { SetupError, root } from "./say.mjs";

/** Loads a TypeScript module only to look at it; what runs afterwards runs without tsx. */
async function look(file) {
  const { register } = await import("tsx/esm/api");
  const unregister = register();
  try {
    return await import(pathToFileURL(path.join(root, file)).href);
  } finally {
    await unregister();
  }
}

/** Sources, and either all packages or none yet: not what production has, which is compiled, or was rid of the packages for building. */
function isCheckout(program) {
  const has = (...names) => existsSync(path.join(root, ...names));
  const pruned = has("node_modules") && !has("node_modules", "tsx") && has("dist", program);
  return has("server", "main.ts") && !pruned;
}

/**
 * Runs a compiled program of the server as production does. In a checkout packages are installed and what is stale is built
 * first; any other folder is taken as it is. All that is missing or wrong is said before anything is built.
 */
export async function runProduction(program, builds = ["server"]) {
  process.env.NODE_ENV ??= "production";
  if (isCheckout(program)) {
    await ensurePackages();
    const { readConfig, ConfigError } = await look("server/config.ts");
    try {
      readConfig(process.env, { production: true });
    } catch (error) {
      throw error instanceof ConfigError ? new SetupError(error.message) : error;
    }
    await ensureBuild(builds);
  }
  await runBuilt(program);
}
