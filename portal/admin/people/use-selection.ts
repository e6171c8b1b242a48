import { useState } from "react";
import { mostAtOnce } from "../../../shared/contracts/user-action.ts";
import { given, type PeopleFilter } from "./people-filter.ts";
import type { UserActionOrder } from "./use-user-action.ts";

interface Selected {
  /** The filter under which it was made: under another one it means nothing. */
  of: string;
  ids: ReadonlySet<string>;
  /** Everybody whom the filter finds, on other pages too. */
  all: boolean;
}

/** Who is selected: some people, over several pages, or all that the filter finds. */
export interface Selection {
  has: (id: string) => boolean;
  set: (ids: readonly string[], selected: boolean) => void;
  /** How many people that are. */
  count: number;
  all: boolean;
  selectAll: () => void;
  clear: () => void;
  /** The people as an action is told of them. */
  users: UserActionOrder["users"];
  /** All that the filter finds, or some: not more than can be named at once. */
  fits: boolean;
}

export function useSelection(filter: PeopleFilter, total: number): Selection {
  const of = JSON.stringify(filter);
  const none: Selected = { of, ids: new Set(), all: false };
  const [kept, setKept] = useState(none);
  const { ids, all } = kept.of === of ? kept : none;
  const count = all ? total : ids.size;
  return {
    has: (id) => all || ids.has(id),
    set(changed, selected) {
      // One who is taken out of all leaves those on this page, whose ids are known.
      const next = new Set(ids);
      for (const id of changed)
        if (selected) next.add(id);
        else next.delete(id);
      setKept({ of, ids: next, all: false });
    },
    count,
    all,
    selectAll: () => setKept({ of, ids, all: true }),
    clear: () => setKept(none),
    users: all ? { filter: given(filter) } : { ids: [...ids] },
    fits: all || (count > 0 && count <= mostAtOnce),
  };
}
