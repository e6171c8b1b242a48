import type { User } from "../../../shared/contracts/user.ts";

/** What the table shows of the people read last, and what is new in it. */
export interface LiveRows {
  /** The list (filter and page) that the people belong to. */
  of: string;
  items: User[];
  /** People who came into this list while it was watched. */
  fresh: ReadonlySet<string>;
  /** People whose standing is another than at the reading before. */
  changed: User[];
}

/** Takes in a new reading; of another list nothing is new, since nothing of it was seen before. */
export function takeIn(before: LiveRows, of: string, items: User[]): LiveRows {
  if (before.of !== of) return { of, items, fresh: new Set(), changed: [] };
  const known = new Map(before.items.map((user) => [user.id, user.shown]));
  return {
    of,
    items,
    fresh: new Set(items.filter(({ id }) => !known.has(id)).map(({ id }) => id)),
    changed: items.filter(({ id, shown }) => known.get(id) !== shown),
  };
}
