import {
  hopNames,
  type Check,
  type Hop,
  type HopName,
  type HopReason,
} from "../../shared/contracts/check.ts";
import { withoutPersons } from "../http/request-log.ts";
import type { ChannelState } from "../mail/mail-channel.ts";
import type { OutboxMessage } from "../mail/outbox.ts";
import { ownHops, type CheckDoc } from "./check.ts";

/** Longer than any hop of the server's own takes: whoever ran the check is gone. */
export const interruptedAfter = 30_000;
/** A worker looks twice a second, so one that lives has claimed long before. */
export const claimedWithin = 10_000;
/** Workers leave a mail server alone for a minute at most before they try again. */
const patienceWhileAway = 90_000;
/** The link in the test mail. */
export const linkLasts = 7 * 24 * 3_600_000;

type Found = Pick<Hop, "state"> & { at?: Date; reason?: HopReason; reply?: string; nextTryAt?: Date };

export interface Seen {
  message: OutboxMessage | null;
  channel: ChannelState;
  /** The product's time. */
  now: Date;
  /** Leases end in real time. */
  realNow: number;
}

/** How far a check came: each hop with what it waits for, up to the first that is not done. */
export function hopsOf(check: CheckDoc, seen: Seen): Hop[] {
  let since = check.startedAt;
  let open = true;
  return hopNames.map((hop) => {
    if (!open) return { hop, state: "ahead" };
    const { state, at, reason, reply, nextTryAt } = look(hop, check, seen, since);
    open = state === "done";
    const told: Hop = {
      hop,
      state,
      since: since.toISOString(),
      ...(at && { took: Math.max(0, at.getTime() - since.getTime()) }),
      ...(reason && { reason }),
      ...(reply && { reply: withoutPersons(reply) }),
      ...(nextTryAt && { nextTryAt: nextTryAt.toISOString() }),
    };
    // A worker may be faster than the server that is still reading the mail back.
    if (at && at > since) since = at;
    return told;
  });
}

/** What all of its hops come to. */
export function stateOf(hops: readonly Hop[]): Check["state"] {
  if (hops.some(({ state }) => state === "failed")) return "failed";
  const last = hops.at(-1);
  if (last?.state === "done") return "passed";
  return last?.state === "waiting" ? "waiting" : "running";
}

/** The server that ran it ended on the way. */
export const isInterrupted = (check: CheckDoc, now: Date): boolean => {
  const done = ownHops.filter((hop) => check.marks[hop]);
  const last = done.map((hop) => check.marks[hop]).at(-1) ?? check.startedAt;
  return !check.failed && done.length < ownHops.length && now.getTime() - last.getTime() > interruptedAfter;
};

function look(hop: HopName, check: CheckDoc, seen: Seen, since: Date): Found {
  if (hop === "worker") return claimed(seen, since);
  if (hop === "accepted") return accepted(seen);
  if (hop === "arrived") return arrived(check, seen.now, since);
  const at = check.marks[hop];
  if (at) return { state: "done", at };
  if (check.failed?.hop === hop) return { state: "failed", reason: check.failed.reason };
  return isInterrupted(check, seen.now) ? { state: "waiting", reason: "interrupted" } : { state: "running" };
}

function claimed({ message, channel, now }: Seen, since: Date): Found {
  if (message?.firstTriedAt) return { state: "done", at: message.firstTriedAt };
  if (message?.state === "cancelled") return { state: "failed", reason: "dropped" };
  const waited = now.getTime() - since.getTime();
  if (channel.down && waited < patienceWhileAway) return away(channel);
  return waited > claimedWithin ? { state: "waiting", reason: "noWorker" } : { state: "running" };
}

function accepted({ message, channel, now, realNow }: Seen): Found {
  if (!message) return { state: "failed", reason: "dropped" };
  const { state, sentAt, lastReply, reason, dueAt, lease } = message;
  const reply = lastReply ? { reply: lastReply } : {};
  switch (state) {
    case "sent":
      return { state: "done", at: sentAt ?? now, ...reply };
    case "refused":
      return { state: "failed", reason: reason === "notMade" ? "notMade" : "refused", ...reply };
    case "cancelled":
      return { state: "failed", reason: "dropped", ...reply };
    case "queued":
      if (channel.down) return away(channel);
      if (now.getTime() - dueAt.getTime() > patienceWhileAway)
        return { state: "waiting", reason: "noWorker", ...reply };
      return {
        state: "waiting",
        reason: reason === "notMade" ? "notMade" : "later",
        ...reply,
        nextTryAt: dueAt,
      };
    case "sending":
    case "inDoubt":
    case "held":
      return lease && realNow - lease.until.getTime() > claimedWithin
        ? { state: "waiting", reason: "noWorker" }
        : { state: "running" };
  }
}

const away = ({ reply }: ChannelState): Found => ({
  state: "waiting",
  reason: "mailServerAway",
  ...(reply && { reply }),
});

function arrived({ pressedAt }: CheckDoc, now: Date, since: Date): Found {
  if (pressedAt) return { state: "done", at: pressedAt };
  return now.getTime() - since.getTime() > linkLasts
    ? { state: "failed", reason: "notPressed" }
    : { state: "waiting", reason: "press" };
}
