import {
  Body1,
  Caption1,
  Field,
  Label,
  makeStyles,
  Select,
  ToggleButton,
  tokens,
} from "@fluentui/react-components";
import { useId } from "react";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { weekdays, workingHoursProblem, type WorkingHours } from "../../../shared/working-hours.ts";
import { locales } from "../../../ui/text.ts";
import { useTexts } from "../text-context.ts";
import { EditCard, type Editing } from "./EditCard.tsx";
import { daysInWords } from "./hours-words.ts";

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2 },
  days: {
    display: "grid",
    gridTemplateColumns: "repeat(7, minmax(0, 1fr))",
    gap: "4px",
    marginTop: "4px",
    maxWidth: "420px",
  },
  day: { minWidth: "0", paddingInline: "2px" },
  times: { display: "grid", gridTemplateColumns: "repeat(2, minmax(0, 1fr))", gap: "12px" },
  time: { minWidth: "0", "> select": { minWidth: "0" } },
});

const halfHours = Array.from(
  { length: 49 },
  (_, n) => `${String(Math.floor(n / 2)).padStart(2, "0")}:${n % 2 ? "30" : "00"}`,
);
/** The half hours, and a time in between that somebody set by the API. */
const offered = (own: string, last: boolean) =>
  [...new Set([...halfHours.slice(last ? 1 : 0, last ? undefined : -1), own])].sort();

const pick = ({ workingHours }: Organization): WorkingHours => workingHours;

/** When people are at work: practice mails come within these hours. */
export function HoursCard({ organization }: { organization: Organization }) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <EditCard<WorkingHours>
      title={t("settings.hours")}
      hint={t("settings.hours.hint")}
      organization={organization}
      pick={pick}
      change={(hours) => ({ workingHours: { ...hours, days: [...hours.days] } })}
      problem={(hours) => {
        const problem = workingHoursProblem(hours);
        return problem && t(`settings.hours.problem.${problem}`);
      }}
      show={(hours) => (
        <>
          <Body1 block>{asSentence(daysInWords(hours.days, t))}</Body1>
          <Caption1 className={styles.quiet}>
            {t("settings.hours.time", { from: hours.from, until: hours.until })}
          </Caption1>
        </>
      )}
      fields={(editing) => <HoursFields {...editing} />}
    />
  );
}

const asSentence = (words: string) => words.charAt(0).toLocaleUpperCase() + words.slice(1);

function HoursFields({ draft, setDraft, seen }: Editing<WorkingHours>) {
  const { t, language } = useTexts();
  const styles = useStyles();
  const group = useId();
  const short = new Intl.DateTimeFormat(locales[language], { weekday: "short", timeZone: "UTC" });
  const toggle = (day: WorkingHours["days"][number]) =>
    setDraft({
      ...draft,
      days: weekdays.filter((one) => (one === day ? !draft.days.includes(day) : draft.days.includes(one))),
    });
  const time = (which: "from" | "until") => (
    <Field label={t(`settings.hours.${which}`)}>
      <Select
        className={styles.time}
        value={draft[which]}
        onChange={(_, { value }) => setDraft({ ...draft, [which]: value })}
      >
        {offered(draft[which], which === "until").map((one) => (
          <option key={one}>{one}</option>
        ))}
      </Select>
    </Field>
  );
  return (
    <>
      <div role="group" aria-labelledby={group}>
        <Label id={group}>{t("settings.hours.days")}</Label>
        <div className={styles.days}>
          {weekdays.map((day, index) => (
            <ToggleButton
              key={day}
              className={styles.day}
              autoFocus={index === 0}
              appearance={draft.days.includes(day) ? "primary" : "secondary"}
              checked={draft.days.includes(day)}
              aria-label={t(`weekday.${day}`)}
              onClick={() => toggle(day)}
            >
              {/* 5 January 1970 was a Monday. */}
              {short.format(new Date((4 + index) * 86_400_000))}
            </ToggleButton>
          ))}
        </div>
      </div>
      <div className={styles.times}>
        {time("from")}
        {time("until")}
      </div>
      <Caption1 className={styles.quiet}>
        {t("settings.hours.zone", { zone: seen.timeZone.replaceAll("_", " ") })}
      </Caption1>
    </>
  );
}
