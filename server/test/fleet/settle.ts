import { setTimeout as pause } from "node:timers/promises";
import type { OutboxMessage } from "../../mail/outbox.ts";
import type { Fleet } from "./fleet.ts";

const moved = new WeakMap<Fleet, number>();
export const clockOf = (fleet: Fleet): number => Date.now() + (moved.get(fleet) ?? 0);

/** Moves the servers' clock ahead by that much more. */
export async function moveAhead(fleet: Fleet, ms: number): Promise<void> {
  const offset = (moved.get(fleet) ?? 0) + ms;
  moved.set(fleet, offset);
  await fleet.moveClock(offset);
}

/**
 * Until nothing is due and nothing is in hand, with the clock moved to what waits for a later try.
 * @throws Error that tells what is left when that takes too long.
 */
export async function settle(fleet: Fleet, within = 150_000): Promise<void> {
  fleet.sink.be("well");
  const outbox = fleet.deps.connection.collection<OutboxMessage>("outbox");
  const end = Date.now() + within;
  for (;;) {
    const inHand = await outbox.countDocuments({
      $or: [{ state: "sending" }, { lease: { $exists: true }, $expr: { $gt: ["$lease.until", "$$NOW"] } }],
    });
    const next = await outbox.findOne({ state: "queued" }, { sort: { dueAt: 1 } });
    if (inHand === 0 && !next) return;
    if (Date.now() > end)
      throw new Error(`After ${within / 1000} s: ${inHand} in hand, next ${JSON.stringify(next)}`);
    const ahead = next ? next.dueAt.getTime() - clockOf(fleet) : 0;
    if (inHand === 0 && ahead > 1_000) await moveAhead(fleet, ahead + 1_000);
    await pause(100);
  }
}
