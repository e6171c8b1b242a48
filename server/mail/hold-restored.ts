import type { Connection } from "mongoose";
import type { AuditStore } from "../audit/audit-store.ts";
import type { Transact } from "../db/connect.ts";
import type { MailState } from "../../shared/lifecycle.ts";
import type { OutboxMessage } from "./outbox.ts";

interface RestoredPorts {
  connection: Connection;
  audit: AuditStore;
  transact: Transact;
  now: () => Date;
}

const notYetSent: MailState[] = ["queued", "sending"];

/**
 * After a restore: a simulation that was due by now may have gone out after the backup was made, and nobody here knows. Each
 * waits for an admin, so that nobody gets a second copy. Reported mails that are passed on go again: two copies are better
 * than none. Answers how many are held, by organization; a repeat finds none.
 */
export async function holdRestored(ports: RestoredPorts): Promise<Map<string, number>> {
  const { connection, audit, transact, now } = ports;
  const outbox = connection.collection<OutboxMessage>("outbox");
  const at = now();
  const unsure = { kind: "simulation" as const, state: { $in: notYetSent }, dueAt: { $lte: at } };
  const held = new Map<string, number>();
  for (const organization of await outbox.distinct("organization", unsure)) {
    const count = await transact(async (tx) => {
      const { modifiedCount } = await outbox.updateMany(
        { ...unsure, organization },
        { $set: { state: "held", reason: "restored" }, $unset: { lease: 1 }, $inc: { version: 1 } },
        { session: tx },
      );
      if (modifiedCount > 0)
        await audit.append(
          {
            organization,
            at,
            actor: { kind: "system" },
            action: "mail.holdRestored",
            subject: { kind: "organization", id: organization },
            details: { mails: modifiedCount },
          },
          tx,
        );
      return modifiedCount;
    });
    if (count > 0) held.set(organization, count);
  }
  return held;
}
