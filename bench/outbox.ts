import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import nodemailer from "nodemailer";
import { systemClock } from "../server/clock.ts";
import { createDeps, type Deps } from "../server/deps.ts";
import { createOrganization } from "../server/organization/create-organization.ts";
import type { MadeMail } from "../server/simulations/simulation.ts";
import { startWorker } from "../server/worker.ts";
import { alternate, median, perSecond, type Row } from "./rounds.ts";
import { benchConfig } from "./settings.ts";

const mailsARound = Number(process.env["BENCH_MAILS"] ?? 1000);
const rounds = 5;
const connections = 16;

interface Measured {
  rate: number;
  /** Milliseconds of this process's time a mail. */
  cpu: number;
}

async function measured(work: () => Promise<unknown>): Promise<Measured> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return {
    rate: mailsARound / ((performance.now() - began) / 1000),
    cpu: (user + system) / 1000 / mailsARound,
  };
}

/** People of the organization, each with a Welcome simulation and its mail in the outbox. */
async function start(deps: Deps, organization: string): Promise<void> {
  await perSecond(mailsARound, 64, () =>
    deps.insertTogether(async (into) => {
      const at = new Date();
      const email = `${randomUUID()}@acme.example`;
      const user = await deps.users.insert(
        { organization, email, firstName: "New", lastName: "Comer", stage: "started", startNumber: 1 },
        at,
        into,
      );
      await deps.simulations.enqueueFirstWelcome({ ...user, language: "en" }, "admin", at, into);
    }),
  );
}

async function poolSends(url: string, made: MadeMail): Promise<void> {
  const { hostname: host, port } = new URL(url);
  const pool = nodemailer.createTransport({
    host,
    port: Number(port),
    pool: true,
    maxConnections: connections,
    maxMessages: Infinity,
    ignoreTLS: true,
  });
  const { fromName: name, fromAddress: address, subject, text, html } = made;
  await perSecond(mailsARound, 2 * connections, async () => {
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
}

/**
 * Welcome mails out of the outbox, by the product's own worker: looked up, asked about once more, marked before and after.
 * Against nodemailer's own pool, which composes each mail and keeps no record.
 */
export async function outboxSpeed(mongodbUri: string): Promise<Row[]> {
  const sink = fork(fileURLToPath(new URL("sink.ts", import.meta.url)), { execArgv: ["--import", "tsx"] });
  const [{ url }] = (await once(sink, "message", { signal: AbortSignal.timeout(60_000) })) as [
    { url: string },
  ];
  const deps = await createDeps(benchConfig({ MONGODB_URI: mongodbUri, SMTP_URL: url }), {
    clock: systemClock,
    sandbox: true,
  });
  try {
    const arrived = async () => {
      sink.send("count");
      const [count] = (await once(sink, "message")) as [{ mails: number; different: number }];
      if (count.mails !== mailsARound || count.different !== mailsARound)
        throw new Error(
          `${count.mails} mails arrived, ${count.different} different ones, of ${mailsARound}.`,
        );
    };
    const { organizationId } = await createOrganization(deps, {
      name: "Acme",
      tenantId: randomUUID(),
      domain: "acme.example",
      ownerEmail: "owner@acme.example",
    });
    const cpu = { ours: [] as number[], against: [] as number[] };
    const ours = async () => {
      await start(deps, organizationId);
      const worker = startWorker(deps, { outbox: { concurrency: connections } });
      const result = await measured(() => worker.drain());
      await worker.stop();
      await arrived();
      cpu.ours.push(result.cpu);
      return result.rate;
    };
    await start(deps, organizationId);
    const first = await deps.simulations.find(
      organizationId,
      (await deps.outbox.claim(new Date(), 1, 1))[0]?.simulation ?? "",
    );
    if (!first) throw new Error("There is no simulation to compose.");
    await deps.connection.collection("outbox").deleteMany({});
    const made = deps.simulations.madeMail(first);
    const against = async () => {
      const result = await measured(() => poolSends(url, made));
      await arrived();
      cpu.against.push(result.cpu);
      return result.rate;
    };
    const result = await alternate(rounds, ours, against);
    const [mine, theirs] = [median(cpu.ours.slice(1)), median(cpu.against.slice(1))];
    return [
      {
        figure: `Welcome mails per second, ${connections} connections`,
        ours: result.ours.toFixed(0),
        against: `nodemailer's pool, composing, no database: ${result.against.toFixed(0)}`,
        ratio: result.ratio.toFixed(2),
      },
      {
        figure: "sender's processor time for a mail, ms",
        ours: mine.toFixed(2),
        against: `nodemailer's pool: ${theirs.toFixed(2)}`,
        ratio: (mine / theirs).toFixed(2),
      },
    ];
  } finally {
    sink.kill();
    await deps.close();
  }
}
