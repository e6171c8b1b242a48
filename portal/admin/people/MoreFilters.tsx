import { makeStyles, ToggleButton } from "@fluentui/react-components";
import { Filter20Regular } from "@fluentui/react-icons";
import { useState } from "react";
import { mayBeRequired } from "../../../shared/contracts/user.ts";
import { languages, roles, startMethods } from "../../../shared/lifecycle.ts";
import { structureKinds } from "../../../shared/structure.ts";
import { FilterChip } from "../pieces/FilterChip.tsx";
import { useUnits } from "../structure/use-structure.ts";
import { useTexts } from "../text-context.ts";
import {
  lastReportFilter,
  lastReportOf,
  moreFilters,
  type PeopleFilter,
  unitFilterOf,
} from "./people-filter.ts";

const added = ["7", "30", "90"] as const;
const waiting = ["7", "14", "30"] as const;
const reports = [
  "notReportedForDays:30",
  "notReportedForDays:90",
  "lastReport:never",
  "reportedWithinDays:7",
  "reportedWithinDays:30",
] as const;
const useStyles = makeStyles({ open: { minWidth: "auto" } });

interface MoreFiltersProps {
  filter: PeopleFilter;
  onChange: (part: PeopleFilter) => void;
}

/** The filters that are asked for less often; there at once when one of them is set. */
export function MoreFilters({ filter, onChange }: MoreFiltersProps) {
  const { t, counted } = useTexts();
  const styles = useStyles();
  const [asked, setAsked] = useState(false);
  const set = moreFilters.some((name) => filter[name] !== undefined);
  const open = asked || set;
  const days = (value: number | undefined) => (value === undefined ? undefined : String(value));
  const number = (value: string | undefined) => (value === undefined ? undefined : Number(value));
  return (
    <>
      {!set && (
        <ToggleButton
          appearance="subtle"
          className={styles.open}
          icon={<Filter20Regular />}
          checked={asked}
          aria-expanded={asked}
          onClick={() => setAsked(!asked)}
        >
          {t("people.filter.more")}
        </ToggleButton>
      )}
      {open && (
        <>
          <FilterChip
            label={t("people.filter.waitingOverDays")}
            options={withOwn(waiting, days(filter.waitingOverDays))}
            textOf={(n) => counted("people.filter.waiting", Number(n))}
            value={days(filter.waitingOverDays)}
            onChange={(value) => onChange({ waitingOverDays: number(value) })}
          />
          <FilterChip
            label={t("people.filter.lastReport")}
            options={withOwn(reports, lastReportOf(filter))}
            textOf={(choice) => {
              const { reportedWithinDays: within, notReportedForDays: silent } = lastReportFilter(choice);
              if (within !== undefined) return counted("people.filter.added", within);
              if (silent !== undefined) return counted("people.filter.notReported", silent);
              return t("people.filter.neverReported");
            }}
            value={lastReportOf(filter)}
            onChange={(choice) => onChange(lastReportFilter(choice))}
          />
          <FilterChip
            label={t("people.filter.addedWithinDays")}
            options={withOwn(added, days(filter.addedWithinDays))}
            textOf={(n) => counted("people.filter.added", Number(n))}
            value={days(filter.addedWithinDays)}
            onChange={(value) => onChange({ addedWithinDays: number(value) })}
          />
          <FilterChip
            label={t("people.filter.startMethod")}
            options={startMethods}
            textOf={(method) => t(`startMethod.${method}`)}
            value={filter.startMethod}
            onChange={(startMethod) => onChange({ startMethod })}
          />
          <FilterChip
            label={t("people.filter.role")}
            options={roles}
            textOf={(role) => t(`role.${role}`)}
            value={filter.role}
            onChange={(role) => onChange({ role })}
          />
          <FilterChip
            label={t("people.filter.language")}
            options={languages}
            textOf={(language) => t(`language.${language}`)}
            value={filter.language}
            onChange={(language) => onChange({ language })}
          />
          <FilterChip
            label={t("people.filter.without")}
            options={mayBeRequired}
            textOf={(field) => t(`people.filter.without.${field}`)}
            value={filter.without}
            onChange={(without) => onChange({ without })}
          />
          {structureKinds.map((kind) => (
            <UnitChip key={kind} kind={kind} filter={filter} onChange={onChange} />
          ))}
        </>
      )}
    </>
  );
}

/** The numbers that are offered, and the one that an address brought along. */
const withOwn = (offered: readonly string[], own: string | undefined): readonly string[] =>
  own === undefined || offered.includes(own) ? offered : [...offered, own];

/** One kind of what people belong to; not there as long as there are none of it. */
function UnitChip({ kind, filter, onChange }: MoreFiltersProps & { kind: (typeof structureKinds)[number] }) {
  const { t } = useTexts();
  const name = unitFilterOf(kind);
  const value = filter[name];
  const units = useUnits(kind).data?.items ?? [];
  if (units.length === 0 && value === undefined) return null;
  return (
    <FilterChip
      label={t(`people.filter.${name}`)}
      options={units.map(({ id }) => id)}
      textOf={(id) => units.find((unit) => unit.id === id)?.name ?? t("people.filter.gone")}
      value={value}
      onChange={(id) => onChange({ [name]: id })}
    />
  );
}
