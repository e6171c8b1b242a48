import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { sources, versionOf } from "./mongod-sources.mjs";
import { SetupError, cache, step } from "./say.mjs";

const series = (version) => version.split(".").slice(0, 2).join(".");
const wayOut = `Ways out, any one of them:
  - install MongoDB Community Server 6.0 or newer so that mongod is on the PATH
  - set MONGOMS_SYSTEM_BINARY to a mongod
  - set MONGODB_URI to a MongoDB replica set that runs already`;

/** Uses what an earlier run chose for this folder, as long as it still runs. */
async function recall(file) {
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) return null;
  const chosen = JSON.parse(text);
  const runs = await versionOf(chosen.binary).then(
    (version) => version === chosen.version,
    () => false,
  );
  return { ...chosen, runs };
}

/**
 * Finds a mongod, or installs one. The choice is written down in `folder`, beside the data, and kept: data of one series
 * are never opened with another one, whatever has been installed on the machine since.
 */
export async function ensureMongod(folder = path.join(cache, "mongod")) {
  const file = path.join(folder, "mongod.json");
  const before = await recall(file);
  const forced = process.env.MONGOMS_SYSTEM_BINARY;
  if (before?.runs && (!forced || forced === before.binary)) return before;
  const elsewhere = before || forced ? null : await recall(path.join(cache, "mongod", "mongod.json"));

  const problems = [];
  const earlier = { name: elsewhere?.source, get: async () => (elsewhere?.runs ? elsewhere.binary : null) };
  for (const source of [earlier, ...sources]) {
    try {
      const found = await (source.fetches ? step(source.fetches, source.get) : source.get());
      if (!found) continue;
      const version = await versionOf(found);
      if (before && series(before.version) !== series(version)) {
        problems.push(`${found} is ${version}, but the data in ${folder} were written by ${before.version}`);
        continue;
      }
      const chosen = { binary: found, version, source: source.name };
      for (const place of new Set([folder, ...(before || forced ? [] : [path.join(cache, "mongod")])])) {
        await mkdir(place, { recursive: true });
        await writeFile(path.join(place, "mongod.json"), JSON.stringify(chosen, null, 2));
      }
      if (!before) console.log(`Database: mongod ${version} (${source.name})`);
      return chosen;
    } catch (error) {
      problems.push(error.message);
      if (source.fetches) console.log(`  ${error.message}`);
    }
  }
  const again = before
    ? `\n  - install mongod ${series(before.version)} again, or delete ${folder} to begin anew`
    : "";
  throw new SetupError(`There is no mongod to use:\n  - ${problems.join("\n  - ")}\n${wayOut}${again}`);
}
