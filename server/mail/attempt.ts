import type { Logger } from "pino";
import { gather } from "../db/gather.ts";
import { afterAttempt, isStale, type SendResult } from "../domain/outbox.ts";
import type { Receiving } from "../domain/receiving.ts";
import { pass } from "../steps.ts";
import type { MailLimits } from "./mail-limits.ts";
import type { OutboxMessage } from "./outbox.ts";
import type { OutboxStore } from "./outbox-store.ts";
import type { Mailer } from "./smtp.ts";

export interface AttemptPorts {
  store: OutboxStore;
  limits: MailLimits;
  mailer: Mailer;
  /** May this mail go to this person at this moment? Asked after the claim, right before the mail server is spoken to. */
  mayReceive: (message: OutboxMessage) => Promise<Receiving>;
  /** The message as bytes, with its envelope sender. */
  render: (message: OutboxMessage, now: Date) => Promise<{ from: string; raw: Buffer }>;
  /** The mail server will not take mail for this address: no more simulations go there until an admin acts. */
  stopAddress: (message: OutboxMessage, reply: string, at: Date) => Promise<void>;
  now: () => Date;
  /** 0 to 1. */
  jitter: () => number;
  log: Pick<Logger, "info" | "warn" | "error">;
  /** True when this process is about to end and waits for nothing any more. */
  givingUp: () => boolean;
}

/** How the mail server as a whole behaved, and towards which sender. */
export interface Heard {
  channelFailed: boolean;
  reply: string;
  from?: string;
}

/** Two writes under way: while one is on its way to the disk the next gathers. */
const grouped = { lanes: 2 };
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * One attempt to hand over a message that this worker has claimed. What is true when the process is killed:
 *
 * - before 354: the row says `sending`; its lease ends within a minute and another worker takes over. Nothing was sent.
 * - between 354 and the mark: the same, for the mail server throws a message away that has no final dot.
 * - after the mark, before, within or after the text: `inDoubt`. It may have arrived, so it is never sent again by itself;
 *   the person's report or an admin settles it.
 * - after 250, before its mark: `inDoubt`, as nobody lived who heard the answer.
 * - a worker that was stopped for minutes and goes on: its claim was replaced, the mark matches nothing, nothing is sent.
 * - a forward skips the mark: it stays `sending`, goes again when the lease ends, and its copies carry one Message-ID.
 */
export function createAttempt(ports: AttemptPorts) {
  const { store, log } = ports;

  /** A database that is away for a moment must not turn a known end into a doubtful one. */
  const insist = async <T>(work: () => Promise<T>): Promise<T> => {
    for (let wait = 100; ; wait = Math.min(2 * wait, 5_000)) {
      try {
        return await work();
      } catch (error) {
        if (ports.givingUp()) throw error;
        log.warn({ err: error }, "the outbox cannot be written; trying again");
        await pause(wait);
      }
    }
  };

  const markInDoubt = gather(async (messages: readonly { id: string; claim: string }[]) => {
    const byClaim = new Map<string, string[]>();
    for (const { id, claim } of messages) byClaim.set(claim, [...(byClaim.get(claim) ?? []), id]);
    const now = ports.now();
    const held = new Map<string, Set<string>>();
    await Promise.all(
      [...byClaim].map(async ([claim, ids]) =>
        held.set(claim, await insist(() => store.markInDoubt(claim, ids, now))),
      ),
    );
    // By claim: a process that lost one, and claimed the same message anew, has the message here twice.
    return messages.map(({ id, claim }) => held.get(claim)?.has(id) ?? false);
  }, grouped);
  const markSent = gather(async (done: readonly { id: string; claim: string; reply: string; at: Date }[]) => {
    await insist(() => store.markSent(done));
    return done.map(() => undefined);
  }, grouped);

  /** Null when the message may go now. */
  async function obstacle(message: OutboxMessage): Promise<Parameters<OutboxStore["setAside"]>[1] | null> {
    const now = ports.now();
    if (isStale(message, now)) return { state: "held", reason: "overdue" };
    const verdict = await ports.mayReceive(message);
    if (verdict.verdict !== "send") {
      const { reason, reply } = verdict;
      return { state: verdict.verdict === "hold" ? "held" : "cancelled", reason, ...(reply && { reply }) };
    }
    if (message.cause !== "self" || !message.user) return null;
    const allowedAt = await ports.limits.bookSelf(message.organization, message.user, message._id, now);
    return allowedAt ? { state: "queued", dueAt: allowedAt } : null;
  }

  async function send(message: OutboxMessage, claim: string): Promise<{ result: SendResult; from?: string }> {
    let mail: { from: string; raw: Buffer };
    try {
      mail = await ports.render(message, ports.now());
    } catch (error) {
      // One message that cannot be made delays nobody else's.
      log.error({ err: error, message: message._id, kind: message.kind }, "a mail could not be made");
      return { result: { kind: "notMade", reply: "" } };
    }
    const result = await ports.mailer.send({
      ...mail,
      to: message.to,
      onData: async () => {
        if (message.kind !== "simulation") return;
        const held = await markInDoubt({ id: message._id, claim });
        if (!held) throw new Error("Another worker has this message now.");
        pass("marked");
      },
    });
    return { result, from: mail.from };
  }

  /**
   * Answers how the mail server as a whole behaved: null when it was not spoken to. `handedOver` is called as soon as the
   * connection is free for another message, while the outcome is still being written down.
   */
  return async function attempt(message: OutboxMessage, handedOver: () => void): Promise<Heard | null> {
    const claim = message.lease?.claim ?? "";
    const found = await obstacle(message);
    if (found) {
      await insist(() => store.setAside(message, found));
      return null;
    }
    const { result, from } = await send(message, claim);
    handedOver();
    if (result.kind === "accepted") pass("accepted");
    const now = ports.now();
    const after = afterAttempt(
      { ...message, firstTriedAt: message.firstTriedAt ?? now },
      result,
      now,
      ports.jitter(),
    );
    const told = { message: message._id, kind: message.kind, attempt: message.attempt, reply: result.reply };
    if (!after) {
      // Nothing was sent; if the claim is still ours after all, the message goes back to its place.
      await insist(() => store.setAside(message, { state: "queued" }));
      log.warn(told, "a mail was stopped before its first byte");
      return null;
    }
    // The stop first: a worker that dies between the two finds it before it would try again.
    if (result.kind === "refused" && result.scope === "recipient" && message.kind === "simulation")
      await insist(() => ports.stopAddress(message, result.reply, now));
    if (after.state === "sent") await markSent({ id: message._id, claim, reply: after.reply, at: now });
    else await insist(() => store.settle(message, after, now));
    if (result.kind === "inDoubt" && message.kind !== "simulation")
      log.warn(told, "a forward is in doubt; a copy will follow");
    else if (after.state === "sent") log.info(told, "a mail was sent");
    else log.warn({ ...told, state: after.state }, "a mail was not sent");
    if (from === undefined) return null;
    return { channelFailed: after.state === "queued" && after.channel, reply: after.reply, from };
  };
}
