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

print({ figure: "figure", ours: "ours", against: "against", ratio: "ratio" });
print(await paneBytes(path.join(root, "dist/web")));
const browser = await ensureChromium().catch(() => null);
if (browser) (await firstPaint(browser)).forEach(print);
else
  print({ figure: "pane, first paint", ours: "", against: "not measured: there is no Chromium", ratio: "" });

const folder = await mkdtemp(path.join(os.tmpdir(), "firstcatch-bench-"));
const mongod = await startMongod({ binary: (await ensureMongod()).binary, folder });
try {
  print(await joins(mongod.uri("joins")));
  for (const row of await reports(mongod.uri("reports"))) print(row);
  (await outboxSpeed(mongod.uri("outbox"))).forEach(print);
  (await peopleSpeed(mongod.uri("people"))).forEach(print);
  print(await costPerUser(mongod.uri("flat"), mongod.pid()));
} finally {
  await mongod.stop();
  await rm(folder, { recursive: true, force: true });
}
