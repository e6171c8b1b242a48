import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { Environment, settingTold, type SettingName } from "../server/environment.ts";
import { root } from "../server/root.ts";

const text = readFileSync(path.join(root, "docs/production.md"), "utf8");
/** The cells of each row of a table whose first cell is one name in code. */
const rows = text
  .split("\n")
  .filter((line) => /^\| `[A-Z_]+` +\|/.test(line))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

/** What a row of the table has to say of a setting. */
function rowOf(name: SettingName): string[] {
  const told = settingTold(name);
  const read = Environment.shape[name].safeParse(undefined);
  const needed = !read.success ? "**needed**" : read.data === undefined ? "" : `\`${String(read.data)}\``;
  const how = "hint" in told ? told.hint : told.example;
  // A default is an example already.
  const shown = needed.includes(how) ? "" : "hint" in told ? `; ${how}` : `; \`${how}\``;
  return [`\`${name}\``, needed, told.what + shown];
}

describe("docs/production.md", () => {
  it("tells of each setting what the start tells of it, with its default, and of no other", () =>
    expect(rows).toEqual((Object.keys(Environment.shape) as SettingName[]).map(rowOf)));

  it("points to files that are there, and to commands that there are", () => {
    for (const [, file = ""] of text.matchAll(/\]\(([^)#]+)\)/g))
      expect(() => readFileSync(path.join(root, "docs", file))).not.toThrow();
    const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const named = [...text.matchAll(/npm run ([\w-]+)/g)].map(([, name = ""]) => name);
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
