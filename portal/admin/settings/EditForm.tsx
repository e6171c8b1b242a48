import { Button, Caption1, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { isSignedOut } from "../api.ts";
import { currentOf, useUpdateOrganization } from "../joining/use-organization.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { useTexts } from "../text-context.ts";
import type { EditCardProps } from "./EditCard.tsx";
import { Sides } from "../pieces/Sides.tsx";

const useStyles = makeStyles({
  form: { display: "flex", flexDirection: "column", gap: "12px", paddingBlock: "2px" },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px", alignItems: "center" },
  why: { color: tokens.colorNeutralForeground2 },
});

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/**
 * Changes a part of the settings as it was seen when the editing began. What others changed elsewhere does not matter;
 * where both changed the same, both values stand side by side.
 */
export function EditForm<T>(props: EditCardProps<T> & { seen: Organization; onClose: () => void }) {
  const { pick, seen, onClose } = props;
  const { t } = useTexts();
  const styles = useStyles();
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
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save(theirs ?? seen);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) onClose();
      }}
    >
      {props.fields({ draft, setDraft, seen, setHurdle })}
      {update.error && !theirs && !isSignedOut(update.error) && (
        <ErrorBar title={t("setting.failed", { what: props.title })} error={update.error} />
      )}
      {theirs ? (
        <Sides
          question={t("setting.conflict")}
          sides={[
            {
              title: t("joining.contact.theirs"),
              value: props.show(pick(theirs), theirs),
              button: t("setting.keepTheirs"),
              onChoose: onClose,
            },
            {
              title: t("joining.contact.yours"),
              value: props.show(draft, seen),
              button: t("setting.saveMine"),
              onChoose: () => save(theirs),
            },
          ]}
        />
      ) : (
        <div className={styles.buttons}>
          <Button
            type="submit"
            appearance="primary"
            disabledFocusable={update.isPending || why !== undefined}
          >
            {t(update.isPending ? "joining.saving" : "setting.save")}
          </Button>
          <Button onClick={onClose}>{t("joining.contact.cancel")}</Button>
          <Caption1 className={styles.why} role="status">
            {why}
          </Caption1>
        </div>
      )}
    </form>
  );
}
