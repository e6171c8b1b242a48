import {
  Body1,
  Caption1,
  Checkbox,
  Label,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  tokens,
} from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { ListUsers, mayBeRequired } from "../../../shared/contracts/user.ts";
import { api } from "../api.ts";
import { PageLink } from "../overview/PageLink.tsx";
import { useUnits } from "../structure/use-structure.ts";
import { useTexts } from "../text-context.ts";
import { EditCard, type Editing } from "./EditCard.tsx";

type Required = Organization["required"];
type Field = (typeof mayBeRequired)[number];

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2 },
  boxes: { display: "flex", flexDirection: "column" },
  missing: { listStyleType: "none", margin: "8px 0 0", padding: 0, display: "grid", gap: "4px" },
});

/** What must be known of everybody whom an admin adds, and who lacks it. */
export function RequiredCard({ organization }: { organization: Organization }) {
  const { t } = useTexts();
  const styles = useStyles();
  const { required } = organization;
  const named = (value: Required) =>
    mayBeRequired.filter((field) => value[field]).map((field) => t(`settings.people.${field}`));
  const asked = mayBeRequired.filter((field) => required[field]);
  return (
    <EditCard<Required>
      title={t("settings.people")}
      organization={organization}
      pick={(of) => of.required}
      change={(value) => ({ required: value })}
      show={(value) => (
        <Body1 className={named(value).length ? undefined : styles.quiet}>
          {named(value).length
            ? t("settings.people.required", { what: named(value).join(", ") })
            : t("settings.people.none")}
        </Body1>
      )}
      fields={(editing) => <RequiredFields {...editing} />}
      footer={
        asked.length > 0 && (
          <ul className={styles.missing}>
            {asked.map((field) => (
              <Missing key={field} field={field} />
            ))}
          </ul>
        )
      }
    />
  );
}

function RequiredFields({ draft, setDraft }: Editing<Required>) {
  const { t } = useTexts();
  const styles = useStyles();
  const [group, hint] = [useId(), useId()];
  const units = { company: useUnits("companies").data, department: useUnits("departments").data };
  const noneOf = (field: Field) => units[field]?.items.every(({ archived }) => archived) ?? false;
  return (
    <>
      <div role="group" aria-labelledby={group} aria-describedby={hint} className={styles.boxes}>
        <Label id={group}>{t("settings.people.label")}</Label>
        {mayBeRequired.map((field, index) => (
          <Checkbox
            key={field}
            label={t(`settings.people.${field}`)}
            autoFocus={index === 0}
            checked={draft[field]}
            onChange={(_, { checked }) => setDraft({ ...draft, [field]: checked === true })}
          />
        ))}
        <Caption1 id={hint} className={styles.quiet}>
          {t("settings.people.hint")}
        </Caption1>
      </div>
      {mayBeRequired.map(
        (field) =>
          draft[field] &&
          noneOf(field) && (
            <MessageBar key={field} intent="warning" layout="multiline">
              <MessageBarBody>{t(`settings.people.nothingYet.${field}`)}</MessageBarBody>
              <MessageBarActions>
                <PageLink to="/structure">{t("settings.people.make")}</PageLink>
              </MessageBarActions>
            </MessageBar>
          ),
      )}
    </>
  );
}

/** How many lack it, with the way to them; nothing where nobody does. */
function Missing({ field }: { field: Field }) {
  const { counted } = useTexts();
  const { data } = useQuery({
    queryKey: ["users", "without", field],
    queryFn: ({ signal }) => api.call(ListUsers, { query: { without: field, limit: 1 }, signal }),
  });
  if (!data?.total) return null;
  return (
    <li>
      <PageLink to={`/people?without=${field}`}>
        {counted(`settings.people.without.${field}`, data.total)}
      </PageLink>
    </li>
  );
}
