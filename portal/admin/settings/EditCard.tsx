import { Button, makeStyles } from "@fluentui/react-components";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { useMay } from "../frame/use-may.ts";
import type { OrganizationChange } from "../joining/use-organization.ts";
import { Card } from "../pieces/Card.tsx";
import { useTexts } from "../text-context.ts";
import { EditForm } from "./EditForm.tsx";

const useStyles = makeStyles({
  edit: { minWidth: "auto", flexShrink: 0, marginBlock: "-2px" },
});

/** What a form may do with its draft. */
export interface Editing<T> {
  draft: T;
  setDraft: (draft: T) => void;
  /** The settings as they were seen when the editing began. */
  seen: Organization;
  /** Keeps the form from being saved, saying why; undefined lets it. */
  setHurdle: (why: string | undefined) => void;
}

export interface EditCardProps<T> {
  title: string;
  hint?: string | undefined;
  organization: Organization;
  /** The part of the settings that this card is about. */
  pick: (organization: Organization) => T;
  change: (draft: T, seen: Organization) => OrganizationChange;
  /** Why the draft cannot be saved. */
  problem?: (draft: T, seen: Organization) => string | undefined;
  /** The value in words; where two people changed it, both are shown so. */
  show: (value: T, organization: Organization) => ReactNode;
  /** How the card is read, where the value alone does not say all. */
  read?: (organization: Organization) => ReactNode;
  /** Shown below the value, also while nothing is edited. */
  footer?: ReactNode;
  fields: (editing: Editing<T>) => ReactNode;
}

/** A part of the settings: its value to be read, and the same to be changed in place. */
export function EditCard<T>(props: EditCardProps<T>) {
  const { t } = useTexts();
  const styles = useStyles();
  const mayChange = useMay("settings.change");
  const [seen, setSeen] = useState<Organization | null>(null);
  const edit = useRef<HTMLButtonElement>(null);
  const back = useRef(false);

  useEffect(() => {
    if (seen ?? !back.current) return;
    back.current = false;
    edit.current?.focus();
  }, [seen]);

  function close() {
    back.current = true;
    setSeen(null);
  }

  return (
    <Card
      title={props.title}
      hint={props.hint}
      action={
        mayChange &&
        !seen && (
          <Button
            ref={edit}
            size="small"
            className={styles.edit}
            aria-label={t("setting.edit.for", { what: props.title })}
            onClick={() => setSeen(props.organization)}
          >
            {t("setting.edit")}
          </Button>
        )
      }
    >
      {seen ? (
        <EditForm {...props} seen={seen} onClose={close} />
      ) : (
        (props.read?.(props.organization) ?? props.show(props.pick(props.organization), props.organization))
      )}
      {props.footer}
    </Card>
  );
}
