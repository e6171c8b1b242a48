import {
  Body1,
  Caption1,
  Checkbox,
  Field,
  Label,
  makeStyles,
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  Radio,
  RadioGroup,
  tokens,
} from "@fluentui/react-components";
import { useId } from "react";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { languages, type Language } from "../../../shared/lifecycle.ts";
import { useMay } from "../frame/use-may.ts";
import { useUpdateOrganization } from "../joining/use-organization.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { isSignedOut } from "../api.ts";
import { missingTexts, useTexts } from "../text-context.ts";
import { EditCard } from "./EditCard.tsx";

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2 },
  ask: { marginTop: "12px" },
  boxes: { display: "flex", flexDirection: "column" },
});

interface Choice {
  on: Language[];
  usual: Language;
}

/** The languages that people may be written to in, and the one for whoever has none of their own. */
export function LanguagesCard({ organization }: { organization: Organization }) {
  const { t, counted } = useTexts();
  const styles = useStyles();
  const group = useId();
  const name = (language: Language) => t(`language.${language}`);
  const labelOf = (language: Language) => {
    const missing = missingTexts(language);
    return (
      <>
        <span lang={language}>{name(language)}</span>{" "}
        <Caption1 className={styles.quiet}>
          {missing === 0 ? t("settings.languages.complete") : counted("settings.languages.missing", missing)}
        </Caption1>
      </>
    );
  };
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
      footer={organization.languagesOpen && <Ask organization={organization} />}
      fields={({ draft, setDraft }) => (
        <>
          <div role="group" aria-labelledby={group} className={styles.boxes}>
            <Label id={group}>{t("settings.languages.on")}</Label>
            {languages.map((language, index) => (
              <Checkbox
                key={language}
                label={labelOf(language)}
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

/** Asked of a new organization, until somebody says that it may stay so, or chooses. */
function Ask({ organization }: { organization: Organization }) {
  const { t } = useTexts();
  const styles = useStyles();
  const mayChange = useMay("settings.change");
  const { languages: on, defaultLanguage } = organization;
  const update = useUpdateOrganization((now) => now.languagesOpen === true);
  if (!mayChange) return null;
  return (
    <div className={styles.ask}>
      <MessageBar intent="info" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{t("settings.languages.ask.title")}</MessageBarTitle> {t("settings.languages.ask")}
        </MessageBarBody>
        <MessageBarActions>
          <Button
            size="small"
            disabledFocusable={update.isPending}
            onClick={() => update.mutate({ change: { languages: on, defaultLanguage }, seen: organization })}
          >
            {t("settings.languages.keep")}
          </Button>
        </MessageBarActions>
      </MessageBar>
      {update.error && !isSignedOut(update.error) && (
        <ErrorBar title={t("setting.failed", { what: t("settings.languages") })} error={update.error} />
      )}
    </div>
  );
}
