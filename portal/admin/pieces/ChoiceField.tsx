import { Combobox, Field, makeStyles, Option } from "@fluentui/react-components";
import { useState } from "react";
import { useTexts } from "../text-context.ts";
import { type Choice, choicesLike } from "./choices.ts";

const useStyles = makeStyles({
  // A combobox is as wide as it likes to be, unless told.
  input: { width: "100%", minWidth: 0, "> input": { minWidth: 0, width: "100%" } },
  list: { maxHeight: "min(40vh, 320px)" },
});

interface ChoiceFieldProps {
  label: string;
  choices: readonly Choice[];
  /** The id of the chosen one. */
  value: string | undefined;
  onChange: (id: string | undefined) => void;
  className?: string | undefined;
  hint?: string | undefined;
  autoFocus?: boolean;
}

/** One out of a list that narrows while one types; only what stands in it can be chosen, and what is chosen can be taken away. */
export function ChoiceField({ label, choices, value, onChange, ...rest }: ChoiceFieldProps) {
  const { t } = useTexts();
  const styles = useStyles();
  const [typed, setTyped] = useState<string>();
  const chosen = choices.find(({ id }) => id === value);
  const found = choicesLike(choices, typed ?? "");
  return (
    <Field label={label} className={rest.className} {...(rest.hint && { hint: rest.hint })}>
      <Combobox
        className={styles.input}
        listbox={{ className: styles.list }}
        autoFocus={rest.autoFocus ?? false}
        clearable
        placeholder={t("choice.none")}
        value={typed ?? chosen?.name ?? ""}
        selectedOptions={value === undefined ? [] : [value]}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => setTyped(undefined)}
        onOptionSelect={(_, { selectedOptions }) => {
          setTyped(undefined);
          onChange(selectedOptions[0]);
        }}
      >
        {found.map(({ id, name, code }) => (
          <Option key={id} value={id} text={name}>
            {code ? `${name} · ${code}` : name}
          </Option>
        ))}
        {found.length === 0 && (
          <Option disabled value="" text={t("choice.noMatch")}>
            {t("choice.noMatch")}
          </Option>
        )}
      </Combobox>
    </Field>
  );
}
