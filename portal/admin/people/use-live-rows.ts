import { useEffect, useState } from "react";
import type { User } from "../../../shared/contracts/user.ts";
import { nameOf } from "../pieces/Person.tsx";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { useTexts } from "../text-context.ts";
import { hold, type LiveRows, takeIn } from "./live-rows.ts";

/** Rows that change under the reader's eyes: new ones wait while pointer or focus is among them, changes are told. */
export function useLiveRows(of: string, items: User[]) {
  const { t } = useTexts();
  const announce = useCalmAnnounce();
  const [state, setState] = useState<LiveRows>({ of, items, fresh: new Set(), changed: [] });
  const [held, setHeld] = useState<{ of: string; ids: ReadonlySet<string> } | null>(null);
  if (state.items !== items || state.of !== of) setState(takeIn(state, of, items));

  const { changed } = state;
  useEffect(() => {
    if (changed.length === 0 || changed.length > 3) return;
    announce(
      changed
        .map((user) => t("people.changed", { name: nameOf(user), standing: t(`standing.${user.shown}`) }))
        .join(". "),
    );
  }, [announce, changed, t]);

  const freeze = () => setHeld({ of, ids: new Set(items.map(({ id }) => id)) });
  return {
    ...hold(items, held?.of === of ? held.ids : null),
    fresh: state.fresh,
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
