import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

function above(folder: string): string {
  if (existsSync(path.join(folder, "package.json")) || path.dirname(folder) === folder) return folder;
  return above(path.dirname(folder));
}

/** The checkout, or the folder that production runs from: holds `package.json`, `dist/` and `addin/icons`. */
export const root = above(path.dirname(fileURLToPath(import.meta.url)));
