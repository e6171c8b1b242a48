import { useState } from "react";
import { hold } from "./hold-rows.ts";

/** Rows stay where they are while pointer or focus is among them; those that come meanwhile wait to be shown. */
export function useHeldRows<Row extends { id: string }>(of: string, items: Row[]) {
  const [held, setHeld] = useState<{ of: string; ids: ReadonlySet<string> } | null>(null);
  const freeze = () => setHeld({ of, ids: new Set(items.map(({ id }) => id)) });
  return {
    ...hold(items, held?.of === of ? held.ids : null),
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
