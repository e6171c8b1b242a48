/**
 * The mixed run: people join and report while servers are killed at steps and at any moment, stand still, the database is
 * killed and the mail server misbehaves. Every few minutes all comes to rest and the promises are checked.
 * node --import tsx bench/mixed-run.ts --minutes 120 --kills 200 [--seed 1] [--out file], or --kill-points for the table of steps.
 */
import { readFile, writeFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { watchArrivals } from "../server/test/fleet/arrivals.ts";
import { check, type Verdict } from "../server/test/fleet/check.ts";
import { startFleet, type Fleet } from "../server/test/fleet/fleet.ts";
import { newLedger } from "../server/test/fleet/ledger.ts";
import { startOwnMongod } from "../setup/own-mongod.ts";
import { createPeople } from "../server/test/fleet/people.ts";
import { seeded } from "../server/test/fleet/seeded.ts";
import { settle } from "../server/test/fleet/settle.ts";
import { createChaos, noHarm } from "./mixed/chaos.ts";
import { killPointTable } from "./mixed/kill-point-table.ts";
import { tableOf, type Sample } from "./mixed/table.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "120" },
    kills: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    out: { type: "string" },
    "kill-points": { type: "boolean", default: false },
  },
});
const minutes = Number(values.minutes);
const kills = Number(values.kills);
const seed = Number(values.seed);
const minute = 60_000;
const began = Date.now();
const sofar = () => (Date.now() - began) / minute;
const log = (words: string) => console.log(`${new Date().toISOString()} ${sofar().toFixed(1)} min: ${words}`);

const mongod = await startOwnMongod();
if (values["kill-points"]) {
  const table = await killPointTable(mongod, seed, log);
  await mongod.stop();
  console.log(table.text);
  if (values.out) await writeFile(values.out, `${table.text}\n`);
  process.exit(table.violations === 0 ? 0 : 1);
}
const random = seeded(seed);
const fleet = await startFleet({ mongodbUri: mongod.uri("mixed"), servers: 2, random });
const ledger = newLedger();
const arrivals = watchArrivals(fleet, ledger);
const people = createPeople(fleet, ledger, arrivals);
const harm = noHarm();
const chaos = createChaos(fleet, mongod, harm);
const samples: Sample[] = [];
const complaints = new Set<string>();
const run = { paused: false, over: false };
const isOver = () => run.over;
let checks = 0;

/** About four steps a second, each by somebody; no more than forty under way. */
async function load(): Promise<void> {
  while (!isOver()) {
    await pause(150 + random() * 200);
    if (run.paused || ledger.open > 40) continue;
    const chance = random();
    if (chance < 0.4) void people.join();
    else if (chance < 0.7) void (people.reportWelcome() ?? people.join());
    else void people.reportThreat();
  }
}

/** The kills are spread over the run; in each gap something else may happen. */
async function harmIt(): Promise<void> {
  let [databaseAt, stopAt, termAt] = [1.5, 1, 2].map((at) => Math.min(at, minutes / 4));
  while (!isOver()) {
    const gap = ((minutes - sofar()) * minute) / Math.max(1, kills - harm.kills);
    const next = Date.now() + gap * (0.5 + 0.7 * random());
    try {
      if (run.paused) await pause(200);
      else if (harm.kills < kills) await chaos.kill();
      if (!run.paused && sofar() > (stopAt ?? 0)) {
        stopAt = sofar() + 3;
        await chaos.stopAWhile();
      } else if (!run.paused && sofar() > (termAt ?? 0)) {
        termAt = sofar() + 5;
        await chaos.endInOrder();
      } else if (!run.paused && sofar() > (databaseAt ?? 0)) {
        databaseAt = sofar() + 5;
        await chaos.killDatabase();
      }
    } catch (error) {
      complaints.add(error instanceof Error ? error.message : String(error));
    }
    while (!isOver() && Date.now() < next) await pause(100);
  }
}

async function moods(): Promise<void> {
  while (!isOver()) {
    if (!run.paused) chaos.changeMood();
    await pause(8_000 + random() * 20_000);
  }
}

async function memory(): Promise<number[]> {
  const texts = fleet.servers.map(({ pid }) => readFile(`/proc/${pid()}/status`, "utf8").catch(() => ""));
  return (await Promise.all(texts)).map((text) =>
    Math.round(Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? 0) / 1024),
  );
}

async function report(): Promise<void> {
  for (let n = 1; !isOver(); n++) {
    while (!isOver() && sofar() < n) await pause(200);
    const megabytes = await memory();
    samples.push({ minute: n, megabytes });
    const { acknowledged, open, copies, tries } = ledger;
    log(
      `${harm.kills} kills, ${harm.databaseKills} of the database, ${acknowledged} acknowledged, ${open} open, ${copies.length} mails, ${tries.busy + tries.failed + tries.unanswered} tried again, ${complaints.size + ledger.complaints.length} complaints, ${megabytes.join("/")} MB`,
    );
  }
}

const everDoubtful = new Set<string>();
async function noteDoubts({ deps }: Fleet): Promise<void> {
  const rows = deps.connection
    .collection("outbox")
    .find({ inDoubtAt: { $exists: true }, $or: [{ state: "inDoubt" }, { lastReply: { $exists: false } }] });
  for (const { _id } of await rows.toArray()) everDoubtful.add(String(_id));
}

/** All comes to rest, then everything is looked at. */
async function restAndCheck(): Promise<Verdict> {
  run.paused = true;
  fleet.sink.be("well");
  try {
    await people.rest();
    await Promise.all(fleet.servers.map((server) => server.ready()));
    await settle(fleet);
  } catch (error) {
    complaints.add(error instanceof Error ? error.message : String(error));
  }
  arrivals.collect();
  await noteDoubts(fleet);
  const verdict = await check(fleet, ledger);
  verdict.violations.push(...complaints);
  checks++;
  log(
    `check ${checks}: ${verdict.violations.length} violations, ${verdict.copies} simulations arrived, ${verdict.inDoubt} in doubt, ${verdict.reports} reports, ${verdict.forwards} forwards`,
  );
  for (const words of verdict.violations.slice(0, 10)) log(`  ${words}`);
  run.paused = false;
  return verdict;
}

log(`begins with seed ${seed}: ${kills} kills in ${minutes} minutes`);
const running = [load(), harmIt(), moods(), report()];
while (sofar() < minutes) {
  const next = Math.min(minutes, sofar() + (minutes > 10 ? 5 : minutes / 2));
  while (sofar() < next) await pause(200);
  if (sofar() < minutes) await restAndCheck();
}
const verdict = await restAndCheck();
run.over = true;
await Promise.all(running);
const table = tableOf({
  minutes: sofar(),
  seed,
  fleet,
  ledger,
  harm,
  verdict,
  checks,
  everInDoubt: everDoubtful.size,
  samples,
});
console.log(table);
if (values.out) await writeFile(values.out, `${table}\n`);
arrivals.stop();
await fleet.stop();
await mongod.stop();
process.exit(verdict.violations.length === 0 ? 0 : 1);
