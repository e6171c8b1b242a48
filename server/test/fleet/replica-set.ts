import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import mongoose from "mongoose";
import { ensureMongod } from "../../../setup/mongod.mjs";

const { MongoClient } = mongoose.mongo;
const patience = 30_000;

interface Member {
  host: string;
  process: () => ChildProcess;
  start: () => void;
  /** Resolves when the process is gone. */
  kill: () => Promise<void>;
}

/** A replica set of three on this machine, with short times for elections. */
export interface ReplicaSet {
  uri: (database: string) => string;
  /** The primary hands over in order; resolves when another one is there. */
  stepDown: () => Promise<void>;
  /**
   * The others stand still for a moment, so that they know nothing of what is written `meanwhile`; then the primary is killed
   * and one of them takes its place. It comes back as a secondary, and what it alone knew is gone.
   */
  killPrimary: (meanwhile: () => Promise<unknown>) => Promise<void>;
  stop: () => Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function startMember(binary: string, folder: string): Promise<Member> {
  const port = await freePort();
  const dbPath = path.join(folder, String(port));
  await mkdir(dbPath);
  const args = [
    ...["--dbpath", dbPath, "--logpath", `${dbPath}.log`, "--port", String(port), "--bind_ip", "127.0.0.1"],
    ...["--replSet", "rs3", "--oplogSize", "64", "--wiredTigerCacheSizeGB", "0.25", "--nounixsocket"],
    ...["--setParameter", "diagnosticDataCollectionEnabled=false"],
    ...["--setParameter", "transactionLifetimeLimitSeconds=3"],
  ];
  let child: ChildProcess;
  const start = () => {
    child = spawn(binary, args, { stdio: "ignore" });
    child.on("error", () => undefined);
  };
  start();
  process.once("exit", () => child.kill("SIGKILL"));
  return {
    host: `127.0.0.1:${port}`,
    process: () => child,
    start,
    async kill() {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
}

export async function startReplicaSet(): Promise<ReplicaSet> {
  const { binary } = await ensureMongod();
  const folder = await mkdtemp(path.join(os.tmpdir(), "firstcatch-set-"));
  const members: Member[] = [];
  for (let n = 0; n < 3; n++) members.push(await startMember(binary, folder));
  const hosts = members.map(({ host }) => host);
  const uri = (database: string) => `mongodb://${hosts.join()}/${database}?replicaSet=rs3`;

  async function insist<T>(work: () => Promise<T | null>): Promise<T> {
    const end = Date.now() + patience;
    for (;;) {
      const done = await work().catch((error: unknown) => {
        if (Date.now() > end) throw error;
        return null;
      });
      if (done !== null) return done;
      if (Date.now() > end) throw new Error("The replica set is not ready.");
      await pause(100);
    }
  }
  /** A client of its own each time: one that found nobody at first is of no more use. */
  async function ask(where: string, command: Record<string, unknown>): Promise<Record<string, unknown>> {
    const client = new MongoClient(where, { serverSelectionTimeoutMS: 2_000 });
    try {
      return await client.db("admin").command(command);
    } finally {
      await client.close();
    }
  }
  await insist(() =>
    ask(`mongodb://${hosts[0]}/?directConnection=true`, {
      replSetInitiate: {
        _id: "rs3",
        members: hosts.map((host, _id) => ({ _id, host })),
        settings: { electionTimeoutMillis: 2_000, heartbeatIntervalMillis: 500 },
      },
    }),
  );
  /** The primary; another one than `before` where that is given. */
  const primary = (before?: Member) =>
    insist(async () => {
      const hello = await ask(uri("admin"), { hello: 1 });
      const member = members.find(({ host }) => host === hello["primary"]);
      return hello["isWritablePrimary"] === true && member && member !== before ? member : null;
    });
  await primary();

  return {
    uri,
    async stepDown() {
      const before = await primary();
      await insist(() => ask(uri("admin"), { replSetStepDown: 10, secondaryCatchUpPeriodSecs: 5 }));
      await primary(before);
    },
    async killPrimary(meanwhile) {
      const before = await primary();
      const others = members.filter((member) => member !== before);
      for (const other of others) other.process().kill("SIGSTOP");
      await meanwhile();
      await before.kill();
      for (const other of others) other.process().kill("SIGCONT");
      await primary(before);
      before.start();
    },
    stop: async () => {
      await Promise.all(members.map((member) => member.kill()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
