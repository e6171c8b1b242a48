import { channelPause, isToPeople } from "../domain/outbox.ts";
import { pass } from "../steps.ts";
import { createAttempt, type AttemptPorts, type Heard } from "./attempt.ts";
import type { ChannelState, MailChannel } from "./mail-channel.ts";
import type { OutboxMessage } from "./outbox.ts";

export interface OutboxWorker {
  /** Claims no more, finishes what is in hand, within 20 seconds. */
  stop: () => Promise<void>;
  /** Resolves when nothing that is due waits any more, or the mail server is away; answers how many were handled. */
  drain: () => Promise<number>;
  /** When the next message becomes due, in the product's time. */
  nextDue: () => Promise<Date | null>;
  /** Something was put in; look at once. */
  wake: () => void;
  status: () => OutboxStatus;
}
export interface OutboxStatus {
  running: boolean;
  inHand: number;
  /** The mail server as a whole: down since when (real time), and its words. */
  channel: { down: boolean; since?: Date; reply?: string };
}

export interface OutboxPorts extends Omit<AttemptPorts, "givingUp"> {
  /** Keeps what the portal shows of the mail server as a whole. */
  channel: MailChannel;
  options?: Partial<OutboxOptions>;
}
export interface OutboxOptions {
  /** Messages handed over at the same time by this process. */
  concurrency: number;
  batch: number;
  leaseMs: number;
  pollMs: number;
  /** Longest wait for what is in hand when stopping. */
  stopMs: number;
  /** How often a worker that knows of no trouble looks whether another's word still says so. */
  lookMs: number;
}
const usual: OutboxOptions = {
  concurrency: 16,
  batch: 100,
  leaseMs: 60_000,
  pollMs: 500,
  stopMs: 19_000,
  lookMs: 30_000,
};
const longestDrain = 60_000;
/** A database that is slow to take the outcomes slows the sending down. */
const mostInHand = (width: number): number => 4 * width;

