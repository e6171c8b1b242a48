import {
  Field,
  makeStyles,
  Tag,
  TagPicker,
  TagPickerControl,
  TagPickerGroup,
  TagPickerInput,
  TagPickerList,
  TagPickerOption,
} from "@fluentui/react-components";
import { useState } from "react";
import { useTexts } from "../text-context.ts";
import { type Choice, choicesLike } from "./choices.ts";

const useStyles = makeStyles({
  list: { maxHeight: "min(40vh, 320px)", overflowY: "auto" },
  group: { flexWrap: "wrap", maxWidth: "100%" },
});

interface ChoicesFieldProps {
  label: string;
  choices: readonly Choice[];
  /** Ids of the chosen ones. */
  values: readonly string[];
  onChange: (ids: string[]) => void;
  className?: string | undefined;
}

/** Any number out of a list that narrows while one types; what is chosen stands in the field, each with a way to take it away. */
export function ChoicesField({ label, choices, values, onChange, className }: ChoicesFieldProps) {
  const { t } = useTexts();
  const styles = useStyles();
  const [typed, setTyped] = useState("");
  const chosen = values.flatMap((id) => choices.find((choice) => choice.id === id) ?? []);
  const open = choicesLike(choices, typed).filter(({ id }) => !values.includes(id));
  return (
    <Field label={label} className={className}>
      <TagPicker
        selectedOptions={[...values]}
        onOptionSelect={(_, { selectedOptions, value }) => {
          if (value === nothing) return;
          setTyped("");
          onChange(selectedOptions);
        }}
      >
        <TagPickerControl>
          <TagPickerGroup aria-label={label} className={styles.group}>
            {chosen.map(({ id, name }) => (
              <Tag key={id} value={id} shape="rounded" size="small">
                {name}
              </Tag>
            ))}
          </TagPickerGroup>
          <TagPickerInput
            aria-label={label}
            placeholder={chosen.length === 0 ? t("choice.none") : ""}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </TagPickerControl>
        <TagPickerList className={styles.list}>
          {open.map(({ id, name, code }) => (
            <TagPickerOption key={id} value={id} text={name}>
              {code ? `${name} · ${code}` : name}
            </TagPickerOption>
          ))}
          {open.length === 0 && (
            <TagPickerOption value={nothing} text={t("choice.noMatch")}>
              {t("choice.noMatch")}
            </TagPickerOption>
          )}
        </TagPickerList>
      </TagPicker>
    </Field>
  );
}

const nothing = "nothing";
