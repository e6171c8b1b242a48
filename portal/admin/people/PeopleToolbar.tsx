import { Button, makeStyles, SearchBox, tokens } from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";
import type { UserSort } from "../../../shared/contracts/user.ts";
import { accountStatuses, trainingStages } from "../../../shared/lifecycle.ts";
import { useEmployeeId } from "../pieces/use-employee-id.ts";
import { useTexts } from "../text-context.ts";
import { FilterChip } from "../pieces/FilterChip.tsx";
import { MoreFilters } from "./MoreFilters.tsx";
import { ColumnChooser } from "./ColumnChooser.tsx";
import type { PeopleColumn } from "./people-columns.ts";
import { SortMenu } from "./SortMenu.tsx";
import { isFiltered, type PeopleFilter } from "./people-filter.ts";

const narrow = "@media (max-width: 639.98px)";
const useStyles = makeStyles({
  bar: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px", marginBottom: "12px" },
  search: { width: "296px", maxWidth: "none", [narrow]: { width: "100%", minHeight: "40px" } },
  chips: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px" },
  clear: { minWidth: "auto", paddingInline: "8px", color: tokens.colorBrandForegroundLink },
  end: { marginInlineStart: "auto", display: "flex", alignItems: "center", gap: "8px" },
  match: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: "tabular-nums",
  },
});

interface PeopleToolbarProps {
  filter: PeopleFilter;
  /** How many match; undefined as long as nobody knows. */
  total: number | undefined;
  onChange: (filter: PeopleFilter) => void;
  /** Where there is a table; `sort` where there is none. */
  columns?:
    { shown: readonly PeopleColumn[]; onChange: (columns: readonly PeopleColumn[]) => void } | undefined;
  sort?: { order: UserSort; onSort: (sort: UserSort) => void } | undefined;
}

/** Search and filters in a row, and how many match at its end. */
export function PeopleToolbar({ filter, total, onChange, columns, sort }: PeopleToolbarProps) {
  const { t, counted } = useTexts();
  const styles = useStyles();
  const change = (part: PeopleFilter) => onChange({ ...filter, ...part });
  return (
    <div className={styles.bar} role="search" aria-label={t("people.title")}>
      <Search value={filter.query ?? ""} onChange={(query) => change({ query: query || undefined })} />
      <div className={styles.chips} role="group" aria-label={t("people.filters")}>
        <FilterChip
          label={t("people.filter.stage")}
          options={trainingStages}
          textOf={(stage) => t(`stage.${stage}`)}
          value={filter.stage}
          onChange={(stage) => change({ stage })}
        />
        <FilterChip
          label={t("people.filter.status")}
          options={accountStatuses}
          textOf={(status) => t(`status.${status}`)}
          value={filter.status}
          onChange={(status) => change({ status })}
        />
        <MoreFilters filter={filter} onChange={change} />
        {isFiltered(filter) && (
          <Button appearance="transparent" className={styles.clear} onClick={() => onChange({})}>
            {t("people.filter.clear")}
          </Button>
        )}
      </div>
      <span className={styles.end}>
        {isFiltered(filter) && total !== undefined && (
          <span className={styles.match}>{counted("people.match", total)}</span>
        )}
        {sort && <SortMenu {...sort} />}
        {columns && <ColumnChooser columns={columns.shown} onChange={columns.onChange} />}
      </span>
    </div>
  );
}

/** Asks a moment after the last key; `/` leads here from anywhere on the page. */
function Search({ value, onChange }: { value: string; onChange: (query: string) => void }) {
  const { t } = useTexts();
  const { word } = useEmployeeId();
  const styles = useStyles();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const [asked, setAsked] = useState(value);
  if (asked !== value) {
    setAsked(value);
    if (typed.trim() !== value) setTyped(value);
  }
  useSlash(input);

  useEffect(() => {
    const query = typed.trim();
    if (query === value) return;
    const timer = setTimeout(() => onChange(query), 300);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);

  return (
    <SearchBox
      ref={input}
      className={styles.search}
      value={typed}
      maxLength={200}
      placeholder={t("people.search", { employeeId: word })}
      aria-label={t("people.search", { employeeId: word })}
      onChange={(_, data) => setTyped(data.value)}
    />
  );
}

function useSlash(input: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const inField =
        event.target instanceof Element && event.target.closest("input, textarea, [contenteditable]");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || inField) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [input]);
}
