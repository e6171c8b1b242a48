import type { MailReason, MailState, SimulationKind } from "../../shared/lifecycle.ts";

/**
 * What a message carries: a simulation to one person (at most once); a reported mail to the security team, the question
 * whether a mailbox may be theirs, or the link by which somebody confirms that they want to join (all at least once).
 */
export const outboxKinds = ["simulation", "forward", "mailbox", "join"] as const;
export type OutboxKind = (typeof outboxKinds)[number];

/** Mails to an organization's people: so many a minute, however many are asked for. */
export const isToPeople = (kind: OutboxKind): boolean => kind === "simulation" || kind === "join";

/** Who or what asked for the mail; mails that people cause themselves are limited per person. */
export const mailCauses = ["self", "admin", "invite", "automation"] as const;
export type MailCause = (typeof mailCauses)[number];

/**
 * Every move a message can make. Nothing leaves `sent`; `inDoubt` waits for a late answer or the person's report, and
 * `refused` is left by forwards alone, when an admin lets them go again. A further copy of a simulation is another message.
 */
export const mailMoves: Record<MailState, readonly MailState[]> = {
  queued: ["sending", "cancelled", "held"],
  sending: ["queued", "inDoubt", "sent", "refused", "cancelled", "held"],
  inDoubt: ["sent", "queued", "refused"],
  sent: [],
  refused: ["queued"],
  cancelled: ["queued"],
  held: ["queued", "cancelled"],
};
export const canMove = (from: MailState, to: MailState): boolean => mailMoves[from].includes(to);

/** Lower goes first: what people wait for or what protects others goes before what is sent in bulk. */
export function priorityOf(kind: OutboxKind, simulation?: SimulationKind): number {
  // Anybody may ask for these, so however many there are, they keep nobody's Welcome mail and no threat waiting.
  if (kind === "join") return 2;
  if (kind !== "simulation") return 0;
  return simulation === "welcome" ? 1 : 5;
}

/** Message-ID of a report's way to the security team: fixed by the report, so that a second copy is known as one. */
export const forwardMessageId = (report: string, serviceFrom: string): string =>
  `<${report}.report@${serviceFrom.slice(serviceFrom.lastIndexOf("@") + 1)}>`;
/** Id of the report that a mail with this Message-ID would be the forward of. */
export const reportOfForward = (messageId: string): string | undefined =>
  /^<([^@.]+)\.report@/.exec(messageId)?.[1];

/** Where an SMTP conversation stands when a reply comes; `connect` is all before MAIL, `end` is after the final dot. */
export const smtpStages = ["connect", "mail", "recipient", "data", "end"] as const;
export type SmtpStage = (typeof smtpStages)[number];

/** What a reply says about the message. `channel`: about us or the mail server as a whole, so nobody's mail is to blame. */
export type ReplyMeaning =
  | { kind: "accepted" }
  | { kind: "refused"; scope: "recipient" | "channel" }
  | { kind: "later"; scope: "message" | "channel" }
  | { kind: "unknown" };

// Not about this person whenever they come: syntax, sequence and parameters (500 to 504), sign-in and encryption (530 to 538).
const aboutUs = (code: number): boolean => (code >= 500 && code <= 504) || (code >= 530 && code <= 538);

/** What a reply code means at that stage (RFC 5321 section 4.2.1, RFC 4954 for 53x). */
export function meaningOf(stage: SmtpStage, code: number): ReplyMeaning {
  if (code >= 200 && code <= 299) return stage === "end" ? { kind: "accepted" } : { kind: "unknown" };
  if (code >= 400 && code <= 499)
    return { kind: "later", scope: stage === "connect" ? "channel" : "message" };
  if (code < 500 || code > 599) return { kind: "unknown" };
  // A mail server that wants no connection or knows no password may have changed its mind in a minute.
  if (stage === "connect") return { kind: "later", scope: "channel" };
  if (stage === "mail" || aboutUs(code)) return { kind: "refused", scope: "channel" };
  return { kind: "refused", scope: "recipient" };
}

/** How one attempt to hand a message over ended. `stopped`: we did so ourselves, before the first byte; `notMade`: there was nothing to hand over. */
export type SendResult =
  | { kind: "accepted"; reply: string }
  | { kind: "refused"; scope: "recipient" | "channel"; reply: string }
  | { kind: "later"; scope: "message" | "channel"; reply: string }
  | { kind: "inDoubt"; reply: string }
  | { kind: "stopped"; reply: string }
  | { kind: "notMade"; reply: "" };

