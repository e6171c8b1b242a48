import { Button, Caption1, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import { Moment } from "../pieces/Moment.tsx";
import { OutcomeBadge } from "../reports/OutcomeBadge.tsx";
import { SubjectLink } from "../reports/SubjectLink.tsx";
import { useTexts } from "../text-context.ts";
import { PartCard, RowWords } from "./PartCard.tsx";
import { usePersonReports } from "./use-person.ts";

const [few, most] = [6, 200];
const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground2 },
  more: { marginTop: "10px" },
});

/** What one person reported, the latest on top, each with a way to it. */
export function ReportsCard({ id }: { id: string }) {
  const { t, number } = useTexts();
  const styles = useStyles();
  const [limit, setLimit] = useState(few);
  const query = usePersonReports(id, limit);
  const { data } = query;
  const rest = data ? Math.min(data.total, most) - data.items.length : 0;
  return (
    <PartCard
      title={t("person.reports")}
      hint={data && data.total > 0 ? number(data.total) : undefined}
      none={t("person.reports.none")}
      query={query}
      row={(report) => (
        <>
          <RowWords>
            <SubjectLink report={report} />
            <Caption1 className={styles.quiet}>
              <Moment at={report.at} withTime />
            </Caption1>
          </RowWords>
          <OutcomeBadge outcome={report.outcome} />
        </>
      )}
      after={
        rest > 0 && (
          <Button size="small" className={styles.more} onClick={() => setLimit(most)}>
            {t("person.reports.all", { n: number(rest) })}
          </Button>
        )
      }
    />
  );
}
