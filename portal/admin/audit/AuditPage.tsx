import {
  Body1,
  Button,
  makeStyles,
  Skeleton,
  SkeletonItem,
  Subtitle1,
  Title3,
  tokens,
} from "@fluentui/react-components";
import { isSignedOut } from "../api.ts";
import { useOrganization } from "../joining/use-organization.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { FilterChip } from "../pieces/FilterChip.tsx";
import { useDelayed } from "../pieces/use-delayed.ts";
import { usePageTitle } from "../pieces/use-page-title.ts";
import { useTexts } from "../text-context.ts";
import { knownActions } from "./audit-words.ts";
import { CheckCard } from "./CheckCard.tsx";
import { EntryRow } from "./EntryRow.tsx";
import { type AuditFilter, spans, useAudit, useAuditFilter } from "./use-audit.ts";

const useStyles = makeStyles({
  page: { maxWidth: "960px" },
  title: { margin: 0 },
  lead: { display: "block", color: tokens.colorNeutralForeground2, margin: "4px 0 14px", maxWidth: "72ch" },
  tools: { display: "flex", gap: "8px", flexWrap: "wrap", margin: "20px 0 8px" },
  list: { listStyleType: "none", margin: 0, padding: 0 },
  waiting: { display: "flex", flexDirection: "column", gap: "16px", paddingBlock: "12px" },
  empty: {
    paddingBlock: "32px",
    display: "flex",
    flexDirection: "column",
    gap: "8px",
    alignItems: "flex-start",
  },
  more: { marginTop: "16px" },
});

/** Who did what to whom, and when; and whether anybody changed that. */
export function AuditPage() {
  const { t } = useTexts();
  const styles = useStyles();
  const [filter, setFilter] = useAuditFilter();
  const log = useAudit(filter);
  const zone = useOrganization().data?.timeZone ?? "UTC";
  const entries = log.data?.pages.flatMap(({ items }) => items) ?? [];
  const slow = useDelayed(log.isPending);
  usePageTitle(t("audit.title"));
  return (
    <div className={styles.page}>
      <Title3 as="h1" block className={styles.title}>
        {t("audit.title")}
      </Title3>
      <Body1 className={styles.lead}>{t("audit.lead")}</Body1>
      <CheckCard />
      <Filters filter={filter} onChange={setFilter} />
      {log.error && !isSignedOut(log.error) && (
        <ErrorBar
          title={t(log.data ? "audit.error.stale" : "audit.error")}
          error={log.error}
          onAgain={() => void log.refetch()}
        />
      )}
      {slow && (
        <Skeleton aria-label={t("loading")} className={styles.waiting}>
          {[1, 2, 3, 4].map((n) => (
            <SkeletonItem key={n} size={28} />
          ))}
        </Skeleton>
      )}
      {log.data && entries.length === 0 && (
        <Nothing filtered={Object.values(filter).some(Boolean)} onClear={() => setFilter({})} />
      )}
      {entries.length > 0 && (
        <ol className={styles.list} aria-label={t("audit.list")}>
          {entries.map((entry) => (
            <EntryRow
              key={entry.id}
              entry={entry}
              zone={zone}
              onFilter={(more) => setFilter({ ...filter, ...more })}
            />
          ))}
        </ol>
      )}
      {log.hasNextPage && (
        <Button
          className={styles.more}
          disabledFocusable={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}
        >
          {t("audit.earlier")}
        </Button>
      )}
    </div>
  );
}

interface FiltersProps {
  filter: AuditFilter;
  onChange: (filter: AuditFilter) => void;
}

function Filters({ filter, onChange }: FiltersProps) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <div className={styles.tools} role="group" aria-label={t("audit.filters")}>
      <FilterChip
        label={t("audit.filter.action")}
        options={knownActions}
        textOf={(action) => t(`audit.what.${action}`)}
        value={filter.action}
        onChange={(action) => onChange({ ...filter, action })}
      />
      <FilterChip
        label={t("audit.filter.since")}
        options={spans}
        textOf={(span) => t(`audit.since.${span}`)}
        value={filter.since}
        onChange={(since) => onChange({ ...filter, since })}
      />
      {(["actor", "subject"] as const).map((which) => {
        const value = filter[which];
        return value === undefined ? null : (
          <FilterChip
            key={which}
            label={t(`audit.filter.${which}`)}
            options={[value]}
            textOf={() => t("audit.filter.chosen")}
            value={value}
            onChange={(next) => onChange({ ...filter, [which]: next })}
          />
        );
      })}
    </div>
  );
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <div className={styles.empty}>
      <Subtitle1 as="h2" className={styles.title}>
        {t(filtered ? "audit.noMatch.title" : "audit.empty.title")}
      </Subtitle1>
      <Body1>{t(filtered ? "audit.noMatch.text" : "audit.empty.text")}</Body1>
      {filtered && <Button onClick={onClear}>{t("audit.noMatch.clear")}</Button>}
    </div>
  );
}
