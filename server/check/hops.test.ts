import { describe, expect, it } from "vitest";
import type { OutboxMessage } from "../mail/outbox.ts";
import type { CheckDoc } from "./check.ts";
import { hopsOf, isInterrupted, stateOf, type Seen } from "./hops.ts";

const start = Date.parse("2026-11-24T09:00:00Z");
const after = (ms: number) => new Date(start + ms);
const check: CheckDoc = {
  _id: "check",
  organization: "acme",
  by: "owner",
  startedAt: after(0),
  marks: { server: after(10), report: after(30), stored: after(35), queued: after(40) },
  mailbox: "security@acme.example",
  tokenHash: "",
};
const message = (changes: Partial<OutboxMessage>): OutboxMessage => ({
  _id: "check-1",
  organization: "acme",
  kind: "forward",
  attempt: 1,
  to: "security@acme.example",
  messageId: "<1.report@acme.example>",
  state: "queued",
  priority: 0,
  dueAt: after(30),
  tries: 0,
  cause: "self",
  createdAt: after(30),
  version: 1,
  ...changes,
});
const seen = (changes: Partial<OutboxMessage>, at = 1_000, down = false): Seen => ({
  message: message(changes),
  channel: { down, ...(down && { reply: "connect ECONNREFUSED" }) },
  now: after(at),
  realNow: start + at,
});
const told = (what: Seen, doc = check) => {
  const hops = hopsOf(doc, what);
  const now = hops.find(({ state }) => state !== "done");
  return [stateOf(hops), now?.hop, now?.state, now?.reason];
};

describe("how far a test report came", () => {
  it.each([
    ["nobody has it yet", seen({}), ["running", "worker", "running", undefined]],
    ["no worker looks", seen({}, 20_000), ["running", "worker", "waiting", "noWorker"]],
    [
      "workers leave the mail server alone for a while",
      seen({}, 20_000, true),
      ["running", "worker", "waiting", "mailServerAway"],
    ],
    ["longer than any worker would", seen({}, 120_000, true), ["running", "worker", "waiting", "noWorker"]],
    [
      "a worker speaks with the mail server",
      seen({ state: "sending", firstTriedAt: after(50), lease: { until: after(60_000), claim: "" } }),
      ["running", "accepted", "running", undefined],
    ],
    [
      "the worker that had it died, and no other came",
      seen({ state: "sending", firstTriedAt: after(50), lease: { until: after(60_000), claim: "" } }, 80_000),
      ["running", "accepted", "waiting", "noWorker"],
    ],
    [
      "the mail server is away",
      seen({ firstTriedAt: after(50), lastReply: "connect ECONNREFUSED" }, 1_000, true),
      ["running", "accepted", "waiting", "mailServerAway"],
    ],
    [
      "the mail server asked to come again",
      seen({ firstTriedAt: after(50), dueAt: after(60_000), lastReply: "451 busy" }),
      ["running", "accepted", "waiting", "later"],
    ],
    [
      "its time to come again passed, and nobody did",
      seen({ firstTriedAt: after(50), dueAt: after(60_000) }, 200_000),
      ["running", "accepted", "waiting", "noWorker"],
    ],
    [
      "it was given up since it could not be made",
      seen({ firstTriedAt: after(50), state: "refused", reason: "notMade" }),
      ["failed", "accepted", "failed", "notMade"],
    ],
    ["somebody dropped it", seen({ state: "cancelled" }), ["failed", "worker", "failed", "dropped"]],
    [
      "it was taken",
      seen({ firstTriedAt: after(50), state: "sent", sentAt: after(90) }),
      ["waiting", "arrived", "waiting", "press"],
    ],
  ])("%s", (_, what, expected) => {
    expect(told(what)).toEqual(expected);
  });

  it("counts no time twice where a worker was faster than the server that still reads the mail back", () => {
    const hops = hopsOf(check, seen({ firstTriedAt: after(32), state: "sent", sentAt: after(140) }));
    expect(hops.map(({ took }) => took)).toEqual([10, 20, 5, 5, 0, 100, undefined]);
  });

  it("was cut off once the server's part has rested for half a minute, and not while it only waits for others", () => {
    const cut = { ...check, marks: { server: after(10) } };
    expect(isInterrupted(cut, after(30_000))).toBe(false);
    expect(isInterrupted(cut, after(30_011))).toBe(true);
    expect(isInterrupted(check, after(3_600_000))).toBe(false);
    expect(isInterrupted({ ...cut, failed: { hop: "report", reason: "notTaken" } }, after(60_000))).toBe(
      false,
    );
  });
});
