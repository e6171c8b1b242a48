import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { command } from "./command.mjs";
import { ensurePackages } from "./packages.mjs";
import { SetupError, root, run, step } from "./say.mjs";
import { hashOf } from "./sources-hash.mjs";

const common = ["shared", "ui", "package-lock.json", "webpack.config.js"];
/** What each bundle of webpack.config.js is made from. */
const inputs = {
  web: [...common, "addin", "portal"],
  "sandbox-web": [...common, "addin", "sandbox/outlook", "sandbox/start", "sandbox/page"],
};
const stampOf = (name) => path.join(root, "dist", name, ".inputs");
const inputHash = (name) => hashOf(inputs[name], `${process.version} ${process.env.NODE_ENV ?? ""}`);

async function isFresh(name) {
  const stamp = await readFile(stampOf(name), "utf8").catch(() => "");
  return stamp === (await inputHash(name)) && existsSync(path.join(root, "dist", name, "assets.json"));
}

/** Builds the pages of the named bundles, unless their sources are what they were. */
export async function ensureBuild(names = Object.keys(inputs)) {
  const stale = [];
  for (const name of names) if (!(await isFresh(name))) stale.push(name);
  if (stale.length === 0) return;
  await step(`Building the pages (${stale.join(", ")})`, async () => {
    const { code, output } = await command(
      process.execPath,
      [path.join(root, "setup", "build.mjs"), ...stale],
      {
        cwd: root,
        seconds: 900,
        env: { FIRSTCATCH_BUILD: "1" },
      },
    );
    if (code !== 0) throw new SetupError(`${output.trim()}\n\nThe pages could not be built.`);
  });
}

/** Runs webpack in this process: it takes some hundred MB that a server should not carry along. */
async function build(names) {
  const { default: webpack } = await import("webpack");
  const { default: bundles } = await import("../webpack.config.js");
  const chosen = bundles.filter((bundle) => names.includes(bundle.name));
  const hashes = await Promise.all(names.map(inputHash));
  const compiler = webpack(chosen);
  const stats = await new Promise((resolve, reject) =>
    compiler.run((error, result) => (error ? reject(error) : resolve(result))),
  );
  await new Promise((resolve) => compiler.close(resolve));
  if (stats.hasErrors()) throw new SetupError(stats.toString({ preset: "errors-only", colors: false }));
  await Promise.all(names.map((name, index) => writeFile(stampOf(name), hashes[index])));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  await run(async () => {
    const named = process.argv.slice(2);
    const names = named.length > 0 ? named : Object.keys(inputs);
    if (process.env.FIRSTCATCH_BUILD) return build(names);
    await ensurePackages();
    await ensureBuild(names);
  });
