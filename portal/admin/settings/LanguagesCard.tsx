import {
  Body1,
  Caption1,
  Checkbox,
  Field,
  Label,
  makeStyles,
  Radio,
  RadioGroup,
  tokens,
} from "@fluentui/react-components";
import { useId } from "react";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { languages, type Language } from "../../../shared/lifecycle.ts";
import { useTexts } from "../text-context.ts";
import { EditCard } from "./EditCard.tsx";

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2 },
  boxes: { display: "flex", flexDirection: "column" },
});

interface Choice {
  on: Language[];
  usual: Language;
}

/** The languages that people may be written to in, and the one for whoever has none of their own. */
export function LanguagesCard({ organization }: { organization: Organization }) {
  const { t } = useTexts();
  const styles = useStyles();
  const group = useId();
  const name = (language: Language) => t(`language.${language}`);
  return (
    <EditCard<Choice>
      title={t("settings.languages")}
      organization={organization}
      pick={({ languages: on, defaultLanguage }) => ({
        on: languages.filter((language) => on.includes(language)),
        usual: defaultLanguage,
      })}
      change={({ on, usual }) => ({ languages: on, defaultLanguage: usual })}
      problem={({ on, usual }) =>
        on.includes(usual) ? undefined : t(on.length ? "settings.languages.usual" : "settings.languages.one")
      }
      show={({ on, usual }) => (
        <>
          <Body1 block>{on.map(name).join(", ")}</Body1>
          <Caption1 className={styles.quiet}>
            {t("settings.languages.default", { language: name(usual) })}
          </Caption1>
        </>
      )}
      fields={({ draft, setDraft }) => (
        <>
          <div role="group" aria-labelledby={group} className={styles.boxes}>
            <Label id={group}>{t("settings.languages.on")}</Label>
            {languages.map((language, index) => (
              <Checkbox
                key={language}
                label={name(language)}
                lang={language}
                autoFocus={index === 0}
                checked={draft.on.includes(language)}
                onChange={(_, { checked }) =>
                  setDraft({
                    ...draft,
                    on: languages.filter((one) =>
                      one === language ? checked === true : draft.on.includes(one),
                    ),
                  })
                }
              />
            ))}
          </div>
          <Field label={t("settings.languages.usual.label")} hint={t("settings.languages.usual.hint")}>
            <RadioGroup
              layout="horizontal"
              value={draft.usual}
              onChange={(_, { value }) =>
                setDraft({ ...draft, usual: languages.find((one) => one === value) ?? draft.usual })
              }
            >
              {languages.map((language) => (
                <Radio
                  key={language}
                  value={language}
                  label={name(language)}
                  disabled={!draft.on.includes(language)}
                />
              ))}
            </RadioGroup>
          </Field>
        </>
      )}
    />
  );
}
