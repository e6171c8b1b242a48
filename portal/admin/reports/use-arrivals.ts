import { useState } from "react";
import type { Report } from "../../../shared/contracts/report.ts";
import { hold } from "../people/live-rows.ts";

interface Seen {
  of: string;
  items: Report[];
  fresh: ReadonlySet<string>;
}

/** Rows that come in under the reader's eyes: they fade in, and wait while pointer or focus is among the others. */
export function useArrivals(of: string, items: Report[]) {
  const [seen, setSeen] = useState<Seen>({ of, items, fresh: new Set() });
  const [held, setHeld] = useState<{ of: string; ids: ReadonlySet<string> } | null>(null);
  if (seen.items !== items || seen.of !== of) {
    const known = new Set(seen.items.map(({ id }) => id));
    const fresh = seen.of === of ? items.filter(({ id }) => !known.has(id)) : [];
    setSeen({ of, items, fresh: new Set(fresh.map(({ id }) => id)) });
  }
  const freeze = () => setHeld({ of, ids: new Set(items.map(({ id }) => id)) });
  return {
    ...hold(items, held?.of === of ? held.ids : null),
    fresh: seen.fresh,
    /** Shows those who wait and goes on holding. */
    show: freeze,
    /** For the element around the rows. */
    watch: {
      onPointerEnter: freeze,
      onFocus: () => held ?? freeze(),
      onPointerLeave: () => setHeld(null),
      onBlur: () => setHeld(null),
    },
  };
}
