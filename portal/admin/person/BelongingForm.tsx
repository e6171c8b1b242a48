import { Caption1, makeStyles } from "@fluentui/react-components";
import { useState } from "react";
import type { BelongingField, Person } from "../../../shared/contracts/user-person.ts";
import { isSignedOut } from "../api.ts";
import { PageLink } from "../overview/PageLink.tsx";
import { EditFrame } from "../pieces/EditFrame.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useUnits } from "../structure/use-structure.ts";
import { useTexts } from "../text-context.ts";
import { BelongingFields } from "./BelongingFields.tsx";
import { type BelongingDraft, belongingChange, belongingOf, changedBelonging } from "./belonging-fields.ts";
import { usePersonDraft } from "./use-person-draft.ts";

const useStyles = makeStyles({
  values: { margin: 0, padding: 0, listStyleType: "none" },
});

/** Changes what a person belongs to; where two changed the same, both values stand side by side. */
export function BelongingForm({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTexts();
  const [held] = useState(person.belonging);
  const { draft, setDraft, saving, error, save, conflict } = usePersonDraft(
    person.user,
    { draftOf: belongingOf, changed: changedBelonging, changeFor: belongingChange },
    onClose,
  );
  return (
    <EditFrame
      saving={saving}
      why={undefined}
      conflict={
        conflict && {
          question: t("person.conflict"),
          theirs: <Values draft={conflict.theirs} fields={conflict.fields} held={held} />,
          onTheirs: conflict.keepTheirs,
          mine: <Values draft={draft} fields={conflict.fields} held={held} />,
          onMine: conflict.saveMine,
        }
      }
      onSave={save}
      onClose={onClose}
    >
      <BelongingFields draft={draft} onChange={setDraft} held={held} />
      <Caption1>
        <PageLink to="/structure">{t("belonging.missing")}</PageLink>
      </Caption1>
      {error && !isSignedOut(error) && <ErrorBar title={t("person.edit.failed")} error={error} />}
    </EditFrame>
  );
}

interface ValuesProps {
  draft: BelongingDraft;
  fields: readonly BelongingField[];
  held: Person["belonging"];
}

function Values({ draft, fields, held }: ValuesProps) {
  const { t } = useTexts();
  const styles = useStyles();
  const nameOf = useUnitNames(held);
  const valueOf = (field: BelongingField) => {
    if (field === "manager") return t(draft.manager ? "belonging.yes" : "belonging.no");
    const value = draft[field];
    const ids = typeof value === "object" ? value : value === undefined ? [] : [value];
    return ids.map(nameOf).join(", ") || t("person.none");
  };
  return (
    <ul className={styles.values}>
      {fields.map((field) => (
        <li key={field}>
          <bdi>{t("person.conflict.value", { field: t(`belonging.${field}`), value: valueOf(field) })}</bdi>
        </li>
      ))}
    </ul>
  );
}

/** Names of what one can belong to, and of what the person had. */
function useUnitNames(held: Person["belonging"]): (id: string) => string {
  const { t } = useTexts();
  const [companies, departments, functions, costCentres, groups] = [
    useUnits("companies"),
    useUnits("departments"),
    useUnits("functions"),
    useUnits("costCentres"),
    useUnits("groups"),
  ];
  const all = [companies, departments, functions, costCentres, groups].flatMap(
    ({ data }) => data?.items ?? [],
  );
  return (id) => [...all, ...held].find((unit) => unit.id === id)?.name ?? t("belonging.gone");
}
