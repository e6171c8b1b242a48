import { makeStyles, tokens } from "@fluentui/react-components";
import type { Person } from "../../../shared/contracts/user-person.ts";
import { memberField, structureKinds, type StructureKind } from "../../../shared/structure.ts";
import { PageLink } from "../overview/PageLink.tsx";
import { unitFilterOf } from "../people/people-filter.ts";
import { useTexts } from "../text-context.ts";
import { BelongingForm } from "./BelongingForm.tsx";
import { EditableCard } from "./EditableCard.tsx";
import { Facts } from "./Facts.tsx";

const useStyles = makeStyles({
  none: { color: tokens.colorNeutralForeground3 },
  list: { listStyleType: "none", margin: 0, padding: 0 },
});

/** What the person belongs to, each with the way to all who belong to it; changed in place by those who may. */
export function BelongingCard({ person }: { person: Person }) {
  const { t } = useTexts();
  const facts = structureKinds.map((kind) => ({
    name: t(`belonging.${memberField[kind]}`),
    value: <Held kind={kind} person={person} />,
  }));
  const manager = {
    name: t("belonging.manager"),
    value: t(person.user.manager ? "belonging.yes" : "belonging.no"),
  };
  return (
    <EditableCard
      title={t("belonging.title")}
      mayEdit={person.editable.includes("company")}
      form={(onClose) => <BelongingForm person={person} onClose={onClose} />}
    >
      <Facts facts={[...facts, manager]} />
    </EditableCard>
  );
}

function Held({ kind, person }: { kind: StructureKind; person: Person }) {
  const { t } = useTexts();
  const styles = useStyles();
  const held = person.belonging.filter((unit) => unit.kind === kind);
  if (held.length === 0) return <span className={styles.none}>{t("person.none")}</span>;
  return (
    <ul className={styles.list}>
      {held.map(({ id, name, archived }) => (
        <li key={id}>
          <PageLink to={`/people?${unitFilterOf(kind)}=${encodeURIComponent(id)}`}>
            <bdi>{archived ? t("belonging.archived", { name }) : name}</bdi>
          </PageLink>
        </li>
      ))}
    </ul>
  );
}
