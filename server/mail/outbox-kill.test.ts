import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildIndexes, transactOn } from "../db/connect.ts";
import { createMailLimits } from "./mail-limits.ts";
import type { OutboxMessage } from "./outbox.ts";
import { createOutboxStore, type OutboxStore } from "./outbox-store.ts";
import { startOutbox } from "./outbox-worker.ts";
import { createMailer } from "./smtp.ts";
import { startSmtpSink, type SmtpSink } from "./testing/smtp-sink.ts";
import { testDatabase } from "../test/test-mongo.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
let store: OutboxStore;
let sink: SmtpSink;
beforeAll(async () => {
  database = await testDatabase();
  store = createOutboxStore(database.connection);
  createMailLimits(database.connection, 1);
  await buildIndexes(database.connection);
  sink = await startSmtpSink();
});
afterAll(async () => {
  await sink.close();
  await database.stop();
});

const put = (kind: "simulation" | "forward"): Promise<OutboxMessage> =>
  transactOn(database.connection)((tx) =>
    store.enqueue(
      {
        organization: "acme",
        kind,
        ...(kind === "simulation"
          ? { simulation: randomUUID(), user: randomUUID() }
          : { report: randomUUID() }),
        attempt: 1,
        to: "newcomer@acme.example",
        messageId: `<${randomUUID()}@sender.example>`,
        priority: 1,
        dueAt: new Date(),
        cause: "admin",
        createdAt: new Date(),
      },
      tx,
    ),
  );
const stateOf = async ({ _id }: OutboxMessage) =>
  (await database.connection.collection<OutboxMessage>("outbox").findOne({ _id }))?.state;
const copiesOf = (message: OutboxMessage) =>
  sink.mails.filter(({ messageId }) => messageId === message.messageId).length;

/** A worker dies at that step; after its lease another one does what may still be done. */
async function dieAndGoOn(killAt: string): Promise<void> {
  const program = fileURLToPath(new URL("testing/killed-worker.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", program], {
    env: { ...process.env, MONGODB_URI: database.uri, SMTP_URL: sink.url, KILL_AT: killAt },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const patience = setTimeout(() => child.kill("SIGTERM"), 15_000);
  const [, signal] = (await once(child, "exit")) as [number | null, string | null];
  clearTimeout(patience);
  expect(signal).toBe("SIGKILL");
  await pause(1_200);
  const worker = startOutbox({
    store,
    limits: createMailLimits(database.connection, 10_000),
    mailer: createMailer(sink.url),
    mayReceive: () => Promise.resolve({ verdict: "send" }),
    render: (message) =>
      Promise.resolve({
        from: "service@sender.example",
        raw: Buffer.from(`Message-ID: ${message.messageId}\r\n\r\nHello\r\n`),
      }),
    stopAddress: () => Promise.resolve(),
    channel: { tell: () => Promise.resolve(), read: () => Promise.resolve({ down: false }) },
    now: () => new Date(),
    jitter: () => 0.5,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    options: { pollMs: 50 },
  });
  await worker.drain();
  await worker.stop();
}

describe("kill -9 of a worker", () => {
  it.each([
    ["claimed", "sent", 1],
    ["before connecting", "sent", 1],
    ["before the mark", "sent", 1],
    ["after the mark", "inDoubt", 0],
    ["after 250", "inDoubt", 1],
    ["after the mark of 250", "sent", 1],
  ] as const)("%s: the simulation ends as %s with %i copies", async (killAt, state, copies) => {
    const message = await put("simulation");
    await dieAndGoOn(killAt);
    expect([await stateOf(message), copiesOf(message)]).toEqual([state, copies]);
  });

  it("after 250: a forward goes once more, under the same Message-ID, rather than be lost", async () => {
    const message = await put("forward");
    await dieAndGoOn("after 250");
    expect([await stateOf(message), copiesOf(message)]).toEqual(["sent", 2]);
  });
});
