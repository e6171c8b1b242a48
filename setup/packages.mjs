import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { command, npmCommand } from "./command.mjs";
import { SetupError, root, step } from "./say.mjs";

const stampFile = path.join(root, "node_modules", ".firstcatch-packages");
const read = (file) => readFile(file, "utf8").catch(() => null);

/** Refuses a Node that is too old before anything else fails in a less readable way. */
function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new SetupError(
      `Firstcatch needs Node.js 20.19 or newer; this is ${process.version}. Install a newer one from your system's packages or from nodejs.org.`,
    );
}

/** True when every package that the lockfile asks for stands in node_modules in that version (someone ran npm by hand). */
async function installedByHand(lockfile) {
  const installed = await read(path.join(root, "node_modules", ".package-lock.json"));
  if (!installed) return false;
  const there = JSON.parse(installed).packages;
  return Object.entries(JSON.parse(lockfile).packages).every(
    ([name, wanted]) => name === "" || wanted.optional || there[name]?.version === wanted.version,
  );
}

/** Installs the packages of the lockfile with `npm ci`, unless they are there already for this lockfile and this Node. */
export async function ensurePackages() {
  checkNode();
  const lockfile = await readFile(path.join(root, "package-lock.json"), "utf8");
  const major = process.versions.node.split(".")[0];
  const stamp = `${createHash("sha256").update(lockfile).digest("hex")} node${major}\n`;
  const found = await read(stampFile);
  if (found === stamp) return;
  const sameNode = found === null || found.endsWith(` node${major}\n`);
  if (!(sameNode && (await installedByHand(lockfile))))
    await step("Installing the packages of package-lock.json (npm ci)", async () => {
      const [file, args] = npmCommand(["ci", "--include=dev", "--no-audit", "--no-fund"]);
      const { code, output } = await command(file, args, { cwd: root, seconds: 1200 });
      if (code === 0) return;
      throw new SetupError(
        `${output.trim().split("\n").slice(-25).join("\n")}\n\nnpm ci did not succeed. Is the package registry reachable (npm ping)? Then start again; what was fetched is kept.`,
      );
    });
  await writeFile(stampFile, stamp);
}
