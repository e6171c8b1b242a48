import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, readFile, stat, truncate } from "node:fs/promises";
import path from "node:path";
import { isAlive, isMongodOn, mongodPidIn, waitForEnd } from "./mongod-process.ts";
import { becomePrimary, findOrphan, renameMember, sendShutdown } from "./mongod-replica-set.ts";
import { freePort, keepPort, recordedPort } from "./ports.ts";

export interface MongodOptions {
  /** The program; setup/mongod.mjs finds or installs one. */
  binary: string;
  /** Data, log and port number stay here. */
  folder: string;
  /** Told in a line what happened: started, used again, came back, gave up. */
  say?: (line: string) => void;
}

export interface Mongod {
  uri(database?: string): string;
  port(): number;
  pid(): number;
  /** True when a mongod that outlived an earlier process was found and is used on. */
  reused: boolean;
  /** `down` means: it ended five times in a row within seconds, and no more attempt is made. */
  state(): "running" | "starting" | "down";
  lastLog(): Promise<string>;
  stop(): Promise<void>;
}

const attempts = 5;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function launch({ binary, folder }: MongodOptions, port: number, replicaSet = true): ChildProcess {
  const args = [
    ...["--dbpath", path.join(folder, "db"), "--logpath", path.join(folder, "mongod.log"), "--logappend"],
    ...["--port", String(port), "--bind_ip", "127.0.0.1", "--oplogSize", "128"],
    ...(replicaSet ? ["--replSet", "rs0"] : []),
    ...["--wiredTigerCacheSizeGB", "0.5", "--quiet"],
    ...["--setParameter", "diagnosticDataCollectionEnabled=false"],
    // What a process that was killed had open in a transaction stays locked for so long; without it for a minute.
    ...["--setParameter", "transactionLifetimeLimitSeconds=10"],
    ...(process.platform === "win32" ? [] : ["--nounixsocket"]),
  ];
  // A group of its own: Ctrl-C reaches the sandbox, which then stops mongod in order.
  const child = spawn(binary, args, { detached: true, stdio: "ignore" });
  child.on("error", () => undefined);
  child.unref();
  return child;
}

async function trimLog(file: string): Promise<void> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > 20_000_000) await truncate(file, 0);
}

/**
 * The replica set's configuration names the port. Started on another one, mongod first looks whether it is the node of the old
 * port, and a stranger there who never answers holds it up for half a minute. So the name is changed before, outside of the set.
 */
async function moveTo(options: MongodOptions, port: number): Promise<void> {
  const child = launch(options, port, false);
  const ended = new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
  let over = false;
  void ended.then(() => (over = true));
  if (await renameMember(port, () => over)) await sendShutdown(port);
  await ended;
}

/** What mongod said last, for a person: the message texts of the last lines of its log. */
async function lastWords(folder: string): Promise<string> {
  const text = await readFile(path.join(folder, "mongod.log"), "utf8").catch(() => "");
  const messages = text.trimEnd().split("\n").slice(-3);
  return messages.map((line) => /"msg":"([^"]*)"/.exec(line)?.[1] ?? line.slice(0, 200)).join("; ");
}

/**
 * Starts the mongod of this folder as a replica set of one, or goes on with one that an earlier process left behind, and
 * keeps it running until `stop`. It listens on 127.0.0.1 only, on the port it had before when that is free.
 */
export async function startMongod(options: MongodOptions): Promise<Mongod> {
  const { folder, say = () => undefined } = options;
  const dbPath = path.join(folder, "db");
  await mkdir(dbPath, { recursive: true });
  await trimLog(path.join(folder, "mongod.log"));

  let state: "running" | "starting" | "down" = "starting";
  let stopping = false;
  const orphan = await findOrphan(folder, dbPath);
  const formerPort = await recordedPort(folder);
  let port = orphan?.port ?? (await freePort(formerPort));
  let pid = orphan?.pid ?? 0;

  const start = async () => {
    for (let attempt = 1; ; attempt++) {
      const child = launch(options, port);
      pid = child.pid ?? 0;
      let ended = false;
      child.once("exit", () => (ended = true)).once("error", () => (ended = true));
      if (await becomePrimary(port, () => ended)) return;
      if (attempt >= attempts || stopping)
        throw new Error(`mongod does not start (${await lastWords(folder)}). Its log: ${folder}/mongod.log`);
      await pause(200 * attempt);
      if (state !== "running") port = await freePort(port);
    }
  };

  if (!orphan && formerPort && formerPort !== port) await moveTo(options, port);
  if (orphan) await becomePrimary(port, () => false);
  else await start();
  await keepPort(folder, port);
  state = "running";

  const supervise = async () => {
    while (!stopping) {
      await waitForEnd(pid, () => stopping);
      if (stopping as boolean) return;
      say("The database ended unexpectedly; it is started again on the same port.");
      const before = performance.now();
      try {
        await start();
        say(`The database is back after ${((performance.now() - before) / 1000).toFixed(1)} s.`);
      } catch (error) {
        if (stopping as boolean) return;
        state = "down";
        say(error instanceof Error ? error.message : String(error));
        return;
      }
    }
  };
  const supervision = supervise();

  return {
    uri: (database = "firstcatch") => `mongodb://127.0.0.1:${port}/${database}?replicaSet=rs0`,
    port: () => port,
    pid: () => pid,
    reused: orphan !== null,
    state: () => (state === "running" && !isAlive(pid) ? "starting" : state),
    lastLog: () => lastWords(folder),
    stop: async () => {
      stopping = true;
      await supervision; // a start that is under way comes to its end first
      if (isAlive(pid) && (await mongodPidIn(dbPath)) === pid) {
        await sendShutdown(port);
        const patience = AbortSignal.timeout(15_000);
        await waitForEnd(pid, () => patience.aborted);
        if (isAlive(pid) && (await isMongodOn(pid, dbPath))) process.kill(pid, "SIGKILL");
      }
    },
  };
}
