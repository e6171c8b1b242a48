import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { startMongod } from "../sandbox/mongod.ts";
import { ensureChromium } from "../setup/chromium.mjs";
import { ensureMongod } from "../setup/mongod.mjs";
import { costPerUser } from "./flat.ts";
import { firstPaint } from "./first-paint.ts";
import { joins } from "./joins.ts";
import { outboxSpeed } from "./outbox.ts";
import { paneBytes } from "./pane-bytes.ts";
import { peopleSpeed } from "./people.ts";
import { reports } from "./reports.ts";
import type { Row } from "./rounds.ts";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

const print = ({ figure, ours, against, ratio }: Row) =>
  console.log([figure.padEnd(48), ours.padStart(7), against.padEnd(62), ratio.padStart(6)].join("  "));

/** What is measured, by name: `BENCH=people,flat` chooses some. */
const figures: [string, () => Promise<Row[]>][] = [
  ["bytes", async () => [await paneBytes(path.join(root, "dist/web"))]],
  [
    "paint",
    async () => {
      const browser = await ensureChromium().catch(() => null);
      const against = "not measured: there is no Chromium";
      return browser ? firstPaint(browser) : [{ figure: "pane, first paint", ours: "", against, ratio: "" }];
    },
  ],
  ["joins", async () => [await joins(mongod.uri("joins"))]],
  ["reports", () => reports(mongod.uri("reports"))],
  ["outbox", () => outboxSpeed(mongod.uri("outbox"))],
  ["people", () => peopleSpeed(mongod.uri("people"))],
  ["flat", async () => [await costPerUser(mongod.uri("flat"), mongod.pid())]],
];
const names = figures.map(([name]) => name);
const asked = process.env["BENCH"]?.split(",") ?? names;
const unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0) throw new Error(`BENCH names ${unknown.join(", ")}; there are ${names.join(", ")}.`);

const folder = await mkdtemp(path.join(os.tmpdir(), "firstcatch-bench-"));
const mongod = await startMongod({ binary: (await ensureMongod()).binary, folder });
try {
  print({ figure: "figure", ours: "ours", against: "against", ratio: "ratio" });
  for (const [name, measure] of figures) if (asked.includes(name)) (await measure()).forEach(print);
} finally {
  await mongod.stop();
  await rm(folder, { recursive: true, force: true });
}
