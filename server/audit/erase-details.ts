import { randomUUID } from "node:crypto";
import type { Connection } from "mongoose";
import type { AuditEntry } from "./audit-store.ts";
import { digestOf } from "./entry-hash.ts";

type Stored = AuditEntry & { _id: string };

/**
 * Takes the details out of an entry for good, with the salt, without which nothing of them can be guessed from what is left.
 * The hash knows only a digest of them, which stays: so the chain is whole afterwards.
 */
export async function eraseDetails(connection: Connection, organization: string, _id: string): Promise<void> {
  const audit = connection.collection<Stored>("audit");
  for (;;) {
    const entry = await audit.findOne({ organization, _id });
    if (entry?.details === undefined) return;
    const { salt } = entry;
    // Where it has no place yet, a worker may give it one at this moment, with a salt; then it is read again.
    const { matchedCount } = await audit.updateOne(
      { organization, _id, salt: salt ?? (null as never) },
      {
        $set: { erased: digestOf({ salt: salt ?? randomUUID(), details: entry.details }) },
        $unset: { details: 1, salt: 1 },
      },
    );
    if (matchedCount === 1) return;
  }
}