const minute = 60_000;
const waits = [1, 5, 15, 60, 180, 360, 720].map((minutes) => minutes * minute);
/** A message that met nothing but "later" is given up after this long. */
export const givenUpAfter = 48 * 60 * minute;

/**
 * When to try again: 1, 5, 15, 60 minutes and so on, each a fifth shorter or longer by `jitter` (0 to 1) so that
 * messages that failed together do not come back together. Null when the 48 hours since the first try are over.
 */
export function nextTry(tries: number, firstTriedAt: Date, now: Date, jitter: number): Date | null {
  const wait = waits[Math.min(Math.max(tries, 1), waits.length) - 1] ?? minute;
  const at = now.getTime() + Math.round(wait * (0.8 + 0.4 * jitter));
  return at > firstTriedAt.getTime() + givenUpAfter ? null : new Date(at);
}

/** What becomes of a message after an attempt. `channel`: the mail server as a whole is to be left alone for a while. */
export type AfterAttempt =
  | { state: "sent" | "inDoubt"; reply: string }
  | { state: "refused"; reply: string; reason?: MailReason }
  | {
      state: "queued";
      reply: string;
      reason?: MailReason;
      dueAt?: Date;
      counts: boolean;
      channel: boolean;
    };

/** The state that follows from a result; null when the message is no longer ours to move. */
export function afterAttempt(
  message: { kind: OutboxKind; tries: number; firstTriedAt: Date },
  result: SendResult,
  now: Date,
  jitter: number,
): AfterAttempt | null {
  const later = (reply: string, reason?: MailReason): AfterAttempt => {
    const dueAt = nextTry(message.tries + 1, message.firstTriedAt, now, jitter);
    const why = { reply, ...(reason && { reason }) };
    return dueAt
      ? { state: "queued", ...why, dueAt, counts: true, channel: false }
      : { state: "refused", ...why };
  };
  switch (result.kind) {
    case "accepted":
      return { state: "sent", reply: result.reply };
    case "stopped":
      return null;
    case "notMade":
      return later("", "notMade");
    case "inDoubt":
      // A second copy of a reported mail is better than none; it carries the same Message-ID. A simulation is never doubled.
      return message.kind !== "simulation" ? later(result.reply) : { state: "inDoubt", reply: result.reply };
    case "refused":
    case "later":
      // The channel's trouble is nobody's fault: the message keeps its place and its tries.
      if (result.scope === "channel")
        return { state: "queued", reply: result.reply, counts: false, channel: true };
      return result.kind === "later" ? later(result.reply) : { state: "refused", reply: result.reply };
  }
}

/** Overdue for longer than this, a simulation waits for an admin: after an outage nothing bursts. */
export const heldWhenOverdue = 24 * 60 * minute;
export const isStale = (message: { kind: OutboxKind; dueAt: Date }, now: Date): boolean =>
  message.kind === "simulation" && now.getTime() - message.dueAt.getTime() > heldWhenOverdue;

const pauses = [1_000, 2_000, 5_000, 15_000, 60_000];
/** How long the whole channel is left alone after its n-th failure in a row (n from 1), in milliseconds. */
export const channelPause = (failures: number): number =>
  pauses[Math.min(failures, pauses.length) - 1] ?? 60_000;

/** Mails a person causes: one in ten minutes, three in a day; more only wait. */
export const selfLimits = [
  { within: 10 * minute, mails: 1 },
  { within: 24 * 60 * minute, mails: 3 },
] as const;

/** When one more mail may go to a person who caused mails at these times: null for now, else the earliest moment. */
export function selfMailAllowedAt(earlier: readonly Date[], now: Date): Date | null {
  let earliest = now.getTime();
  for (const { within, mails } of selfLimits) {
    const recent = earlier
      .map((at) => at.getTime())
      .filter((at) => at > now.getTime() - within && at <= now.getTime())
      .sort((a, b) => b - a);
    const blocking = recent[mails - 1];
    if (blocking !== undefined) earliest = Math.max(earliest, blocking + within);
  }
  return earliest > now.getTime() ? new Date(earliest) : null;
}
