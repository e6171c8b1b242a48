import { Checkbox, makeStyles, Spinner } from "@fluentui/react-components";
import type { Person } from "../../../shared/contracts/user-person.ts";
import { isMany, memberField, structureKinds, type StructureKind } from "../../../shared/structure.ts";
import { ChoiceField } from "../pieces/ChoiceField.tsx";
import { ChoicesField } from "../pieces/ChoicesField.tsx";
import type { Choice } from "../pieces/choices.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useUnits } from "../structure/use-structure.ts";
import { useTexts } from "../text-context.ts";
import type { BelongingDraft } from "./belonging-fields.ts";

const useStyles = makeStyles({
  fields: {
    display: "grid",
    gridTemplateColumns: "repeat(2, minmax(0, 1fr))",
    gap: "12px",
    "@media (max-width: 479.98px)": { gridTemplateColumns: "minmax(0, 1fr)" },
  },
  whole: { gridColumn: "1 / -1" },
  manager: { alignSelf: "end", marginInlineStart: "-8px" },
});

interface BelongingFieldsProps {
  draft: BelongingDraft;
  onChange: (draft: BelongingDraft) => void;
  /** What the person has: archived ones are offered to those who have them. */
  held?: Person["belonging"];
}

/** What a person belongs to, to be chosen; what there is nothing of yet is not asked for. */
export function BelongingFields({ draft, onChange, held = [] }: BelongingFieldsProps) {
  const { t } = useTexts();
  const styles = useStyles();
  const unitField = (kind: StructureKind) => (
    <UnitField key={kind} kind={kind} draft={draft} onChange={onChange} held={held} />
  );
  return (
    <div className={styles.fields}>
      {structureKinds.filter((kind) => !isMany(kind)).map(unitField)}
      <Checkbox
        className={styles.manager}
        label={t("belonging.manager")}
        checked={draft.manager}
        onChange={(_, { checked }) => onChange({ ...draft, manager: checked === true })}
      />
      {structureKinds.filter(isMany).map(unitField)}
    </div>
  );
}

function UnitField({
  kind,
  draft,
  onChange,
  held,
}: Required<BelongingFieldsProps> & { kind: StructureKind }) {
  const { t } = useTexts();
  const styles = useStyles();
  const { data, error } = useUnits(kind);
  const field = memberField[kind];
  const label = t(`belonging.${field}`);
  if (error) return <ErrorBar title={label} error={error} />;
  if (!data) return <Spinner size="tiny" aria-label={t("loading")} />;
  const has = held.filter((unit) => unit.kind === kind);
  const offered = data.items.filter(({ archived, mergingInto }) => !archived && mergingInto === undefined);
  const choices: Choice[] = [
    ...has
      .filter(({ id }) => !offered.some((unit) => unit.id === id))
      .map(({ id, name, archived }) => ({ id, name: archived ? t("belonging.archived", { name }) : name })),
    ...offered.map(({ id, name, code }) => ({ id, name, ...(code !== undefined && { code }) })),
  ];
  if (choices.length === 0) return null;
  return field === "functions" || field === "groups" ? (
    <ChoicesField
      label={label}
      className={styles.whole}
      choices={choices}
      values={draft[field]}
      onChange={(ids) => onChange({ ...draft, [field]: ids })}
    />
  ) : (
    <ChoiceField
      label={label}
      choices={choices}
      value={draft[field]}
      onChange={(id) => onChange({ ...draft, [field]: id })}
      mayBeNone
    />
  );
}
