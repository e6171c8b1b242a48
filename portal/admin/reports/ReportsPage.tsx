import { Body1, Button, makeStyles, Subtitle1, Subtitle2, Title3, tokens } from "@fluentui/react-components";
import { mailReviews, reportOutcomes } from "../../../shared/lifecycle.ts";
import { Drawing } from "../../../ui/Drawing.tsx";
import { isSignedOut } from "../api.ts";
import { useMedia } from "../look.ts";
import { FilterChip } from "../pieces/FilterChip.tsx";
import { Pager } from "../pieces/Pager.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useDelayed } from "../pieces/use-delayed.ts";
import { useMatchAnnouncement } from "../pieces/use-match-announcement.ts";
import { usePageTitle } from "../pieces/use-page-title.ts";
import { useTexts } from "../text-context.ts";
import { ReportCardsSkeleton } from "./ReportCards.tsx";
import { ReportRows } from "./ReportRows.tsx";
import { ReportsTableSkeleton } from "./ReportsTable.tsx";
import { usePlace } from "./use-place.ts";
import { useReports } from "./use-reports.ts";

const useStyles = makeStyles({
  head: { display: "flex", alignItems: "baseline", gap: "10px" },
  title: { margin: 0 },
  number: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase400,
    fontVariantNumeric: "tabular-nums",
  },
  lead: { display: "block", color: tokens.colorNeutralForeground2, margin: "4px 0 14px" },
  tools: { display: "flex", alignItems: "center", gap: "8px", flexWrap: "wrap", marginBottom: "12px" },
  empty: {
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    textAlign: "center",
    gap: "8px",
    paddingBlock: "min(6vh, 56px) 24px",
  },
  picture: { width: "300px", maxWidth: "100%", height: "150px", borderRadius: "12px", overflow: "hidden" },
  text: { maxWidth: "52ch", textAlign: "inherit", color: tokens.colorNeutralForeground2 },
});

/** What people reported, newest first and live. */
export function ReportsPage() {
  const { t, number } = useTexts();
  const styles = useStyles();
  const { filter, cursor, page, setFilter, toNext, toPrevious } = usePlace();
  const list = useReports(filter, cursor);
  const { data, error, isPlaceholderData: dimmed } = list;
  const filtered = filter.outcome !== undefined || filter.review !== undefined;
  usePageTitle(t("reports.title"));
  useMatchAnnouncement(dimmed ? undefined : data);
  return (
    <>
      <div className={styles.head}>
        <Title3 as="h1" className={styles.title}>
          {t("reports.title")}
        </Title3>
        {data && !dimmed && <span className={styles.number}>{number(data.total)}</span>}
      </div>
      <Body1 className={styles.lead}>{t("reports.lead")}</Body1>
      {(data?.total !== 0 || filtered) && (
        <div className={styles.tools} role="group" aria-label={t("people.filters")}>
          <FilterChip
            label={t("reports.filter.outcome")}
            options={reportOutcomes}
            textOf={(one) => t(`reports.outcome.${one}`)}
            value={filter.outcome}
            onChange={(outcome) => setFilter({ ...filter, outcome })}
          />
          <FilterChip
            label={t("reports.filter.review")}
            options={mailReviews}
            textOf={(one) => t(`reports.review.${one}`)}
            value={filter.review}
            onChange={(review) => setFilter({ ...filter, review })}
          />
        </div>
      )}
      {error && !isSignedOut(error) && (
        <ErrorBar
          title={t(data ? "error.reports.stale.title" : "error.reports.title")}
          error={error}
          onAgain={() => void list.refetch()}
        />
      )}
      {!data && !error && <Loading />}
      {data?.total === 0 && (filtered ? <NoMatch onClear={() => setFilter({})} /> : <NoReports />)}
      {data && data.total > 0 && (
        <>
          <ReportRows of={data.of} reports={data.items} dimmed={dimmed} />
          <Pager
            page={page}
            shown={data.items.length}
            total={data.total}
            onPrevious={cursor ? toPrevious : undefined}
            onNext={data.next && !dimmed ? () => toNext(data.next) : undefined}
          />
        </>
      )}
    </>
  );
}

function Loading() {
  const narrow = useMedia("(max-width: 639.98px)");
  if (!useDelayed(true)) return null;
  return narrow ? <ReportCardsSkeleton /> : <ReportsTableSkeleton />;
}

function NoReports() {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <div className={styles.empty}>
      <div className={styles.picture}>
        <Drawing name="thankYou" />
      </div>
      <Subtitle1 as="h2" className={styles.title}>
        {t("reports.empty.title")}
      </Subtitle1>
      <Body1 className={styles.text}>{t("reports.empty.text")}</Body1>
    </div>
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <div className={styles.empty}>
      <Subtitle2 as="h2" className={styles.title}>
        {t("people.noMatch")}
      </Subtitle2>
      <Body1 className={styles.text}>{t("reports.noMatch.text")}</Body1>
      <Button onClick={onClear}>{t("people.filter.clear")}</Button>
    </div>
  );
}
