import { makeStyles, Skeleton, SkeletonItem, Title3, tokens } from "@fluentui/react-components";
import type { Overview } from "../../../shared/contracts/overview.ts";
import { isSignedOut } from "../api.ts";
import { NobodyYet } from "../people/EmptyPeople.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useDelayed } from "../pieces/use-delayed.ts";
import { usePageTitle } from "../pieces/use-page-title.ts";
import { useTexts } from "../text-context.ts";
import { FunnelCard } from "./FunnelCard.tsx";
import { LatestCard } from "./LatestCard.tsx";
import { latestOf } from "./latest.ts";
import { NeedsCard } from "./NeedsCard.tsx";
import { needsOf } from "./needs.ts";
import { TrendCard } from "./TrendCard.tsx";
import { useOverview } from "./use-overview.ts";

const useStyles = makeStyles({
  page: { maxWidth: "1440px" },
  title: { margin: `0 0 ${tokens.spacingVerticalL}` },
  grid: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    gap: "12px",
    alignItems: "start",
    "@media (min-width: 1200px)": { gridTemplateColumns: "minmax(0, 3fr) minmax(340px, 2fr)" },
  },
  whole: { gridColumn: "1 / -1" },
});

/** The first page: what needs a person, how far people came, what happened last, and the weeks behind it. */
export function OverviewPage() {
  const { t } = useTexts();
  const styles = useStyles();
  const { data, error, isPending, refetch } = useOverview();
  const slow = useDelayed(isPending);
  usePageTitle(t("overview.title"));
  return (
    <div className={styles.page}>
      <Title3 as="h1" block className={styles.title}>
        {t("overview.title")}
      </Title3>
      {error && !isSignedOut(error) && (
        <ErrorBar
          title={t(data ? "error.overview.stale.title" : "error.overview.title")}
          error={error}
          onAgain={() => void refetch()}
        />
      )}
      {slow && <Loading />}
      {data && <Cards overview={data} />}
    </div>
  );
}

/** Nobody but those who run it, and nothing has happened. */
const isNew = ({ funnel, reports }: Overview) =>
  funnel.imported <= 1 && funnel.seen === 0 && funnel.started === 0 && reports.length === 0;

function Cards({ overview }: { overview: Overview }) {
  const styles = useStyles();
  const needs = needsOf(overview);
  return (
    <div className={styles.grid}>
      {(needs.length > 0 || !isNew(overview)) && (
        <div className={styles.whole}>
          <NeedsCard needs={needs} />
        </div>
      )}
      {isNew(overview) ? (
        <div className={styles.whole}>
          <NobodyYet />
        </div>
      ) : (
        <>
          <FunnelCard funnel={overview.funnel} />
          <LatestCard events={latestOf(overview)} />
          <div className={styles.whole}>
            <TrendCard />
          </div>
        </>
      )}
    </div>
  );
}

function Loading() {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <Skeleton aria-label={t("loading")} className={styles.grid}>
      <SkeletonItem className={styles.whole} style={{ height: 84, borderRadius: 8 }} />
      <SkeletonItem style={{ height: 380, borderRadius: 8 }} />
      <SkeletonItem style={{ height: 380, borderRadius: 8 }} />
    </Skeleton>
  );
}
