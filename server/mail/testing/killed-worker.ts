/**
 * A worker in a process of its own that kills itself (SIGKILL, nothing is tidied up) at one step of its first message.
 * Run by outbox-kill.test.ts with MONGODB_URI, SMTP_URL and KILL_AT.
 */
import { connectDatabase } from "../../db/connect.ts";
import { createMailLimits } from "../mail-limits.ts";
import { createOutboxStore } from "../outbox-store.ts";
import { startOutbox } from "../outbox-worker.ts";
import { createMailer } from "../smtp.ts";

const killAt = process.env["KILL_AT"];
const killed = async (step: string): Promise<void> => {
  if (step !== killAt) return;
  process.kill(process.pid, "SIGKILL");
  await new Promise(() => undefined);
};

const connection = await connectDatabase(process.env["MONGODB_URI"] ?? "");
const store = createOutboxStore(connection);
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
startOutbox({
  store: {
    ...store,
    claim: async (...asked) => {
      const claimed = await store.claim(...asked);
      if (claimed.length > 0) await killed("claimed");
      return claimed;
    },
    markInDoubt: async (...asked) => {
      await killed("before the mark");
      const held = await store.markInDoubt(...asked);
      await killed("after the mark");
      return held;
    },
    markSent: async (...asked) => {
      await killed("after 250");
      await store.markSent(...asked);
      await killed("after the mark of 250");
    },
  },
  limits: createMailLimits(connection, 10_000),
  mailer: createMailer(process.env["SMTP_URL"] ?? ""),
  mayReceive: () => Promise.resolve({ verdict: "send" }),
  render: async (message) => {
    await killed("before connecting");
    const raw = Buffer.from(`Message-ID: ${message.messageId}\r\nSubject: Test\r\n\r\nHello\r\n`);
    return { from: "service@sender.example", raw };
  },
  stopAddress: () => Promise.resolve(),
  channel: { tell: () => Promise.resolve(), read: () => Promise.resolve({ down: false }) },
  now: () => new Date(),
  jitter: () => 0.5,
  log: silent,
  options: { leaseMs: 1_000, pollMs: 50 },
});
