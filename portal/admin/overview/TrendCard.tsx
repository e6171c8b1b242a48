import {
  Caption1,
  Link as FluentLink,
  makeStyles,
  Skeleton,
  SkeletonItem,
  tokens,
} from "@fluentui/react-components";
import { lazy, Suspense, useState } from "react";
import { isSignedOut } from "../api.ts";
import { Card } from "../pieces/Card.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useTexts } from "../text-context.ts";
import { shownWeeks } from "./trend.ts";
import { TrendTable } from "./TrendTable.tsx";
import { useTrend } from "./use-overview.ts";

// The charts come when they are needed. Where they cannot be loaded, the same figures stand in the table.
const TrendCharts = lazy(() =>
  import("./TrendCharts.tsx").then(
    ({ TrendCharts }) => ({ default: TrendCharts }),
    () => ({ default: TrendTable }),
  ),
);

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2, display: "block" },
  foot: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "baseline",
    justifyContent: "space-between",
    gap: "6px 20px",
    marginTop: "12px",
  },
});

/** What was sent, caught and reported week by week, as a picture or as a table of the same figures. */
export function TrendCard() {
  const { t } = useTexts();
  const styles = useStyles();
  const [table, showTable] = useState(false);
  const { data, error, refetch } = useTrend();
  const weeks = data && shownWeeks(data.weeks);
  return (
    <Card title={t("overview.trend")} hint={t("overview.trend.hint")}>
      {error && !isSignedOut(error) && (
        <ErrorBar title={t("error.trend.title")} error={error} onAgain={() => void refetch()} />
      )}
      {!weeks && !error && <Loading />}
      {weeks?.length === 0 && <Caption1 className={styles.quiet}>{t("overview.trend.none")}</Caption1>}
      {weeks && weeks.length > 0 && (
        <>
          {table ? (
            <TrendTable weeks={weeks} />
          ) : (
            <Suspense fallback={<Loading />}>
              <TrendCharts weeks={weeks} />
            </Suspense>
          )}
          <div className={styles.foot}>
            <FluentLink as="button" onClick={() => showTable(!table)}>
              {t(table ? "overview.asPicture" : "overview.asTable")}
            </FluentLink>
            <Caption1 className={styles.quiet}>{t("overview.trend.note")}</Caption1>
          </div>
        </>
      )}
    </Card>
  );
}

function Loading() {
  const { t } = useTexts();
  return (
    <Skeleton aria-label={t("loading")}>
      <SkeletonItem style={{ height: 236, borderRadius: 8 }} />
    </Skeleton>
  );
}
