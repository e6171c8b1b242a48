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
    // One question: between two, a mail could move from what the second looks for to what the first has looked for.
    const open = await outbox
      .find({
        $or: [
          { state: { $in: ["queued", "sending"] } },
          { lease: { $exists: true }, $expr: { $gt: ["$lease.until", "$$NOW"] } },
        ],
      })
      .hint({ $natural: 1 })
      .toArray();
    const queued = open.filter(({ state }) => state === "queued");
    const inHand = open.length - queued.length;
    const [next] = queued.sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
    if (inHand === 0 && !next) return;
    if (Date.now() > end)
      throw new Error(`After ${within / 1000} s: ${inHand} in hand, next ${JSON.stringify(next)}`);
    const ahead = next ? next.dueAt.getTime() - clockOf(fleet) : 0;
    if (inHand === 0 && ahead > 1_000) await moveAhead(fleet, ahead + 1_000);
    await pause(100);
  }
}
