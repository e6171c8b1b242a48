import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import mongoose from "mongoose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureMongod } from "../setup/mongod.mjs";
import { isAlive } from "./mongod-process.ts";
import { type Mongod, startMongod } from "./mongod.ts";

let folder: string;
let binary: string;
let running: Mongod | undefined;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "firstcatch-mongod-"));
  ({ binary } = await ensureMongod());
});
afterAll(async () => {
  await running?.stop();
  await rm(folder, { recursive: true, force: true });
});

const start = async () => (running = await startMongod({ binary, folder }));
async function withCollection<T>(work: (collection: mongoose.mongo.Collection) => Promise<T>): Promise<T> {
  const client = new mongoose.mongo.MongoClient(running!.uri("trial"), { serverSelectionTimeoutMS: 10_000 });
  try {
    return await work(client.db().collection("kept"));
  } finally {
    await client.close();
  }
}
const write = (step: string) =>
  withCollection((kept) => kept.insertOne({ step }, { writeConcern: { w: "majority", j: true } }));
const steps = () =>
  withCollection(async (kept) =>
    (await kept.find().sort({ _id: 1 }).toArray()).map(({ step }) => step as string),
  );

/** A process that starts the mongod of the folder and then only waits. */
async function startInAnotherProcess(): Promise<{ kill: () => void; pid: number; port: number }> {
  const program = `
    const { startMongod } = await import(${JSON.stringify(new URL("./mongod.ts", import.meta.url).href)});
    const mongod = await startMongod(${JSON.stringify({ binary, folder })});
    console.log("up " + mongod.pid() + " " + mongod.port());
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const line = await new Promise<string>((resolve) => {
    child.stdout.on("data", (data: Buffer) => resolve(data.toString()));
  });
  const [, pid = "0", port = "0"] = line.trim().split(" ");
  return { kill: () => child.kill("SIGKILL"), pid: Number(pid), port: Number(port) };
}

describe("the sandbox's mongod", { timeout: 60_000 }, () => {
  let port = 0;

  it("starts in an empty folder as a replica set of one that takes transactions", async () => {
    const mongod = await start();
    port = mongod.port();
    await write("fresh");
    const client = new mongoose.mongo.MongoClient(mongod.uri());
    await client.withSession((session) =>
      session.withTransaction(() => client.db().collection("moved").insertOne({ done: true }, { session })),
    );
    await client.close();
    expect(await steps()).toEqual(["fresh"]);
  });

  it("ends by its shutdown command, and has its data and its port again after the next start", async () => {
    const before = running!.pid();
    await running!.stop();
    expect(isAlive(before)).toBe(false);
    const mongod = await start();
    expect(mongod.port()).toBe(port);
    expect(mongod.reused).toBe(false);
    await write("restarted");
    expect(await steps()).toEqual(["fresh", "restarted"]);
  });

  it("comes back on the same port when it is killed with -9, with every acknowledged write", async () => {
    const killed = running!.pid();
    await write("acknowledged");
    process.kill(killed, "SIGKILL");
    await expect
      .poll(() => running!.pid() !== killed && running!.state(), { timeout: 20_000 })
      .toBe("running");
    expect(running!.port()).toBe(port);
    expect(await steps()).toEqual(["fresh", "restarted", "acknowledged"]);
    await running!.stop();
  });

  it("is found and used on when the process that started it was killed with -9", async () => {
    const other = await startInAnotherProcess();
    other.kill();
    const mongod = await start();
    expect(mongod.reused).toBe(true);
    expect([mongod.pid(), mongod.port()]).toEqual([other.pid, other.port]);
    expect(await steps()).toHaveLength(3);
    await mongod.stop();
    expect(isAlive(other.pid)).toBe(false);
  });

  it("takes another port and mends its replica set when a stranger took the one it had", async () => {
    const stranger = net.createServer();
    await new Promise<void>((resolve) => stranger.listen(port, "127.0.0.1", resolve));
    const mongod = await start();
    expect(mongod.port()).not.toBe(port);
    await write("moved");
    expect(await steps()).toEqual(["fresh", "restarted", "acknowledged", "moved"]);
    stranger.close();
  });
});
