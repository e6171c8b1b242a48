import { Body1, Field, Input, makeStyles, Radio, RadioGroup } from "@fluentui/react-components";
import type { Organization } from "../../../shared/contracts/organization.ts";
import {
  asLabel,
  type EmployeeIdLabel,
  employeeIdNames,
  employeeIdWord,
} from "../../../shared/employee-id.ts";
import { useTexts } from "../text-context.ts";
import { EditCard } from "./EditCard.tsx";

const longest = 40;
const useStyles = makeStyles({ own: { display: "flex", flexDirection: "column", gap: "12px" } });

/** The name that admins read where the number by which people are known stands. */
export function EmployeeIdCard({ organization }: { organization: Organization }) {
  const { t, language } = useTexts();
  const styles = useStyles();
  const word = (label: EmployeeIdLabel, of: Organization) =>
    asLabel(employeeIdWord(label, language, of.defaultLanguage));
  return (
    <EditCard<EmployeeIdLabel>
      title={t("settings.employeeId")}
      organization={organization}
      pick={({ employeeIdLabel }) => employeeIdLabel}
      change={(label) => ({ employeeIdLabel: label.name === "own" ? label : { name: label.name } })}
      problem={({ name, own }, { languages }) =>
        name === "own" && languages.some((one) => !own?.[one]?.trim())
          ? t("settings.employeeId.missing")
          : undefined
      }
      show={(label, of) => (
        <Body1>
          <bdi>{word(label, of)}</bdi>
        </Body1>
      )}
      fields={({ draft, setDraft, seen }) => (
        <>
          <Field hint={t("settings.employeeId.hint")}>
            <RadioGroup
              aria-label={t("settings.employeeId")}
              value={draft.name}
              onChange={(_, { value }) =>
                setDraft({ ...draft, name: employeeIdNames.find((one) => one === value) ?? draft.name })
              }
            >
              {employeeIdNames.map((name) => (
                <Radio
                  key={name}
                  value={name}
                  autoFocus={name === draft.name}
                  label={name === "own" ? t("settings.employeeId.own") : word({ name }, seen)}
                />
              ))}
            </RadioGroup>
          </Field>
          {draft.name === "own" && (
            <div className={styles.own}>
              {seen.languages.map((one) => (
                <Field
                  key={one}
                  size="small"
                  label={t("settings.employeeId.own.in", { language: t(`language.${one}`) })}
                >
                  <Input
                    value={draft.own?.[one] ?? ""}
                    lang={one}
                    dir="auto"
                    maxLength={longest}
                    autoComplete="off"
                    onChange={(_, { value }) => setDraft({ ...draft, own: { ...draft.own, [one]: value } })}
                  />
                </Field>
              ))}
            </div>
          )}
        </>
      )}
    />
  );
}
