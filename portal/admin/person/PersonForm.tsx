import { makeStyles } from "@fluentui/react-components";
import { useState } from "react";
import type { Person } from "../../../shared/contracts/user-person.ts";
import type { User } from "../../../shared/contracts/user.ts";
import { ApiError } from "../../../ui/api-client.ts";
import { isSignedOut } from "../api.ts";
import { EditFrame } from "../pieces/EditFrame.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { nameOf } from "../pieces/Person.tsx";
import { useCalmAnnounce } from "../pieces/use-calm-announce.ts";
import { useEmployeeId } from "../pieces/use-employee-id.ts";
import { useTexts } from "../text-context.ts";
import { PersonFields } from "./PersonFields.tsx";
import {
  changedFields,
  changeFor,
  draftOf,
  type FormField,
  formFields,
  type PersonDraft,
} from "./person-fields.ts";
import { currentOf, useChangePerson } from "./use-person.ts";

const useStyles = makeStyles({
  values: { margin: 0, padding: 0, listStyleType: "none" },
});

/**
 * Changes a person as they were seen when the editing began. What others changed elsewhere does not matter; where both
 * changed the same, both values stand side by side.
 */
export function PersonForm({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTexts();
  const announce = useCalmAnnounce();
  const [seen] = useState(person);
  const before = draftOf(seen.user, seen.ownLanguage);
  const [draft, setDraft] = useState(before);
  const mine = changedFields(draft, before);
  /** Their values, as far as an answer tells them: a language only when it is another one. */
  const draftNow = (now: User): PersonDraft =>
    draftOf(now, now.language === seen.user.language ? seen.ownLanguage : now.language);
  const inConflict = (now: User): FormField[] => {
    const theirs = changedFields(draftNow(now), before);
    const different = changedFields(draftNow(now), draft);
    return mine.filter((field) => theirs.includes(field) && different.includes(field));
  };
  const change = useChangePerson((now) => inConflict(now).length === 0);
  const theirs = currentOf(change.error);
  const why = draft.email.trim() === "" ? t("person.edit.email.empty") : undefined;

  function save(fields: readonly FormField[], base: User) {
    if (change.isPending || why !== undefined) return;
    if (fields.length === 0) {
      onClose();
      return;
    }
    change.mutate(
      { change: changeFor(draft, fields), seen: base },
      {
        onSuccess: (saved) => {
          announce(t("person.edit.saved", { name: nameOf(saved) }));
          onClose();
        },
      },
    );
  }

  return (
    <EditFrame
      saving={change.isPending}
      why={why}
      conflict={
        theirs && {
          question: t("person.conflict"),
          theirs: <Values draft={draftNow(theirs)} fields={inConflict(theirs)} />,
          onTheirs: () =>
            save(
              mine.filter((field) => !inConflict(theirs).includes(field)),
              theirs,
            ),
          mine: <Values draft={draft} fields={inConflict(theirs)} />,
          onMine: () => save(mine, theirs),
        }
      }
      onSave={() => save(mine, theirs ?? seen.user)}
      onClose={onClose}
    >
      <PersonFields
        draft={draft}
        onChange={setDraft}
        locked={formFields.filter((field) => !seen.editable.includes(field))}
        error={change.error}
      />
      {change.error && !theirs && !isAtField(change.error) && !isSignedOut(change.error) && (
        <ErrorBar title={t("person.edit.failed")} error={change.error} />
      )}
    </EditFrame>
  );
}

/** Refusals that are told beside the field. */
export const isAtField = (error: unknown): boolean =>
  error instanceof ApiError &&
  ["already_exists", "address_not_allowed", "address_unusable"].includes(error.code);

function Values({ draft, fields }: { draft: PersonDraft; fields: readonly FormField[] }) {
  const { t } = useTexts();
  const styles = useStyles();
  const employeeId = useEmployeeId();
  const valueOf = (field: FormField) => {
    if (field !== "language") return draft[field] || t("person.none");
    return draft.language ? t(`language.${draft.language}`) : t("person.language.usual.option");
  };
  return (
    <ul className={styles.values}>
      {fields.map((field) => (
        <li key={field}>
          <bdi>
            {t("person.conflict.value", {
              field: field === "employeeId" ? employeeId.label : t(`person.field.${field}`),
              value: valueOf(field),
            })}
          </bdi>
        </li>
      ))}
    </ul>
  );
}
