import { existsSync } from "node:fs";
import { cp, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { command } from "./command.mjs";
import { ensurePackages } from "./packages.mjs";
import { SetupError, root, run, step } from "./say.mjs";
import { hashOf } from "./sources-hash.mjs";

const common = ["shared", "ui", "package-lock.json", "webpack.config.js", "setup/compressed-assets.mjs"];
/** What is built, from which sources, and the file without which it is not there: bundles of pages, the report command, and the server for production. */
const targets = {
  web: { inputs: [...common, "addin", "portal"], proof: "assets.json" },
  "report-command": { inputs: [...common, "addin"], proof: "report-command.js" },
  "sandbox-web": {
    inputs: [...common, "addin", "sandbox/outlook", "sandbox/start", "sandbox/page"],
    proof: "assets.json",
  },
  server: {
    inputs: ["server", "shared", "addin/pane/skeleton.ts", "tsconfig.json", "tsconfig.build.json"],
    proof: "main.js",
  },
};
/** All that production runs. */
export const productionTargets = Object.keys(targets).filter((name) => name !== "sandbox-web");
const stampOf = (name) => path.join(root, "dist", name, ".inputs");
const inputHash = (name) =>
  hashOf(targets[name].inputs, `${process.version} ${process.env.NODE_ENV === "development"}`);

async function isFresh(name) {
  const stamp = await readFile(stampOf(name), "utf8").catch(() => "");
  return stamp === (await inputHash(name)) && existsSync(path.join(root, "dist", name, targets[name].proof));
}

/** Builds what is named, unless its sources are what they were. */
export async function ensureBuild(names = Object.keys(targets)) {
  const stale = [];
  for (const name of names) if (!(await isFresh(name))) stale.push(name);
  if (stale.length === 0) return;
  await step(`Building ${stale.join(", ")}`, async () => {
    const { code, output } = await command(
      process.execPath,
      [path.join(root, "setup", "build.mjs"), ...stale],
      {
        cwd: root,
        seconds: 900,
        env: { FIRSTCATCH_BUILD: "1" },
      },
    );
    if (code !== 0) throw new SetupError(`${output.trim()}\n\n${stale.join(", ")} could not be built.`);
  });
}

/** Runs webpack in this process: it takes some hundred MB that a server should not carry along. */
async function buildPages(names) {
  const { default: webpack } = await import("webpack");
  const { default: bundles } = await import("../webpack.config.js");
  const chosen = bundles.filter((bundle) => names.includes(bundle.name));
  const compiler = webpack(chosen);
  const stats = await new Promise((resolve, reject) =>
    compiler.run((error, result) => (error ? reject(error) : resolve(result))),
  );
  await new Promise((resolve) => compiler.close(resolve));
  if (stats.hasErrors()) throw new SetupError(stats.toString({ preset: "errors-only", colors: false }));
}

/** Compiles what server/main.ts and the commands import, file by file, so that threads and texts lie where they are looked for. */
async function buildServer() {
  const dist = path.join(root, "dist");
  for (const folder of ["server", "shared", "addin"])
    await rm(path.join(dist, folder), { recursive: true, force: true });
  const tsc = path.join(root, "node_modules/typescript/lib/tsc.js");
  const { code, output } = await command(process.execPath, [tsc, "-p", "tsconfig.build.json"], {
    cwd: root,
    seconds: 300,
  });
  if (code !== 0) throw new SetupError(output.trim());
  // The programs of threads are JavaScript already.
  await cp(path.join(root, "server"), path.join(dist, "server"), {
    recursive: true,
    filter: async (file) =>
      path.basename(file) !== "testing" && ((await stat(file)).isDirectory() || /\.mjs$/.test(file)),
  });
}

async function build(names) {
  const hashes = await Promise.all(names.map(inputHash));
  const pages = names.filter((name) => name !== "server");
  if (pages.length > 0) await buildPages(pages);
  if (names.includes("server")) await buildServer();
  await Promise.all(names.map((name, index) => writeFile(stampOf(name), hashes[index])));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  await run(async () => {
    const named = process.argv
      .slice(2)
      .flatMap((name) => (name === "production" ? productionTargets : [name]));
    const names = named.length > 0 ? named : Object.keys(targets);
    if (process.env.FIRSTCATCH_BUILD) return build(names);
    await ensurePackages();
    await ensureBuild(names);
  });
