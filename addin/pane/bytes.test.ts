import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";

const limit = 130_000;
const dist = new URL("../../dist/web/", import.meta.url);

it("loads at most 130 kB (gzip) of our own scripts until the pane's first look is usable", () => {
  const list = new URL("assets.json", dist);
  if (!existsSync(list)) throw new Error("dist/web is missing: build first, with npm run build");
  const { pane } = JSON.parse(readFileSync(list, "utf8")) as { pane: string[] };
  expect(pane.length).toBeGreaterThan(0);
  const sizes = pane.map((file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(limit);
});
