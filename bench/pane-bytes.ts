import { readFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { Row } from "./rounds.ts";

/** Own code of the add-in template that Microsoft gives out, gzip, in kB (1000 bytes). */
const templateKb = 169;

/** Own code that the pane loads until its first look can be used; sign-in library and later looks come after that. */
export async function paneBytes(folder: string): Promise<Row> {
  const assets = JSON.parse(await readFile(path.join(folder, "assets.json"), "utf8")) as Record<
    string,
    string[]
  >;
  const files = assets["pane"];
  if (!files?.length) throw new Error(`${folder}/assets.json names no scripts of the pane.`);
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await readFile(path.join(folder, file)), { level: 9 }).length),
  );
  const kb = sizes.reduce((sum, size) => sum + size, 0) / 1000;
  return {
    figure: "pane, own code until the first look, kB gzip",
    ours: kb.toFixed(0),
    against: `Microsoft's template: ${templateKb}`,
    ratio: (kb / templateKb).toFixed(2),
  };
}
