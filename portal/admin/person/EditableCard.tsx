import { Button, makeStyles } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import { Card } from "../pieces/Card.tsx";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({ edit: { minWidth: "auto", flexShrink: 0, marginBlock: "-2px" } });

interface EditableCardProps {
  title: string;
  mayEdit: boolean;
  /** The form that takes the place of what is read. */
  form: (onClose: () => void) => ReactNode;
  children: ReactNode;
}

/** A part of a person that is read, and edited in its place; afterwards the focus is where the editing began. */
export function EditableCard({ title, mayEdit, form, children }: EditableCardProps) {
  const { t } = useTexts();
  const styles = useStyles();
  const [editing, setEditing] = useState(false);
  const [edited, setEdited] = useState(false);

  return (
    <Card
      title={title}
      action={
        mayEdit &&
        !editing && (
          <Button
            // It is there anew when the form goes.
            autoFocus={edited}
            size="small"
            className={styles.edit}
            aria-label={t("setting.edit.for", { what: title })}
            onClick={() => setEditing(true)}
          >
            {t("setting.edit")}
          </Button>
        )
      }
    >
      {editing
        ? form(() => {
            setEdited(true);
            setEditing(false);
          })
        : children}
    </Card>
  );
}
