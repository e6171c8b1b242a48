import { useState } from "react";
import type { User } from "../../../shared/contracts/user.ts";
import { nameOf } from "../pieces/Person.tsx";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { useTexts } from "../text-context.ts";
import { currentOf, type PersonChange, useChangePerson } from "./use-person.ts";

/** How a part of a person is edited. */
export interface DraftRules<Draft, Field> {
  draftOf: (user: User) => Draft;
  /** The fields whose value differs. */
  changed: (one: Draft, other: Draft) => Field[];
  /** The request for these fields of the draft. */
  changeFor: (draft: Draft, fields: readonly Field[]) => PersonChange;
}

/**
 * Edits a part of a person as it was seen when the editing began. What others changed elsewhere does not matter; where both
 * changed the same, there is a conflict with both values.
 */
export function usePersonDraft<Draft, Field>(
  user: User,
  { draftOf, changed, changeFor }: DraftRules<Draft, Field>,
  onClose: () => void,
) {
  const { t } = useTexts();
  const announce = useCalmAnnounce();
  const [seen] = useState(user);
  const before = draftOf(seen);
  const [draft, setDraft] = useState(before);
  const mine = changed(draft, before);
  const disputed = (now: User): Field[] => {
    const theirs = changed(draftOf(now), before);
    const different = changed(draftOf(now), draft);
    return mine.filter((field) => theirs.includes(field) && different.includes(field));
  };
  const change = useChangePerson((now) => disputed(now).length === 0);
  const now = currentOf(change.error);
  const fields = now ? disputed(now) : [];

  function save(wanted: readonly Field[], base: User) {
    if (change.isPending) return;
    if (wanted.length === 0) {
      onClose();
      return;
    }
    change.mutate(
      { change: changeFor(draft, wanted), seen: base },
      {
        onSuccess: (saved) => {
          announce(t("person.edit.saved", { name: nameOf(saved) }));
          onClose();
        },
      },
    );
  }

  return {
    draft,
    setDraft,
    saving: change.isPending,
    error: now ? null : change.error,
    save: () => save(mine, now ?? seen),
    conflict: now && {
      fields,
      theirs: draftOf(now),
      keepTheirs: () =>
        save(
          mine.filter((field) => !fields.includes(field)),
          now,
        ),
      saveMine: () => save(mine, now),
    },
  };
}
