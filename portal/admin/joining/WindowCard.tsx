import { Body1, Button, Caption1, Field, Input, makeStyles, tokens } from "@fluentui/react-components";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { dayAndTime } from "../pieces/moment-text.ts";
import { EditCard, type Editing } from "../settings/EditCard.tsx";
import { instantOf, wallTime } from "../settings/wall-time.ts";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({
  pair: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 220px), 1fr))",
    gap: "12px 20px",
    margin: 0,
  },
  term: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0 },
  field: { display: "flex", gap: "4px", alignItems: "center" },
  input: { flexGrow: 1, minWidth: 0 },
});

interface Window {
  opens: string;
  closes: string;
}
const sides = ["opens", "closes"] as const;
const pick = ({ joining, timeZone }: Organization): Window => ({
  opens: joining.opensAt ? wallTime(joining.opensAt, timeZone) : "",
  closes: joining.closesAt ? wallTime(joining.closesAt, timeZone) : "",
});

/** When joining opens and closes by itself, in the organization's time zone. */
export function WindowCard({ organization }: { organization: Organization }) {
  const { t } = useTexts();
  return (
    <EditCard
      title={t("window.title")}
      hint={t("window.hint", { zone: zoneName(organization.timeZone) })}
      organization={organization}
      pick={pick}
      change={(draft, { timeZone }) => ({
        joining: {
          opensAt: draft.opens ? instantOf(draft.opens, timeZone) : null,
          closesAt: draft.closes ? instantOf(draft.closes, timeZone) : null,
        },
      })}
      problem={({ opens, closes }, { timeZone }) => {
        const missing = (wall: string) => wall !== "" && instantOf(wall, timeZone) === null;
        if (missing(opens) || missing(closes)) return t("window.noSuchTime");
        return opens && closes && closes <= opens ? t("window.order") : undefined;
      }}
      show={(value, { timeZone }) => <Shown value={value} zone={timeZone} />}
      fields={(editing) => <Fields {...editing} />}
    />
  );
}

/** `Europe/Amsterdam` as people write it. */
const zoneName = (zone: string) => zone.replaceAll("_", " ");

function Shown({ value, zone }: { value: Window; zone: string }) {
  const { t, language } = useTexts();
  const styles = useStyles();
  return (
    <dl className={styles.pair}>
      {sides.map((side) => {
        const instant = instantOf(value[side], zone);
        return (
          <div key={side}>
            <dt>
              <Caption1 className={styles.term}>{t(`window.${side}`)}</Caption1>
            </dt>
            <dd className={styles.value}>
              <Body1>{instant ? dayAndTime(instant, language, zone) : t(`window.${side}.none`)}</Body1>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Fields({ draft, setDraft }: Editing<Window>) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <div className={styles.pair}>
      {sides.map((side, index) => (
        <Field key={side} label={t(`window.${side}`)} hint={t(`window.${side}.hint`)}>
          {(field) => (
            <div className={styles.field}>
              <Input
                {...field}
                type="datetime-local"
                className={styles.input}
                value={draft[side]}
                autoFocus={index === 0}
                onChange={(_, { value }) => setDraft({ ...draft, [side]: value.slice(0, 16) })}
              />
              {draft[side] && (
                <Button
                  appearance="subtle"
                  onClick={() => setDraft({ ...draft, [side]: "" })}
                  aria-label={t(`window.${side}.clear`)}
                >
                  {t("window.clear")}
                </Button>
              )}
            </div>
          )}
        </Field>
      ))}
    </div>
  );
}
