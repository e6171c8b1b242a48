import { createMigrations } from "./db/migrations.ts";
import type { Deps } from "./deps.ts";
import { startJobs, type Job } from "./jobs.ts";
import { startOutbox, type OutboxOptions, type OutboxStatus } from "./mail/outbox-worker.ts";
import { createMailer } from "./mail/smtp.ts";
import { usualKeptDays } from "./organization/organization-store.ts";
import type { SmtpLimits } from "./mail/smtp-session.ts";

/** The part that sends and does periodic jobs; may run in the web's process or in one of its own. */
export interface Worker {
  /** Claims no more, finishes what is in hand. */
  stop: () => Promise<void>;
  /** Does all that is due now; answers how much that was. */
  drain: () => Promise<number>;
  /** The earliest moment (product time) at which something is due, or null. */
  nextDue: () => Promise<Date | null>;
  wake: () => void;
  status: () => OutboxStatus;
}

/** Times of the sending that tests shorten. */
export interface WorkerOptions {
  outbox?: Partial<OutboxOptions>;
  smtp?: Partial<SmtpLimits>;
}

const second = 1_000;
const hour = 3_600_000;

export function startWorker(deps: Deps, options: WorkerOptions = {}): Worker {
  const outbox = startOutbox({
    store: deps.outbox,
    limits: deps.limits,
    mailer: createMailer(deps.config.smtpUrl, { ...(options.smtp && { limits: options.smtp }) }),
    mayReceive: deps.mayBeSent,
    stopAddress: ({ organization, to }, reply, at) => deps.refusedAddresses.add(organization, to, reply, at),
    channel: deps.mailChannel,
    render: deps.renderMail,
    now: deps.now,
    jitter: Math.random,
    log: deps.log,
    ...(options.outbox && { options: options.outbox }),
  });
  deps.waiting.wake = outbox.wake;
  let stopping = false;
  const migrations = createMigrations(deps.connection);
  const list: Job[] = [
    { name: "migrations", every: second, run: () => migrations.run(() => stopping) },
    {
      name: "sweep raw mails",
      every: hour,
      run: async (now) => deps.rawMails.sweep(now, usualKeptDays, await deps.organizations.ownKeptDays()),
    },
    { name: "actions on people", every: second, run: () => deps.userJobs.run(() => stopping) },
    { name: "simulations", every: 10 * second, run: () => deps.programmeRounds.run(() => stopping) },
    { name: "join page", every: second, run: () => deps.joinByMail.run(() => stopping) },
    { name: "merges", every: second, run: () => deps.structure.moveOn(() => stopping) },
    { name: "merged people", every: second, run: () => deps.merges.run(() => stopping) },
    { name: "purge", every: second, run: () => deps.purge.run(() => stopping) },
    { name: "audit chain", every: second, run: () => deps.auditChaining.run(() => stopping) },
    { name: "audit heads", every: hour, run: (now) => deps.auditChaining.exportHeads(now) },
    { name: "sweep join requests", every: hour, run: (now) => deps.joinByMail.sweep(now) },
    { name: "sweep checks", every: hour, run: (now) => deps.checks.sweep(now) },
  ];
  /** What has due dates of its own, beside the mails. */
  const dated = [deps.merges, deps.purge, deps.programmeRounds];
  const jobs = startJobs(list, deps.now, deps.log);
  return {
    ...outbox,
    async drain() {
      let done = 0;
      for (const work of [deps.joinByMail, ...dated]) done += await work.run(() => stopping);
      return done + (await outbox.drain());
    },
    async nextDue() {
      const all = await Promise.all([outbox, ...dated].map((work) => work.nextDue()));
      const times = all.flatMap((at) => at?.getTime() ?? []);
      return times.length > 0 ? new Date(Math.min(...times)) : null;
    },
    async stop() {
      stopping = true;
      await Promise.all([outbox.stop(), jobs.stop()]);
    },
  };
}
