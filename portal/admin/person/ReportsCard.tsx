import {
  Body1,
  Button,
  Caption1,
  makeStyles,
  Skeleton,
  SkeletonItem,
  tokens,
} from "@fluentui/react-components";
import { useState } from "react";
import { isSignedOut } from "../api.ts";
import { Card } from "../pieces/Card.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { Moment } from "../pieces/Moment.tsx";
import { OutcomeBadge } from "../reports/OutcomeBadge.tsx";
import { SubjectLink } from "../reports/SubjectLink.tsx";
import { useTexts } from "../text-context.ts";
import { usePersonReports } from "./use-person.ts";

const [few, most] = [6, 200];
const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0 },
  row: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "4px 12px",
    paddingBlock: "10px",
    ":not(:first-child)": { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
    ":first-child": { paddingTop: 0 },
    ":last-child": { paddingBottom: 0 },
  },
  words: { flexGrow: 1, flexBasis: "180px", minWidth: 0, display: "flex", flexDirection: "column" },
  quiet: { color: tokens.colorNeutralForeground2 },
  more: { marginTop: "10px" },
});

/** What one person reported, the latest on top, each with a way to it. */
export function ReportsCard({ id }: { id: string }) {
  const { t, number } = useTexts();
  const styles = useStyles();
  const [limit, setLimit] = useState(few);
  const { data, error, isPending, refetch } = usePersonReports(id, limit);
  const rest = data ? Math.min(data.total, most) - data.items.length : 0;
  return (
    <Card title={t("person.reports")} hint={data && data.total > 0 ? number(data.total) : undefined}>
      {error && !isSignedOut(error) && (
        <ErrorBar title={t("error.person.part")} error={error} onAgain={() => void refetch()} />
      )}
      {isPending && (
        <Skeleton aria-label={t("loading")}>
          <SkeletonItem />
        </Skeleton>
      )}
      {data?.total === 0 && <Body1 className={styles.quiet}>{t("person.reports.none")}</Body1>}
      {data && data.total > 0 && (
        <ol className={styles.list}>
          {data.items.map((report) => (
            <li key={report.id} className={styles.row}>
              <span className={styles.words}>
                <SubjectLink report={report} />
                <Caption1 className={styles.quiet}>
                  <Moment at={report.at} withTime />
                </Caption1>
              </span>
              <OutcomeBadge outcome={report.outcome} />
            </li>
          ))}
        </ol>
      )}
      {rest > 0 && (
        <Button size="small" className={styles.more} onClick={() => setLimit(most)}>
          {t("person.reports.all", { n: number(rest) })}
        </Button>
      )}
    </Card>
  );
}
