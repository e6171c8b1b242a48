import { makeStyles } from "@fluentui/react-components";
import { useState } from "react";
import type { Person } from "../../../shared/contracts/user-person.ts";
import { ApiError } from "../../../ui/api-client.ts";
import { isSignedOut } from "../api.ts";
import { EditFrame } from "../pieces/EditFrame.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
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
import { usePersonDraft } from "./use-person-draft.ts";

const useStyles = makeStyles({
  values: { margin: 0, padding: 0, listStyleType: "none" },
});

/** Changes who a person is; where two changed the same, both values stand side by side. */
export function PersonForm({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTexts();
  const [seen] = useState(person);
  const { draft, setDraft, saving, error, save, conflict } = usePersonDraft(
    person.user,
    {
      // An answer tells a language only as the one that holds: another one is their own.
      draftOf: (user) =>
        draftOf(user, user.language === seen.user.language ? seen.ownLanguage : user.language),
      changed: changedFields,
      changeFor,
    },
    onClose,
  );
  const why = draft.email.trim() === "" ? t("person.edit.email.empty") : undefined;
  return (
    <EditFrame
      saving={saving}
      why={why}
      conflict={
        conflict && {
          question: t("person.conflict"),
          theirs: <Values draft={conflict.theirs} fields={conflict.fields} />,
          onTheirs: conflict.keepTheirs,
          mine: <Values draft={draft} fields={conflict.fields} />,
          onMine: conflict.saveMine,
        }
      }
      onSave={() => why === undefined && save()}
      onClose={onClose}
    >
      <PersonFields
        draft={draft}
        onChange={setDraft}
        locked={formFields.filter((field) => !seen.editable.includes(field))}
        error={error}
      />
      {error && !isAtField(error) && !isSignedOut(error) && (
        <ErrorBar title={t("person.edit.failed")} error={error} />
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
  const employeeId = useEmployeeId();
  const styles = useStyles();
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
