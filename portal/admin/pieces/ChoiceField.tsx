import { Combobox, Field, makeStyles, Option } from "@fluentui/react-components";
import { useState } from "react";
import { useTexts } from "../text-context.ts";
import { type Choice, choicesLike } from "./choices.ts";

const useStyles = makeStyles({
  // A combobox is as wide as it likes to be, unless told.
  input: { width: "100%", minWidth: 0, "> input": { minWidth: 0, textOverflow: "ellipsis" } },
  list: { maxHeight: "min(40vh, 320px)" },
});

interface ChoiceFieldProps {
  label: string;
  choices: readonly Choice[];
  /** The id of the chosen one. */
  value: string | undefined;
  onChange: (id: string | undefined) => void;
  className?: string | undefined;
  /** Nothing can be chosen too. */
  mayBeNone?: boolean;
  autoFocus?: boolean;
}

const none = "none";

/** One out of a list that narrows while one types; only what stands in it can be chosen. */
export function ChoiceField({ label, choices, value, onChange, mayBeNone, ...rest }: ChoiceFieldProps) {
  const { t } = useTexts();
  const styles = useStyles();
  const [typed, setTyped] = useState<string>();
  const chosen = choices.find(({ id }) => id === value);
  const found = choicesLike(choices, typed ?? "");
  return (
    <Field label={label} className={rest.className}>
      <Combobox
        className={styles.input}
        listbox={{ className: styles.list }}
        expandIcon={{ "aria-label": t("choice.open", { label }) }}
        autoFocus={rest.autoFocus ?? false}
        placeholder={mayBeNone ? t("choice.none") : t("choice.choose")}
        value={typed ?? chosen?.name ?? ""}
        selectedOptions={[value ?? none]}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => setTyped(undefined)}
        onOptionSelect={(_, { selectedOptions }) => {
          setTyped(undefined);
          onChange(selectedOptions[0] === none ? undefined : selectedOptions[0]);
        }}
      >
        {mayBeNone && !typed && (
          <Option value={none} text={t("choice.none")}>
            {t("choice.none")}
          </Option>
        )}
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
