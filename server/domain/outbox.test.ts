import { describe, expect, it } from "vitest";
import { mailStates } from "../../shared/lifecycle.ts";
import {
  afterAttempt,
  canMove,
  channelPause,
  isStale,
  mailMoves,
  meaningOf,
  nextTry,
  priorityOf,
  selfMailAllowedAt,
  type SendResult,
} from "./outbox.ts";

const now = new Date("2026-11-24T09:00:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const ahead = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

describe("states of an outbox message", () => {
  it("reaches every state from queued", () => {
    const seen = new Set(["queued"]);
    for (const state of seen) for (const next of mailMoves[state as keyof typeof mailMoves]) seen.add(next);
    expect([...seen].sort()).toEqual([...mailStates].sort());
  });

  it.each(mailStates)("never leaves sent, and %s follows no sent mail", (state) => {
    expect(canMove("sent", state)).toBe(false);
  });

  it("never goes from in doubt to sending by itself", () => {
    expect(canMove("inDoubt", "sending")).toBe(false);
  });
});

describe("what an SMTP reply means", () => {
  it.each([
    ["connect", 421, { kind: "later", scope: "channel" }],
    ["connect", 554, { kind: "later", scope: "channel" }],
    ["connect", 535, { kind: "later", scope: "channel" }],
    ["mail", 451, { kind: "later", scope: "message" }],
    ["mail", 550, { kind: "refused", scope: "channel" }],
    ["mail", 530, { kind: "refused", scope: "channel" }],
    ["recipient", 450, { kind: "later", scope: "message" }],
    ["recipient", 452, { kind: "later", scope: "message" }],
    ["recipient", 550, { kind: "refused", scope: "recipient" }],
    ["recipient", 552, { kind: "refused", scope: "recipient" }],
    ["recipient", 554, { kind: "refused", scope: "recipient" }],
    ["recipient", 530, { kind: "refused", scope: "channel" }],
    ["recipient", 503, { kind: "refused", scope: "channel" }],
    ["data", 451, { kind: "later", scope: "message" }],
    ["data", 554, { kind: "refused", scope: "recipient" }],
    ["end", 250, { kind: "accepted" }],
    ["end", 421, { kind: "later", scope: "message" }],
    ["end", 452, { kind: "later", scope: "message" }],
    ["end", 552, { kind: "refused", scope: "recipient" }],
    ["end", 0, { kind: "unknown" }],
    ["end", 354, { kind: "unknown" }],
    ["mail", 250, { kind: "unknown" }],
  ] as const)("at %s, %i", (stage, code, meaning) => {
    expect(meaningOf(stage, code)).toEqual(meaning);
  });
});

describe("when to try again", () => {
  it.each([
    [1, 1],
    [2, 5],
    [3, 15],
    [4, 60],
    [5, 180],
    [6, 360],
    [7, 720],
    [8, 720],
  ])("waits after try %i for %i minutes", (tries, minutes) => {
    expect(nextTry(tries, now, now, 0.5)).toEqual(ahead(minutes));
  });

  it("spreads by a fifth to each side", () => {
    expect(nextTry(2, now, now, 0)).toEqual(ahead(4));
    expect(nextTry(2, now, now, 1)).toEqual(ahead(6));
  });

  it("gives up when 48 hours are over", () => {
    expect(nextTry(9, ago(47 * 60), now, 0.5)).toBeNull();
    expect(nextTry(9, ago(36 * 60), now, 0.5)).toEqual(ahead(720));
  });
});

describe("what becomes of a message", () => {
  const simulation = { kind: "simulation", tries: 0, firstTriedAt: now } as const;
  const forward = { kind: "forward", tries: 0, firstTriedAt: now } as const;
  const after = (message: typeof simulation | typeof forward, result: SendResult) =>
    afterAttempt(message, result, now, 0.5);

  it("is sent when the server said 250", () => {
    expect(after(simulation, { kind: "accepted", reply: "250 ok" })).toEqual({
      state: "sent",
      reply: "250 ok",
    });
  });
  it("stays in doubt when it is a simulation, and goes again when it is a forward", () => {
    expect(after(simulation, { kind: "inDoubt", reply: "cut" })).toEqual({ state: "inDoubt", reply: "cut" });
    expect(after(forward, { kind: "inDoubt", reply: "cut" })).toMatchObject({
      state: "queued",
      dueAt: ahead(1),
      counts: true,
    });
  });
  it("is refused at once for a recipient, and kept in its place for a refused sender", () => {
    expect(after(simulation, { kind: "refused", scope: "recipient", reply: "550" })).toEqual({
      state: "refused",
      reply: "550",
    });
    expect(after(simulation, { kind: "refused", scope: "channel", reply: "550" })).toEqual({
      state: "queued",
      reply: "550",
      counts: false,
      channel: true,
    });
  });
  it("waits when the server said later, and is refused in the end", () => {
    expect(after(simulation, { kind: "later", scope: "message", reply: "451" })).toMatchObject({
      state: "queued",
      dueAt: ahead(1),
    });
    const old = { kind: "simulation", tries: 9, firstTriedAt: ago(47 * 60) } as const;
    expect(afterAttempt(old, { kind: "later", scope: "message", reply: "451" }, now, 0.5)).toEqual({
      state: "refused",
      reply: "451",
    });
  });
  it("is not touched when we stopped since it is no longer ours", () => {
    expect(after(simulation, { kind: "stopped", reply: "" })).toBeNull();
  });
});

describe("limits and order", () => {
  it("puts the forward first, the Welcome mail second, what anybody may ask for third, bulk last", () => {
    const order = [
      priorityOf("simulation", "training"),
      priorityOf("join"),
      priorityOf("simulation", "welcome"),
      priorityOf("forward"),
    ];
    expect(order).toEqual([...order].sort((a, b) => b - a));
    expect(new Set(order).size).toBe(4);
  });

  it("holds a simulation that is overdue for more than a day, never a forward", () => {
    expect(isStale({ kind: "simulation", dueAt: ago(24 * 60 + 1) }, now)).toBe(true);
    expect(isStale({ kind: "simulation", dueAt: ago(24 * 60) }, now)).toBe(false);
    expect(isStale({ kind: "forward", dueAt: ago(72 * 60) }, now)).toBe(false);
  });

  it("leaves the channel alone for longer each time, a minute at most", () => {
    expect([1, 2, 3, 4, 5, 50].map(channelPause)).toEqual([1_000, 2_000, 5_000, 15_000, 60_000, 60_000]);
  });

  it.each([
    ["the first mail", [], null],
    ["a second within ten minutes", [ago(3)], ahead(7)],
    ["a second after ten minutes", [ago(10)], null],
    ["a third of the day", [ago(11), ago(600)], null],
    ["a fourth of the day", [ago(11), ago(600), ago(1000)], ahead(440)],
    ["mails older than a day", [ago(1441), ago(1442), ago(1443)], null],
    ["mails of a clock that was put back", [ahead(50), ahead(60), ahead(70)], null],
  ])("lets through %s as the limits say", (_name, earlier, at) => {
    expect(selfMailAllowedAt(earlier, now)).toEqual(at);
  });
});
