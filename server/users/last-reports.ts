import type { StoredEntry } from "../audit/entry-hash.ts";
import type { UserStore } from "./user-store.ts";

interface Reported {
  action?: string;
  at?: Date;
  actor?: { id?: string };
  details?: { check?: string };
}

/**
 * Notes when people reported last, from what the audit log tells: afterwards, so that a report waits for nothing and writes
 * nothing more. Being told the same twice, or in another order, does no harm. Test reports of a self-check count for nothing.
 */
export function createLastReports(users: Pick<UserStore, "reported">) {
  return async (organization: string, entries: readonly StoredEntry[]): Promise<void> => {
    const last = new Map<string, Date>();
    for (const { action, at, actor, details } of entries as readonly Reported[]) {
      if (action !== "report.create" || !at || actor?.id === undefined || details?.check !== undefined)
        continue;
      const known = last.get(actor.id);
      if (!known || known < at) last.set(actor.id, at);
    }
    if (last.size > 0) await users.reported(organization, last);
  };
}
