import { Body1, Button, Field, Input, makeStyles } from "@fluentui/react-components";
import { useState } from "react";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { isSignedOut } from "../api.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { Sides } from "../pieces/Sides.tsx";
import { useTexts } from "../text-context.ts";
import { currentOf, useUpdateOrganization } from "./use-organization.ts";

const longest = 320;
const useStyles = makeStyles({
  form: { display: "flex", flexDirection: "column", gap: "12px", paddingBlock: "4px" },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
});

/** Changes the contact as it was seen when the editing began; where both changed, both texts stand side by side. */
export function ContactForm({ seen, onClose }: { seen: Organization; onClose: () => void }) {
  const { t } = useTexts();
  const styles = useStyles();
  const announce = useCalmAnnounce();
  const [draft, setDraft] = useState(seen.joining.contact ?? "");
  const update = useUpdateOrganization((now, before) => now.joining.contact === before.joining.contact);
  const theirs = currentOf(update.error);
  const tooLong = draft.trim().length > longest;

  function save(base: Organization) {
    if (update.isPending || tooLong) return;
    const contact = draft.trim() || null;
    update.mutate(
      { change: { joining: { contact } }, seen: base },
      {
        onSuccess: () => {
          announce(t("joining.contact.saved"));
          onClose();
        },
      },
    );
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save(theirs ?? seen);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <Field
        label={t("joining.contact.label")}
        hint={t("joining.contact.hint")}
        validationMessage={tooLong ? t("joining.contact.tooLong", { max: longest }) : undefined}
      >
        <Input value={draft} onChange={(_, data) => setDraft(data.value)} autoFocus dir="auto" />
      </Field>
      {update.error && !theirs && !isSignedOut(update.error) && (
        <ErrorBar title={t("joining.contact.failed")} error={update.error} />
      )}
      {theirs ? (
        <Sides
          question={t("joining.contact.conflict")}
          sides={[
            {
              title: t("joining.contact.theirs"),
              value: <Contact text={theirs.joining.contact} />,
              button: t("joining.contact.keepTheirs"),
              onChoose: onClose,
            },
            {
              title: t("joining.contact.yours"),
              value: <Contact text={draft.trim()} />,
              button: t("joining.contact.saveMine"),
              onChoose: () => save(theirs),
            },
          ]}
        />
      ) : (
        <div className={styles.buttons}>
          <Button type="submit" appearance="primary" disabledFocusable={update.isPending || tooLong}>
            {t(update.isPending ? "joining.saving" : "joining.contact.save")}
          </Button>
          <Button onClick={onClose}>{t("joining.contact.cancel")}</Button>
        </div>
      )}
    </form>
  );
}

function Contact({ text }: { text: string | undefined }) {
  const { t } = useTexts();
  return <Body1>{text ? <bdi>{text}</bdi> : t("joining.contact.empty")}</Body1>;
}
