import { useState } from "react";
import type { Report } from "../../../shared/contracts/report.ts";
import { useHeldRows } from "../pieces/use-held-rows.ts";

interface Seen {
  of: string;
  items: Report[];
  fresh: ReadonlySet<string>;
}

/** Rows that come in under the reader's eyes: they fade in, and wait while pointer or focus is among the others. */
export function useArrivals(of: string, items: Report[]) {
  const [seen, setSeen] = useState<Seen>({ of, items, fresh: new Set() });
  if (seen.items !== items || seen.of !== of) {
    const known = new Set(seen.items.map(({ id }) => id));
    const fresh = seen.of === of ? items.filter(({ id }) => !known.has(id)) : [];
    setSeen({ of, items, fresh: new Set(fresh.map(({ id }) => id)) });
  }
  return { ...useHeldRows(of, items), fresh: seen.fresh };
}
