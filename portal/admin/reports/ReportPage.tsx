import {
  Body1,
  Button,
  Caption1,
  makeStyles,
  Skeleton,
  SkeletonItem,
  Title3,
  tokens,
  Tooltip,
} from "@fluentui/react-components";
import { ArrowDown16Regular, ArrowLeft16Regular, ArrowUp16Regular } from "@fluentui/react-icons";
import type { JSX } from "react";
import { useNavigate, useParams } from "react-router";
import type { WholeReport } from "../../../shared/contracts/report.ts";
import { ApiError } from "../../../ui/api-client.ts";
import { isSignedOut } from "../api.ts";
import { Card } from "../pieces/Card.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { Moment } from "../pieces/Moment.tsx";
import { Address } from "../pieces/Person.tsx";
import { useDelayed } from "../pieces/use-delayed.ts";
import { usePageTitle } from "../pieces/use-page-title.ts";
import { useTexts } from "../text-context.ts";
import { OutcomeBadge } from "./OutcomeBadge.tsx";
import { ReportFacts } from "./ReportFacts.tsx";
import { ReportedMail } from "./ReportedMail.tsx";
import { ReviewBadge } from "./ReviewBadge.tsx";
import { VerdictCard } from "./VerdictCard.tsx";
import { useNeighbours } from "./use-neighbours.ts";
import { useReport } from "./use-reports.ts";

const useStyles = makeStyles({
  page: { maxWidth: "1440px" },
  back: { marginInlineStart: "-8px", marginBottom: "4px", minWidth: "auto", fontWeight: 400 },
  ways: { display: "flex", justifyContent: "space-between", alignItems: "center" },
  icon: { display: "flex", ":dir(rtl)": { transform: "scaleX(-1)" } },
  head: { display: "flex", alignItems: "center", flexWrap: "wrap", gap: "6px 12px" },
  title: { margin: 0, overflowWrap: "anywhere", minWidth: 0 },
  lead: {
    display: "flex",
    flexWrap: "wrap",
    gap: "2px 8px",
    color: tokens.colorNeutralForeground2,
    margin: "4px 0 16px",
  },
  grid: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    gap: "12px",
    alignItems: "start",
    "@media (min-width: 1200px)": { gridTemplateColumns: "minmax(0, 2fr) minmax(280px, 1fr)" },
  },
  column: { display: "flex", flexDirection: "column", gap: "12px", minWidth: 0 },
  comment: { margin: 0, whiteSpace: "pre-wrap", overflowWrap: "anywhere" },
  gone: { display: "flex", flexDirection: "column", gap: "12px", alignItems: "flex-start" },
});

/** One report: who and when, what they wrote, and the mail shown so that it can do nothing. */
export function ReportPage() {
  const { id = "" } = useParams();
  // Another report is another page: nothing of the one before stays.
  return <OneReport key={id} id={id} />;
}

function OneReport({ id }: { id: string }) {
  const { t } = useTexts();
  const styles = useStyles();
  const go = useNavigate();
  const { data, error, isPending, refetch } = useReport(id);
  const slow = useDelayed(isPending);
  const gone = error instanceof ApiError && error.code === "not_found";
  usePageTitle(data ? data.subject || t("reports.noSubject") : t("reports.title"));
  if (gone)
    return (
      <div className={styles.gone}>
        <Title3 as="h1" className={styles.title}>
          {t("report.gone.title")}
        </Title3>
        <Body1>{t("report.gone.text")}</Body1>
        <Button appearance="primary" onClick={() => void go("/reports")}>
          {t("report.toList")}
        </Button>
      </div>
    );
  return (
    <div className={styles.page}>
      <div className={styles.ways}>
        <Button
          appearance="subtle"
          size="small"
          className={styles.back}
          icon={
            <span className={styles.icon}>
              <ArrowLeft16Regular />
            </span>
          }
          onClick={() => void go("/reports")}
        >
          {t("report.toList")}
        </Button>
        <Neighbours id={id} />
      </div>
      {error && !isSignedOut(error) && (
        <ErrorBar title={t("error.report.title")} error={error} onAgain={() => void refetch()} />
      )}
      {slow && <Loading />}
      {data && <Loaded report={data} />}
    </div>
  );
}

/** The ways to the reports before and after this one, where the list is known. */
function Neighbours({ id }: { id: string }) {
  const { t } = useTexts();
  const go = useNavigate();
  const { known, previous, next } = useNeighbours(id);
  if (!known) return null;
  const way = (to: string | undefined, words: string, key: string, icon: JSX.Element) => (
    <Tooltip content={`${words} (${key})`} relationship="inaccessible">
      <Button
        appearance="subtle"
        size="small"
        icon={icon}
        aria-label={words}
        aria-keyshortcuts={key}
        disabledFocusable={!to}
        onClick={() => to && void go(`/reports/${to}`)}
      />
    </Tooltip>
  );
  return (
    <span>
      {way(previous, t("report.previous"), "K", <ArrowUp16Regular />)}
      {way(next, t("report.next"), "J", <ArrowDown16Regular />)}
    </span>
  );
}

function Loaded({ report }: { report: WholeReport }) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <>
      <div className={styles.head}>
        <Title3 as="h1" className={styles.title}>
          <bdi>{report.subject || t("reports.noSubject")}</bdi>
        </Title3>
        <OutcomeBadge outcome={report.outcome} />
        {report.review && <ReviewBadge review={report.review} />}
      </div>
      <Caption1 className={styles.lead}>
        <span dir="ltr">{report.receipt}</span>
        <span aria-hidden>·</span>
        <Address email={report.reporter} />
        <span aria-hidden>·</span>
        <Moment at={report.at} withTime />
      </Caption1>
      <div className={styles.grid}>
        <div className={styles.column}>
          {report.comment && (
            <Card title={t("report.comment")}>
              <Body1 as="p" dir="auto" className={styles.comment}>
                {report.comment}
              </Body1>
            </Card>
          )}
          <ReportedMail report={report} />
        </div>
        <div className={styles.column}>
          {report.review && <VerdictCard report={report} review={report.review} />}
          <ReportFacts report={report} />
        </div>
      </div>
    </>
  );
}

function Loading() {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <Skeleton aria-label={t("loading")}>
      <SkeletonItem size={32} style={{ width: "min(420px, 80%)", marginBottom: 24 }} />
      <div className={styles.grid}>
        <SkeletonItem style={{ height: 320, borderRadius: 8 }} />
        <SkeletonItem style={{ height: 220, borderRadius: 8 }} />
      </div>
    </Skeleton>
  );
}
