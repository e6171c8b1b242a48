import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
} from "@fluentui/react-components";
import { DismissRegular, PersonAdd20Regular } from "@fluentui/react-icons";
import { useState } from "react";
import type { User } from "../../../shared/contracts/user.ts";
import { PageLink } from "../overview/PageLink.tsx";
import { nameOf } from "../pieces/Person.tsx";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { useTexts } from "../text-context.ts";
import { AddPersonDialog } from "./AddPersonDialog.tsx";

const useStyles = makeStyles({
  add: { marginInlineStart: "auto", flexShrink: 0 },
  bar: { marginBottom: "8px" },
});

const doneKey = ({ stage }: User) => (stage === "started" ? "people.add.doneStarted" : "people.add.done");

/** The button that adds one person by hand. */
export function AddPerson({ onAdded }: { onAdded: (user: User) => void }) {
  const { t } = useTexts();
  const styles = useStyles();
  const announce = useCalmAnnounce();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        className={styles.add}
        appearance="primary"
        icon={<PersonAdd20Regular />}
        onClick={() => setOpen(true)}
      >
        {t("people.add")}
      </Button>
      {open && (
        <AddPersonDialog
          onClose={() => setOpen(false)}
          onAdded={(user) => {
            setOpen(false);
            announce(t(doneKey(user), { name: nameOf(user) }));
            onAdded(user);
          }}
        />
      )}
    </>
  );
}

/** Who was added last, with the way to them. */
export function AddedPerson({ user, onClose }: { user: User; onClose: () => void }) {
  const { t, rich } = useTexts();
  const styles = useStyles();
  const name = (
    <PageLink to={`/people/${user.id}`}>
      <bdi>{nameOf(user)}</bdi>
    </PageLink>
  );
  return (
    <MessageBar intent="success" layout="multiline" className={styles.bar}>
      <MessageBarBody>{rich(doneKey(user), { name })}</MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button
            appearance="transparent"
            icon={<DismissRegular />}
            aria-label={t("actions.dismiss")}
            onClick={onClose}
          />
        }
      />
    </MessageBar>
  );
}
