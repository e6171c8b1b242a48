import { useEffect, useState } from "react";
import type { User } from "../../../shared/contracts/user.ts";
import { nameOf } from "../pieces/Person.tsx";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { useHeldRows } from "../pieces/use-held-rows.ts";
import { useTexts } from "../text-context.ts";
import { type LiveRows, takeIn } from "./live-rows.ts";

/** Rows that change under the reader's eyes: new ones wait while pointer or focus is among them, changes are told. */
export function useLiveRows(of: string, items: User[]) {
  const { t } = useTexts();
  const announce = useCalmAnnounce();
  const [state, setState] = useState<LiveRows>({ of, items, fresh: new Set(), changed: [] });
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

  return { ...useHeldRows(of, items), fresh: state.fresh };
}
