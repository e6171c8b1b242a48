import { Button, Caption1, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { Person } from "../../../shared/contracts/user-person.ts";
import { Moment } from "../pieces/Moment.tsx";
import { useEmployeeId } from "../pieces/use-employee-id.ts";
import { useTexts } from "../text-context.ts";
import { EditableCard } from "./EditableCard.tsx";
import { type Fact, Facts } from "./Facts.tsx";
import { PersonForm } from "./PersonForm.tsx";
import { RoleDialog } from "./RoleDialog.tsx";
import { formFields } from "./person-fields.ts";

const useStyles = makeStyles({
  none: { color: tokens.colorNeutralForeground3 },
  quiet: { color: tokens.colorNeutralForeground2 },
  role: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 12px" },
  former: { listStyleType: "none", margin: 0, padding: 0 },
});

/** Name, keys, language and role: to be read, and to be changed in place by those who may. */
export function WhoCard({ person }: { person: Person }) {
  const { t } = useTexts();
  return (
    <EditableCard
      title={t("person.who")}
      mayEdit={formFields.some((field) => person.editable.includes(field))}
      form={(onClose) => <PersonForm person={person} onClose={onClose} />}
    >
      <Known person={person} />
    </EditableCard>
  );
}

function Known({ person }: { person: Person }) {
  const { t } = useTexts();
  const employeeId = useEmployeeId();
  const styles = useStyles();
  const { user, ownLanguage, formerAddresses } = person;
  const text = (value: string | undefined) =>
    value ? <bdi>{value}</bdi> : <span className={styles.none}>{t("person.none")}</span>;
  const language = t(`language.${user.language}`);
  const facts: Fact[] = [
    { name: t("person.field.firstName"), value: text(user.firstName) },
    { name: t("person.field.infix"), value: text(user.infix) },
    { name: t("person.field.lastName"), value: text(user.lastName) },
    { name: t("person.field.email"), value: text(user.email) },
    { name: employeeId.label, value: text(user.employeeId) },
    {
      name: t("person.field.language"),
      value: ownLanguage ? language : t("person.language.usual", { language }),
    },
    { name: t("person.field.role"), value: <RoleFact person={person} /> },
  ];
  if (person.termsAcceptedAt)
    facts.push({
      name: t("person.field.termsAcceptedAt"),
      value: <Moment at={person.termsAcceptedAt} withTime />,
    });
  if (formerAddresses.length > 0)
    facts.push({
      name: t("person.field.former"),
      value: (
        <>
          <ul className={styles.former}>
            {formerAddresses.map((address) => (
              <li key={address}>
                <bdi dir="ltr">{address}</bdi>
              </li>
            ))}
          </ul>
          <Caption1 className={styles.quiet}>{t("person.former.hint")}</Caption1>
        </>
      ),
    });
  return <Facts facts={facts} />;
}

function RoleFact({ person }: { person: Person }) {
  const { t } = useTexts();
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const { role } = person.user;
  return (
    <span className={styles.role}>
      {role ? t(`role.${role}`) : <span className={styles.none}>{t("person.role.none")}</span>}
      {person.editable.includes("role") && (
        <Button size="small" onClick={() => setOpen(true)}>
          {t("person.role.change")}
        </Button>
      )}
      {open && <RoleDialog person={person} onClose={() => setOpen(false)} />}
    </span>
  );
}
