import { Body1, Caption1, Combobox, Field, makeStyles, Option, tokens } from "@fluentui/react-components";
import { useMemo, useState } from "react";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { formatTime } from "../../../ui/text.ts";
import { useTexts } from "../text-context.ts";
import { EditCard, type Editing } from "./EditCard.tsx";
import { zonesLike } from "./zones.ts";

const useStyles = makeStyles({ quiet: { color: tokens.colorNeutralForeground2 } });

/** The zone in which the organization's times are meant. */
export function ZoneCard({ organization }: { organization: Organization }) {
  const { t, language } = useTexts();
  const styles = useStyles();
  return (
    <EditCard
      title={t("settings.zone")}
      organization={organization}
      pick={({ timeZone }) => timeZone}
      change={(timeZone) => ({ timeZone })}
      show={(zone) => (
        <>
          <Body1 block>{zone.replaceAll("_", " ")}</Body1>
          <Caption1 className={styles.quiet}>
            {t("settings.zone.now", { time: formatTime(new Date(), language, zone) })}
          </Caption1>
        </>
      )}
      fields={(editing) => <ZoneField {...editing} />}
    />
  );
}

/** A list that narrows while one types; only what stands in it can be chosen. */
function ZoneField({ draft, setDraft, setHurdle }: Editing<string>) {
  const { t, language } = useTexts();
  const [typed, setTyped] = useState(draft.replaceAll("_", " "));
  const found = useMemo(() => zonesLike(typed === draft.replaceAll("_", " ") ? "" : typed), [typed, draft]);
  return (
    <Field label={t("settings.zone")} hint={t("settings.zone.hint")}>
      <Combobox
        autoFocus
        expandIcon={{ "aria-label": t("choice.open", { label: t("settings.zone") }) }}
        value={typed}
        selectedOptions={[draft]}
        onChange={(event) => {
          setTyped(event.target.value);
          setHurdle(t("settings.zone.choose"));
        }}
        onOptionSelect={(_, { optionValue }) => {
          if (optionValue === undefined) return;
          setDraft(optionValue);
          setTyped(optionValue.replaceAll("_", " "));
          setHurdle(undefined);
        }}
      >
        {found.map((zone) => (
          <Option key={zone} value={zone} text={zone.replaceAll("_", " ")}>
            {zone.replaceAll("_", " ")} · {formatTime(new Date(), language, zone)}
          </Option>
        ))}
        {found.length === 0 && (
          <Option disabled value="" text={t("settings.zone.none")}>
            {t("settings.zone.none")}
          </Option>
        )}
      </Combobox>
    </Field>
  );
}
