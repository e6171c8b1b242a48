import { Caption1, makeStyles, mergeClasses, SkeletonItem, tokens } from "@fluentui/react-components";
import { Comment16Regular } from "@fluentui/react-icons";
import type { Report } from "../../../shared/contracts/report.ts";
import { fadeIn } from "../look.ts";
import { Moment } from "../pieces/Moment.tsx";
import { Address } from "../pieces/Person.tsx";
import { useTexts } from "../text-context.ts";
import { OutcomeBadge } from "./OutcomeBadge.tsx";
import { ReviewBadge } from "./ReviewBadge.tsx";
import { SubjectLink } from "./SubjectLink.tsx";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: "0 -16px", padding: 0 },
  item: {
    position: "relative",
    display: "flex",
    flexDirection: "column",
    gap: "4px",
    padding: "12px 16px",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  fresh: fadeIn,
  // The whole card is the link's: a phone is pressed with a thumb.
  link: { fontSize: tokens.fontSizeBase300, "::after": { content: '""', position: "absolute", inset: 0 } },
  line: { display: "flex", alignItems: "center", flexWrap: "wrap", gap: "4px 8px", minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground2, minWidth: 0, overflow: "hidden", textOverflow: "ellipsis" },
  comment: { display: "flex", gap: "6px", alignItems: "flex-start", "> svg": { flexShrink: 0 } },
  words: { overflow: "hidden", maxHeight: "32px", overflowWrap: "anywhere" },
});

/** The list on a phone: what was reported, what it is, by whom and when. */
export function ReportCards({ reports, fresh }: { reports: Report[]; fresh: ReadonlySet<string> }) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <ul className={styles.list} aria-label={t("reports.title")}>
      {reports.map((report) => (
        <li key={report.id} className={mergeClasses(styles.item, fresh.has(report.id) && styles.fresh)}>
          <SubjectLink report={report} className={styles.link} />
          {report.from && (
            <Caption1 className={styles.quiet}>
              <bdi>{report.from}</bdi>
            </Caption1>
          )}
          <div className={styles.line}>
            <OutcomeBadge outcome={report.outcome} />
            {report.review && <ReviewBadge review={report.review} />}
            {report.forwarded && <Caption1 className={styles.quiet}>{t("reports.column.passedOn")}</Caption1>}
          </div>
          <Caption1 className={styles.quiet}>
            <Address email={report.reporter} />
          </Caption1>
          <Caption1 className={styles.quiet}>
            <Moment at={report.at} withTime />
          </Caption1>
          {report.comment && (
            <Caption1 className={styles.comment}>
              <Comment16Regular />
              <bdi className={styles.words}>{report.comment}</bdi>
            </Caption1>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Grey cards, while the first page is on its way. */
export function ReportCardsSkeleton() {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <div aria-label={t("loading")} aria-busy role="status">
      {Array.from({ length: 5 }, (_, row) => (
        <div key={row} className={styles.item} style={{ paddingInline: 0, gap: 10 }}>
          <SkeletonItem style={{ width: "70%" }} />
          <SkeletonItem size={12} style={{ width: "50%" }} />
          <SkeletonItem size={24} style={{ width: "40%" }} />
        </div>
      ))}
    </div>
  );
}
