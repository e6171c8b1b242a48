import { createHash } from "node:crypto";
import { readFile, readdir, stat } from "node:fs/promises";
import path from "node:path";
import { root } from "./say.mjs";

async function filesOf(place) {
  const full = path.join(root, place);
  const kind = await stat(full).catch(() => null);
  if (!kind) return [];
  if (kind.isFile()) return [place];
  const entries = await readdir(full, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.(test|spec)\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

/** One hash over names and contents of all files in these places: the same hash, the same result of a build. */
export async function hashOf(places, extra = "") {
  const hash = createHash("sha256").update(extra);
  const files = (await Promise.all(places.map(filesOf))).flat().sort();
  for (const file of files) hash.update(`\0${file}\0`).update(await readFile(path.join(root, file)));
  return hash.digest("hex");
}
