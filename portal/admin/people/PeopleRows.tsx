import type { User, UserSort } from "../../../shared/contracts/user.ts";
import type { UserAction } from "../../../shared/lifecycle.ts";
import { useMedia } from "../look.ts";
import { HeldRows } from "../pieces/HeldRows.tsx";
import type { PeopleColumn } from "./people-columns.ts";
import { PeopleCards } from "./PeopleCards.tsx";
import { PeopleTable } from "./PeopleTable.tsx";
import { useLiveRows } from "./use-live-rows.ts";
import type { Selection } from "./use-selection.ts";

/** For those who may change people: whom they select, and what they ask for of one person. */
export interface Choosing {
  selection: Selection;
  onAct: (action: UserAction, user: User) => void;
}

/** How the table is looked at. */
export interface Showing {
  columns: readonly PeopleColumn[];
  order: UserSort;
  onSort: (order: UserSort) => void;
}

interface PeopleRowsProps {
  /** The list that these people belong to. */
  of: string;
  users: User[];
  /** Another page is on its way. */
  dimmed: boolean;
  showing: Showing;
  choosing: Choosing | undefined;
}

/** The rows as a table, or as cards where there is no room for one. */
export function PeopleRows({ of, users, dimmed, showing, choosing }: PeopleRowsProps) {
  const narrow = useMedia("(max-width: 639.98px)");
  const { rows, fresh, ...held } = useLiveRows(of, users);
  return (
    <HeldRows held={held} dimmed={dimmed}>
      {narrow ? (
        <PeopleCards users={rows} fresh={fresh} choosing={choosing} />
      ) : (
        <PeopleTable users={rows} fresh={fresh} showing={showing} choosing={choosing} />
      )}
    </HeldRows>
  );
}
