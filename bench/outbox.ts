import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import nodemailer from "nodemailer";
import { connectDatabase, transactOn } from "../server/db/connect.ts";
import { createMailLimits } from "../server/mail/mail-limits.ts";
import type { OutboxMessage } from "../server/mail/outbox.ts";
import { createOutboxStore } from "../server/mail/outbox-store.ts";
import { startOutbox } from "../server/mail/outbox-worker.ts";
import { createMailer } from "../server/mail/smtp.ts";
import { createSimulations } from "../server/simulations/simulation-service.ts";
import { createSimulationStore } from "../server/simulations/simulation-store.ts";
import { alternate, perSecond, type Row } from "./rounds.ts";

const mailsARound = 400;
const rounds = 3;
const connections = 8;

/** Welcome mails a second out of the outbox, each marked before and after, against nodemailer's own pool without database. */
export async function outboxSpeed(mongodbUri: string): Promise<Row> {
  const connection = await connectDatabase(mongodbUri);
  const sink = fork(fileURLToPath(new URL("sink.ts", import.meta.url)), { execArgv: ["--import", "tsx"] });
  try {
    const [{ url }] = (await once(sink, "message", { signal: AbortSignal.timeout(60_000) })) as [
      { url: string },
    ];
    const arrived = async () => {
      sink.send("count");
      const [count] = (await once(sink, "message")) as [{ mails: number; different: number }];
      if (count.mails !== mailsARound || count.different !== mailsARound)
        throw new Error(
          `${count.mails} mails arrived, ${count.different} different ones, of ${mailsARound}.`,
        );
    };
    const store = createOutboxStore(connection);
    const simulations = createSimulations({
      store: createSimulationStore(connection),
      outbox: store,
      keys: { id: "bench", secret: "a key for benchmarks only, of 32 characters or more" },
      publicUrl: "http://127.0.0.1:3000",
      senderDomain: "n0rthfold-track.example",
    });
    const limits = createMailLimits(connection, 1_000_000);
    await Promise.all(Object.values(connection.models).map((model) => model.createIndexes()));
    const transact = transactOn(connection);
    const trainee = () => {
      const _id = randomUUID();
      return {
        _id,
        organization: "acme",
        email: `${_id}@acme.example`,
        language: "en" as const,
        startNumber: 1,
      };
    };

    const ours = async () => {
      await perSecond(mailsARound, connections, () =>
        transact((tx) => simulations.enqueueWelcome(trainee(), "admin", new Date(), tx)),
      );
      const began = performance.now();
      const worker = startOutbox({
        store,
        limits,
        mailer: createMailer(url),
        mayReceive: () => Promise.resolve({ verdict: "send" }),
        render: (message, now) => simulations.renderMail(message, now),
        stopAddress: () => Promise.resolve(),
        tellChannel: () => Promise.resolve(),
        now: () => new Date(),
        jitter: Math.random,
        log: { info: () => undefined, warn: () => undefined, error: console.error },
        options: { concurrency: connections },
      });
      await worker.drain();
      const rate = mailsARound / ((performance.now() - began) / 1000);
      await worker.stop();
      await arrived();
      return rate;
    };

    await transact((tx) => simulations.enqueueWelcome(trainee(), "admin", new Date(), tx));
    const first = await connection.collection<OutboxMessage>("outbox").findOne({});
    const simulation = first && (await simulations.find("acme", first.simulation ?? ""));
    if (!simulation) throw new Error("There is no simulation to compose.");
    const made = simulations.madeMail(simulation);
    await connection.collection("outbox").deleteMany({});
    const against = async () => {
      const { hostname: host, port } = new URL(url);
      const pool = nodemailer.createTransport({
        host,
        port: Number(port),
        pool: true,
        maxConnections: connections,
        maxMessages: Infinity,
        ignoreTLS: true,
      });
      const rate = await perSecond(mailsARound, 2 * connections, async () => {
        const { fromName: name, fromAddress: address, subject, text, html } = made;
        await pool.sendMail({
          from: { name, address },
          to: `${randomUUID()}@acme.example`,
          subject,
          text,
          html,
          messageId: `<${randomUUID()}@x.example>`,
        });
      });
      pool.close();
      await arrived();
      return rate;
    };
    const result = await alternate(rounds, ours, against);
    return {
      figure: `Welcome mails per second, ${connections} connections`,
      ours: result.ours.toFixed(0),
      against: `nodemailer's pool, composing, no database: ${result.against.toFixed(0)}`,
      ratio: result.ratio.toFixed(2),
    };
  } finally {
    sink.kill();
    await connection.close();
  }
}
