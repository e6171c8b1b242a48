import { makeStyles } from "@fluentui/react-components";
import type { Happening } from "../../../shared/contracts/user-person.ts";
import { languages, roles } from "../../../shared/lifecycle.ts";
import { PageLink } from "../overview/PageLink.tsx";
import { useEmployeeId } from "../pieces/use-employee-id.ts";
import { type Texts, useTexts } from "../text-context.ts";
import { isBelongingField } from "./belonging-fields.ts";
import { isField } from "./person-fields.ts";

const useStyles = makeStyles({ line: { display: "block" } });

/** One happening in words. */
export function WhatHappened({ happening }: { happening: Happening }) {
  const texts = useTexts();
  const styles = useStyles();
  const { label: employeeId } = useEmployeeId();
  const { t } = texts;
  const { what, simulation, startNumber = 1, action = "", report, changes } = happening;
  const made = simulation ? t(`person.mail.${simulation.kind}`) : "";
  const mail = simulation?.copy ? t("person.mail.copy", { mail: made }) : made;
  return (
    <>
      {t(`person.happened.${what}`, { n: startNumber, action, mail })}
      {happening.group && (
        <>
          {": "}
          <PageLink to={`/people?group=${encodeURIComponent(happening.group.id)}`}>
            <bdi>{happening.group.name}</bdi>
          </PageLink>
        </>
      )}
      {report && (
        <>
          {": "}
          <PageLink to={`/reports/${report.id}`}>
            <bdi>{report.subject || t("reports.noSubject")}</bdi>
          </PageLink>
        </>
      )}
      {changes?.map((change) => (
        <span key={change.field} className={styles.line}>
          {changeInWords(change, texts, employeeId)}
        </span>
      ))}
    </>
  );
}

type Change = NonNullable<Happening["changes"]>[number];

function changeInWords({ field, before, after }: Change, { t }: Texts, employeeId: string): string {
  const placed = isBelongingField(field) ? t(`belonging.${field}`) : field;
  const known = isField(field) ? t(`person.field.${field}`) : placed;
  const name = field === "employeeId" ? employeeId : known;
  const told =
    before === undefined && after === undefined
      ? name
      : t("person.change.values", {
          field: name,
          before: valueInWords(field, before, t),
          after: valueInWords(field, after, t),
        });
  return field === "email" ? t("person.change.key", { field: told }) : told;
}

function valueInWords(field: string, value: string | null | undefined, t: Texts["t"]): string {
  const role = field === "role" && roles.find((one) => one === value);
  if (role) return t(`role.${role}`);
  const language = field === "language" && languages.find((one) => one === value);
  if (language) return t(`language.${language}`);
  if (field === "manager") return t(value === "true" ? "belonging.yes" : "belonging.no");
  return value ?? t("person.none");
}
