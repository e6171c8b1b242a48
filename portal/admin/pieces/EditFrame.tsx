import { Button, Caption1, makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useTexts } from "../text-context.ts";
import { Sides } from "./Sides.tsx";

const useStyles = makeStyles({
  form: { display: "flex", flexDirection: "column", gap: "12px", paddingBlock: "2px" },
  buttons: { display: "flex", flexWrap: "wrap", gap: "8px", alignItems: "center" },
  why: { color: tokens.colorNeutralForeground2 },
});

/** What two people made of the same, and what choosing one of them does. */
export interface Conflict {
  question: string;
  theirs: ReactNode;
  onTheirs: () => void;
  mine: ReactNode;
  onMine: () => void;
}

interface EditFrameProps {
  saving: boolean;
  /** What stands in the way of saving. */
  why: string | undefined;
  /** Somebody else changed the same meanwhile. */
  conflict: Conflict | undefined;
  onSave: () => void;
  onClose: () => void;
  /** The fields, and what failed. */
  children: ReactNode;
}

/** The form around an edit in place: Enter saves, Escape leaves; instead of the buttons both values where two people met. */
export function EditFrame({ saving, why, conflict, onSave, onClose, children }: EditFrameProps) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) onClose();
      }}
    >
      {children}
      {conflict ? (
        <Sides
          question={conflict.question}
          sides={[
            {
              title: t("joining.contact.theirs"),
              value: conflict.theirs,
              button: t("setting.keepTheirs"),
              onChoose: conflict.onTheirs,
            },
            {
              title: t("joining.contact.yours"),
              value: conflict.mine,
              button: t("setting.saveMine"),
              onChoose: conflict.onMine,
            },
          ]}
        />
      ) : (
        <div className={styles.buttons}>
          <Button type="submit" appearance="primary" disabledFocusable={saving || why !== undefined}>
            {t(saving ? "joining.saving" : "setting.save")}
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
