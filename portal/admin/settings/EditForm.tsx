import { useState } from "react";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { isSignedOut } from "../api.ts";
import { currentOf, useUpdateOrganization } from "../joining/use-organization.ts";
import { EditFrame } from "../pieces/EditFrame.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { useTexts } from "../text-context.ts";
import type { EditCardProps } from "./EditCard.tsx";

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/**
 * Changes a part of the settings as it was seen when the editing began. What others changed elsewhere does not matter;
 * where both changed the same, both values stand side by side.
 */
export function EditForm<T>(props: EditCardProps<T> & { seen: Organization; onClose: () => void }) {
  const { pick, seen, onClose } = props;
  const { t } = useTexts();
  const announce = useCalmAnnounce();
  const [draft, setDraft] = useState(() => pick(seen));
  const [hurdle, setHurdle] = useState<string | undefined>();
  const update = useUpdateOrganization(
    (now, before) => same(pick(now), pick(before)) || same(pick(now), draft),
  );
  const theirs = currentOf(update.error);
  const why = hurdle ?? props.problem?.(draft, seen);
  const unchanged = same(draft, pick(seen));

  function save(base: Organization) {
    if (update.isPending || why !== undefined) return;
    if (unchanged && base === seen) {
      onClose();
      return;
    }
    update.mutate(
      { change: props.change(draft, seen), seen: base },
      {
        onSuccess: () => {
          announce(t("setting.saved", { what: props.title }));
          onClose();
        },
      },
    );
  }

  return (
    <EditFrame
      saving={update.isPending}
      why={why}
      conflict={
        theirs && {
          question: t("setting.conflict"),
          theirs: props.show(pick(theirs), theirs),
          onTheirs: onClose,
          mine: props.show(draft, seen),
          onMine: () => save(theirs),
        }
      }
      onSave={() => save(theirs ?? seen)}
      onClose={onClose}
    >
      {props.fields({ draft, setDraft, seen, setHurdle })}
      {update.error && !theirs && !isSignedOut(update.error) && (
        <ErrorBar title={t("setting.failed", { what: props.title })} error={update.error} />
      )}
    </EditFrame>
  );
}
