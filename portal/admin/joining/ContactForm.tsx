import { Body1, Button, Caption1, Field, Input, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { isSignedOut } from "../api.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { useTexts } from "../text-context.ts";
import { currentOf, useUpdateOrganization } from "./use-organization.ts";

const longest = 320;
const useStyles = makeStyles({
  form: { display: "flex", flexDirection: "column", gap: "12px", paddingBlock: "4px" },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px" },
  sides: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(200px, 1fr))",
    gap: "12px",
    marginTop: "8px",
  },
  side: {
    display: "flex",
    flexDirection: "column",
    gap: "8px",
    alignItems: "flex-start",
    padding: "12px",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    overflowWrap: "anywhere",
  },
  quiet: { color: tokens.colorNeutralForeground2 },
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
        <div role="alert">
          <Body1 block>{t("joining.contact.conflict")}</Body1>
          <div className={styles.sides}>
            <Side
              title={t("joining.contact.theirs")}
              text={theirs.joining.contact}
              button={t("joining.contact.keepTheirs")}
              onChoose={onClose}
            />
            <Side
              title={t("joining.contact.yours")}
              text={draft.trim()}
              button={t("joining.contact.saveMine")}
              onChoose={() => save(theirs)}
            />
          </div>
        </div>
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

interface SideProps {
  title: string;
  text: string | undefined;
  button: string;
  onChoose: () => void;
}

function Side({ title, text, button, onChoose }: SideProps) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <div className={styles.side}>
      <Caption1 className={styles.quiet}>{title}</Caption1>
      <Body1>{text ? <bdi>{text}</bdi> : t("joining.contact.empty")}</Body1>
      <Button onClick={onChoose}>{button}</Button>
    </div>
  );
}
