import path from "node:path";
import mongoose from "mongoose";
import { isAlive, isMongodOn, mongodPidIn } from "./mongod-process.ts";
import { recordedPort } from "./ports.ts";

const { MongoClient, MongoServerError } = mongoose.mongo;
type Client = InstanceType<typeof MongoClient>;
interface ReplicaSetConfig {
  _id: string;
  version: number;
  members: { _id: number; host: string }[];
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Talks to this one mongod, whatever state its replica set is in. */
async function direct<T>(port: number, work: (client: Client) => Promise<T>, timeout = 1000): Promise<T> {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: timeout,
    connectTimeoutMS: timeout,
    socketTimeoutMS: 20_000,
  });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

async function configure(client: Client, host: string): Promise<void> {
  const admin = client.db("admin");
  try {
    await admin.command({
      replSetInitiate: { _id: "rs0", members: [{ _id: 0, host }], settings: { electionTimeoutMillis: 1000 } },
    });
  } catch (error) {
    if (!(error instanceof MongoServerError) || error.codeName !== "AlreadyInitialized") throw error;
    // The configuration on disk may name another port: then this node counts itself as removed until it is told otherwise.
    const config = await client.db("local").collection<ReplicaSetConfig>("system.replset").findOne({});
    const [member] = config?.members ?? [];
    if (!config || !member || (member.host === host && config.members.length === 1)) return;
    const members = [{ ...member, host }];
    await admin.command({
      replSetReconfig: { ...config, members, version: config.version + 1 },
      force: true,
    });
  }
}

/**
 * Waits until the mongod on this port is a writable primary; sets its replica set up, or mends it, on the way. False when
 * `ended` says that the process is gone: whoever may answer on the port then is somebody else and is left alone.
 */
export async function becomePrimary(port: number, ended: () => boolean): Promise<boolean> {
  const until = Date.now() + 60_000;
  for (;;) {
    try {
      return await direct(port, async (client) => {
        if (ended()) return false;
        await configure(client, `127.0.0.1:${port}`);
        for (;;) {
          const hello = await client.db("admin").command({ hello: 1 });
          if (hello.isWritablePrimary === true) return true;
          if (Date.now() > until) throw new Error("no primary");
          await pause(50);
        }
      });
    } catch (error) {
      if (ended()) return false;
      if (Date.now() > until) throw error;
      await pause(100);
    }
  }
}

/** Writes the new port into the configuration of a mongod that runs outside of its replica set; false when it has ended. */
export async function renameMember(port: number, ended: () => boolean): Promise<boolean> {
  while (!ended()) {
    try {
      await direct(port, (client) =>
        client
          .db("local")
          .collection("system.replset")
          .updateOne({}, { $set: { "members.0.host": `127.0.0.1:${port}` }, $inc: { version: 1 } }),
      );
      return true;
    } catch {
      await pause(100);
    }
  }
  return false;
}

/** Asks mongod to end in order. It closes the connection instead of answering, so an error is the expected answer. */
export async function sendShutdown(port: number): Promise<void> {
  await direct(port, (client) =>
    client.db("admin").command({ shutdown: 1, force: true, timeoutSecs: 1 }),
  ).catch(() => undefined);
}

/**
 * A mongod that runs on this folder although the process that started it is gone. It is used on when it answers on the port
 * written down; one that does not answer in time is ended, since nothing else could open the folder.
 */
export async function findOrphan(
  folder: string,
  dbPath: string,
): Promise<{ pid: number; port: number } | null> {
  const pid = await mongodPidIn(dbPath);
  const port = await recordedPort(folder);
  const until = Date.now() + 15_000;
  while (isAlive(pid)) {
    const owner = port
      ? await direct(port, (client) => client.db("admin").command({ getCmdLineOpts: 1 })).then(
          (answer) => (answer as { parsed?: { storage?: { dbPath?: string } } }).parsed?.storage?.dbPath,
          () => undefined,
        )
      : undefined;
    if (owner && path.resolve(owner) === path.resolve(dbPath)) return { pid, port };
    const ours = await isMongodOn(pid, dbPath);
    if (!ours) return null; // the number in the lock file belongs to somebody else by now
    if (Date.now() > until) {
      process.kill(pid, "SIGKILL");
      await pause(500);
      return null;
    }
    await pause(300);
  }
  return null;
}
