import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const dist = new URL("../../../dist/web/", import.meta.url);
const read = (file: string) => readFileSync(new URL(file, dist), "utf8");
/** A class name that stands in the package of the charts alone. */
const chartsIn = (file: string) => read(file).includes("fui-cart__root");

it("the portal's first load carries no charts: they come in a file of their own", () => {
  if (!existsSync(new URL("assets.json", dist)))
    throw new Error("dist/web is missing: build first, with npm run build");
  const { portal } = JSON.parse(read("assets.json")) as { portal: string[] };
  expect(portal.length).toBeGreaterThan(0);
  expect(portal.filter(chartsIn)).toEqual([]);
  const scripts = readdirSync(dist).filter((file) => file.endsWith(".js"));
  expect(scripts.filter(chartsIn)).toHaveLength(1);
});