/** Starts sending what is due. Several of these, in one or many processes, share one outbox and never send a message twice. */
export function startOutbox(ports: OutboxPorts): OutboxWorker {
  const { store, log } = ports;
  const options = { ...usual, ...ports.options };
  let stopping = false;
  let hurry = false;
  let handled = 0;
  let woken = false;
  let wakeSleeper: () => void = () => undefined;
  const nudge = () => {
    woken = true;
    wakeSleeper();
  };
  const channel = {
    failures: 0,
    pausedUntil: 0,
    since: undefined as Date | undefined,
    reply: undefined as string | undefined,
    sender: undefined as string | undefined,
    /** Counts what was heard: an answer that others overtook is old. */
    heard: 0,
    probing: false,
  };
  /** Claimed, not begun. */
  const next: OutboxMessage[] = [];
  const inHand = new Map<string, OutboxMessage>();
  /** Of those in hand: not yet taken or refused by the mail server. The others are only being written down. */
  let speaking = 0;
  const drains: (() => void)[] = [];
  const attempt = createAttempt({ ...ports, givingUp: () => hurry });
  const paused = () => Date.now() < channel.pausedUntil;
  /** Whether the portal shows trouble; unknown at the start, since an earlier process may have left its own word. */
  let told: boolean | undefined;
  let telling: Promise<void> | undefined;
  let lookAt = 0;

  function tell(state: ChannelState): void {
    if (told === state.down) return;
    told = state.down;
    telling = ports.channel.tell(state).catch((error: unknown) => {
      told = undefined;
      log.warn({ err: error }, "the state of the mail server was not kept");
    });
  }

  /** A worker that died while the mail server was away left its word behind, and nobody else would take it back. */
  async function look(): Promise<void> {
    if (channel.failures > 0 || Date.now() < lookAt) return;
    lookAt = Date.now() + options.lookMs;
    const left = await ports.channel.read();
    if (channel.failures > 0) return;
    told = left.down;
    channel.sender = left.sender;
  }

  /** Nothing is due that would find out whether the mail server is back, so it is asked. */
  function probe(): void {
    if (channel.probing || paused() || !(channel.failures > 0 || told)) return;
    channel.probing = true;
    const { heard, sender } = channel;
    void ports.mailer
      .probe(sender)
      .then(({ takesMail, reply }) => {
        if (stopping || heard !== channel.heard) return;
        listen({ channelFailed: !takesMail, reply, ...(sender && { from: sender }) });
      })
      .catch((error: unknown) => log.error({ err: error }, "the mail server could not be asked"))
      .finally(() => {
        channel.probing = false;
        nudge();
      });
  }

  function listen(result: Heard): void {
    channel.heard++;
    if (!result.channelFailed) {
      tell({ down: false });
      if (channel.since) log.info({ since: channel.since }, "the mail server is back");
      Object.assign(channel, {
        failures: 0,
        pausedUntil: 0,
        since: undefined,
        reply: undefined,
        sender: undefined,
      });
      return;
    }
    // Eight connections that fail together are one failure.
    if (!paused()) channel.failures++;
    channel.since ??= new Date();
    channel.reply = result.reply;
    channel.sender = result.from;
    tell({
      down: true,
      since: channel.since,
      reply: result.reply,
      ...(result.from && { sender: result.from }),
    });
    channel.pausedUntil = Date.now() + channelPause(channel.failures);
    log.warn(
      { reply: result.reply, failures: channel.failures },
      "the mail server does not take mail; waiting",
    );
  }

  function begin(message: OutboxMessage): void {
    inHand.set(message._id, message);
    speaking++;
    let spoken = false;
    const handedOver = () => {
      if (spoken) return;
      spoken = true;
      speaking--;
      nudge();
    };
    void attempt(message, handedOver)
      .then((result) => result && listen(result))
      .catch((error: unknown) =>
        log.error({ err: error, message: message._id }, "a mail in hand was left to its lease"),
      )
      .finally(() => {
        handled++;
        handedOver();
        inHand.delete(message._id);
        nudge();
      });
  }

  /** Those over the organization's limit of this minute wait for the next one; reported mails are not limited. */
  async function withinLimit(claimed: OutboxMessage[]): Promise<OutboxMessage[]> {
    const now = ports.now();
    const nextMinute = new Date((Math.floor(now.getTime() / 60_000) + 1) * 60_000);
    const free = claimed.filter(({ kind }) => !isToPeople(kind));
    const byOrganization = new Map<string, OutboxMessage[]>();
    for (const message of claimed.filter(({ kind }) => isToPeople(kind))) {
      const { organization } = message;
      byOrganization.set(organization, [...(byOrganization.get(organization) ?? []), message]);
    }
    for (const [organization, messages] of byOrganization) {
      const fits = await ports.limits.bookMinute(organization, messages.length, now);
      free.push(...messages.slice(0, fits));
      const over = messages.slice(fits);
      await Promise.all(
        over.map((message) => store.setAside(message, { state: "queued", dueAt: nextMinute })),
      );
    }
    return free;
  }

  async function claim(): Promise<number> {
    // After a failure one message finds out whether the mail server is back.
    const limit = channel.failures > 0 ? 1 : options.batch;
    const claimed = await store.claim(ports.now(), limit, options.leaseMs);
    if (claimed.length > 0) pass("claimed");
    next.push(...(await withinLimit(claimed)));
    return claimed.length;
  }

  async function giveBack(): Promise<void> {
    await Promise.all(next.splice(0).map((message) => store.setAside(message, { state: "queued" })));
  }

  function sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, woken ? 0 : milliseconds);
      wakeSleeper = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function run(): Promise<void> {
    while (!stopping) {
      woken = false;
      await look();
      if (paused()) await giveBack();
      const width = channel.failures > 0 ? 1 : options.concurrency;
      const mayBegin = () => speaking < width && inHand.size < mostInHand(width);
      while (mayBegin()) {
        const message = next.shift();
        if (!message) break;
        begin(message);
      }
      const asked = drains.length;
      const claimed = !paused() && next.length < width && mayBegin() ? await claim() : 0;
      if (claimed > 0) continue;
      if (next.length === 0 && inHand.size === 0) {
        probe();
        drains.splice(0, asked).forEach((done) => done());
      }
      await sleep(paused() ? Math.min(channel.pausedUntil - Date.now(), options.pollMs) : options.pollMs);
    }
  }

  const loop = (async () => {
    for (;;) {
      try {
        await run();
        return;
      } catch (error) {
        log.warn({ err: error }, "the outbox cannot be read; trying again");
        await sleep(options.pollMs);
      }
    }
  })();

  const renewals = setInterval(() => {
    const claims = new Set([...next, ...inHand.values()].map(({ lease }) => lease?.claim ?? ""));
    if (claims.size > 0)
      void store
        .renew([...claims], options.leaseMs)
        .catch((error: unknown) => log.warn({ err: error }, "leases were not renewed"));
  }, options.leaseMs / 4);

  return {
    async stop() {
      stopping = true;
      nudge();
      await loop;
      await giveBack().catch(() => undefined);
      const end = Date.now() + options.stopMs;
      while (inHand.size > 0 && Date.now() < end) await sleep(Math.min(100, options.stopMs));
      hurry = true;
      ports.mailer.close();
      // Cut connections end their attempts at once; give their marks a moment.
      for (let n = 0; inHand.size > 0 && n < 10; n++) await sleep(100);
      clearInterval(renewals);
      drains.splice(0).forEach((done) => done());
    },
    async drain() {
      const before = handled;
      if (stopping) return 0;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        drains.push(resolve);
        timer = setTimeout(resolve, longestDrain);
        nudge();
      });
      clearTimeout(timer);
      await telling;
      return handled - before;
    },
    nextDue: () => store.nextDue(),
    wake: () => nudge(),
    status: () => ({
      running: !stopping,
      inHand: inHand.size,
      channel: {
        down: channel.failures > 0,
        ...(channel.since && { since: channel.since }),
        ...(channel.reply && { reply: channel.reply }),
      },
    }),
  };
}
