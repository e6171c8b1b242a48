import type { OpenMail } from "../outlook/mailbox-port.ts";

/** A report that has been pressed and not been answered yet. Never the mail itself: it is read again when it goes out. */
export interface KeptReport {
  /** The Idempotency-Key: the same for every attempt of this press. */
  id: string;
  at: string;
  mail: OpenMail;
  headers?: string;
  marker?: string;
  comment?: string;
}

export type TextStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const keepFor = 14 * 24 * 3600_000;

export interface KeptReports {
  /** All that are still worth sending, oldest first, and how many were dropped for their age. */
  load: (owner: string) => { kept: KeptReport[]; dropped: number };
  /** Adds it, or replaces the one with its id. */
  keep: (owner: string, report: KeptReport) => void;
  remove: (owner: string, id: string) => void;
  /** Hands what was kept before sign-in to the person who then turned out to be behind it. */
  adopt: (from: string, to: string) => void;
}

/** Reports kept on this device, apart for every person (`tid.oid`, or the mailbox's address before sign-in). */
export function keptReports(storage: TextStorage, now: () => number): KeptReports {
  const keyOf = (owner: string) => `fc:kept:${owner}`;
  const read = (owner: string): KeptReport[] => {
    try {
      const value: unknown = JSON.parse(storage.getItem(keyOf(owner)) ?? "[]");
      return Array.isArray(value) ? value.filter(isKept) : [];
    } catch {
      return [];
    }
  };
  const write = (owner: string, reports: KeptReport[]) => {
    if (reports.length === 0) storage.removeItem(keyOf(owner));
    else writeFitting(storage, keyOf(owner), reports);
  };
  return {
    load(owner) {
      const all = read(owner);
      const kept = all.filter(({ at }) => now() - Date.parse(at) < keepFor);
      if (kept.length < all.length) write(owner, kept);
      return { kept, dropped: all.length - kept.length };
    },
    keep: (owner, report) => write(owner, [...read(owner).filter(({ id }) => id !== report.id), report]),
    remove: (owner, id) =>
      write(
        owner,
        read(owner).filter((report) => report.id !== id),
      ),
    adopt(from, to) {
      const found = read(from);
      if (found.length === 0 || from === to) return;
      const known = new Set(read(to).map(({ id }) => id));
      write(to, [...read(to), ...found.filter(({ id }) => !known.has(id))]);
      write(from, []);
    },
  };
}

/** When the device has no room for the headers, the identity alone is still enough to find the mail. */
function writeFitting(storage: TextStorage, key: string, reports: KeptReport[]): void {
  try {
    storage.setItem(key, JSON.stringify(reports));
  } catch {
    const light = reports.map((report) => ({ ...report, headers: undefined }));
    try {
      storage.setItem(key, JSON.stringify(light));
    } catch {
      // A browser that stores nothing: the report lives as long as the pane.
    }
  }
}

function isKept(value: unknown): value is KeptReport {
  const report = value as Partial<KeptReport> | null;
  return (
    typeof report?.id === "string" &&
    typeof report.at === "string" &&
    !Number.isNaN(Date.parse(report.at)) &&
    typeof report.mail?.key === "string"
  );
}
