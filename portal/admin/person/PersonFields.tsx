import { Field, Input, makeStyles, Select } from "@fluentui/react-components";
import { useId } from "react";
import { languages, type Language } from "../../../shared/lifecycle.ts";
import { ApiError } from "../../../ui/api-client.ts";
import { useErrorText } from "../pieces/use-error-text.ts";
import { useEmployeeId } from "../pieces/use-employee-id.ts";
import { useTexts } from "../text-context.ts";
import { Clash, clashOf } from "./Clash.tsx";
import type { FormField, PersonDraft } from "./person-fields.ts";

const useStyles = makeStyles({
  fields: {
    display: "grid",
    gridTemplateColumns: "repeat(6, minmax(0, 1fr))",
    gap: "12px",
  },
  // An input is as wide as it likes to be, unless told.
  input: { width: "100%", minWidth: 0, "> input": { minWidth: 0, width: "100%" } },
  whole: { gridColumn: "span 6" },
  half: { gridColumn: "span 3", "@media (max-width: 479.98px)": { gridColumn: "span 6" } },
  third: { gridColumn: "span 2", "@media (max-width: 479.98px)": { gridColumn: "span 6" } },
});

const longest = { firstName: 100, infix: 40, lastName: 100, employeeId: 64, email: 320 } as const;

interface PersonFieldsProps {
  draft: PersonDraft;
  onChange: (draft: PersonDraft) => void;
  /** What cannot be changed, with the reason under it. */
  locked?: readonly FormField[];
  /** The refusal of what was sent. */
  error?: unknown;
}

/** Name, keys and language of a person, to be typed. */
export function PersonFields({ draft, onChange, locked = [], error }: PersonFieldsProps) {
  const { t } = useTexts();
  const employeeId = useEmployeeId();
  const styles = useStyles();
  const errorText = useErrorText();
  const id = useId();
  const clash = clashOf(error);
  const refused = error instanceof ApiError ? error.problem?.violations?.[0]?.path : undefined;
  const text = (field: keyof typeof longest, width: "whole" | "half" | "third", autoFocus = false) => {
    const isLocked = locked.includes(field);
    const isKey = field === "email" || field === "employeeId";
    const wrong =
      clash === field ? (
        <Clash error={error} field={clash} />
      ) : refused === `$.${field}` ? (
        errorText(error)
      ) : undefined;
    return (
      <Field
        label={field === "employeeId" ? employeeId.label : t(`person.field.${field}`)}
        className={styles[width]}
        {...(wrong && { validationState: "error" as const, validationMessage: wrong })}
        {...(isLocked && { hint: t("person.edit.email.locked", { employeeId: employeeId.word }) })}
      >
        <Input
          className={styles.input}
          value={draft[field]}
          maxLength={longest[field]}
          autoFocus={autoFocus}
          disabled={isLocked}
          dir={isKey ? "ltr" : "auto"}
          type={field === "email" ? "email" : "text"}
          autoComplete="off"
          spellCheck={false}
          onChange={(_, { value }) => onChange({ ...draft, [field]: value })}
        />
      </Field>
    );
  };
  return (
    <div className={styles.fields}>
      {text("firstName", "third", true)}
      {text("infix", "third")}
      {text("lastName", "third")}
      {text("email", "whole")}
      {text("employeeId", "half")}
      <Field label={{ children: t("person.field.language"), htmlFor: id }} className={styles.half}>
        <Select
          id={id}
          value={draft.language}
          onChange={(_, { value }) => onChange({ ...draft, language: value as Language | "" })}
        >
          <option value="">{t("person.language.usual.option")}</option>
          {languages.map((language) => (
            <option key={language} value={language} lang={language}>
              {t(`language.${language}`)}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
