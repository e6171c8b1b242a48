import type { Connection } from "mongoose";
import type { OutboxMessage } from "../mail/outbox.ts";
import type { Simulation } from "../simulations/simulation.ts";
import { reportsOf, simulationsOf, type Leaver } from "./leaver.ts";

const onTheWay = ["queued", "held", "sending"];

/**
 * Mails stay as counts: kind, state and times. What is not out yet never goes. A worker that has one in hand loses its claim
 * and stops before the first byte.
 */
export async function forgetMails(connection: Connection, person: Leaver): Promise<void> {
  const { organization } = person;
  const ids = (await reportsOf(connection, person)).map(({ _id }) => _id);
  const simulations = await simulationsOf(connection, person);
  const outbox = connection.collection<OutboxMessage>("outbox");
  // Nobody counts these, and nothing but the address says whose they were.
  await outbox.deleteMany({ organization, kind: "join", to: { $in: [...person.addresses] } });
  for (const which of [
    { organization, simulation: { $in: simulations } },
    { organization, report: { $in: ids } },
  ])
    await outbox.updateMany(which, [
      {
        $set: {
          to: "",
          messageId: { $concat: ["gone:", "$_id"] },
          version: { $add: ["$version", 1] },
          reason: { $cond: [{ $in: ["$state", onTheWay] }, "personRemoved", "$reason"] },
          state: { $cond: [{ $in: ["$state", onTheWay] }, "cancelled", "$state"] },
          closed: true,
        },
      },
      { $unset: ["user", "lastReply", "lease"] },
    ]);
}

/** Simulations stay as counts: scenario, state and times. Their tokens are unknown from now on. */
export async function forgetSimulations(
  connection: Connection,
  { organization, _id }: Leaver,
  at: Date,
): Promise<void> {
  await connection.collection<Simulation>("simulations").updateMany({ organization, user: _id }, [
    {
      $set: {
        user: { $concat: ["gone:", "$_id"] },
        tokenHash: { $concat: ["gone:", "$_id"] },
        closedAt: { $ifNull: ["$closedAt", at] },
        state: { $cond: [{ $eq: ["$state", "open"] }, "superseded", "$state"] },
      },
    },
  ]);
}
