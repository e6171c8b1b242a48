import type { Connection } from "mongoose";
import type { MailState } from "../../shared/lifecycle.ts";
import { channelCollection, type ChannelState } from "../mail/mail-channel.ts";
import type { OutboxMessage } from "../mail/outbox.ts";

/**
 * States that a mail leaves again, or that wait for a person, with the index in which only such mails stand. It has to be
 * named: the database does not choose one by its filter alone.
 */
const indexOf = {
  queued: "due",
  sending: "due",
  inDoubt: "stuck",
  held: "stuck",
  refused: "stuck",
} as const satisfies Partial<Record<MailState, string>>;
type OpenState = keyof typeof indexOf;
const openStates = Object.keys(indexOf) as OpenState[];

export interface OutboxFigures {
  states: Record<OpenState, number>;
  /** Sent or cancelled. */
  over: number;
  /** How long the mail has been due that has waited longest; 0 when none is. */
  oldestDueSeconds: number;
  mailServer: "up" | "down";
}

/** Where all organizations' mails stand, at a cost that does not grow with those that are over. */
export async function outboxFigures(connection: Connection, now: Date): Promise<OutboxFigures> {
  const outbox = connection.collection<OutboxMessage>("outbox");
  const channel = connection.collection<ChannelState & { _id: string }>(channelCollection);
  const [counts, all, oldest, server] = await Promise.all([
    Promise.all(openStates.map((state) => outbox.countDocuments({ state }, { hint: indexOf[state] }))),
    outbox.estimatedDocumentCount(),
    outbox
      .find({ state: "queued", dueAt: { $lte: now } })
      .sort({ dueAt: 1 })
      .limit(1)
      .project({ dueAt: 1 })
      .next(),
    channel.findOne({ _id: "smtp" }),
  ]);
  const states = Object.fromEntries(
    openStates.map((state, index) => [state, counts[index] ?? 0]),
  ) as OutboxFigures["states"];
  const open = counts.reduce((sum, count) => sum + count, 0);
  const dueAt = (oldest as { dueAt: Date } | null)?.dueAt;
  return {
    states,
    over: Math.max(0, all - open),
    oldestDueSeconds: dueAt ? Math.max(0, now.getTime() - dueAt.getTime()) / 1000 : 0,
    mailServer: server?.down ? "down" : "up",
  };
}
