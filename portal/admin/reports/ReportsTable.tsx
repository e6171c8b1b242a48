import {
  makeStyles,
  mergeClasses,
  SkeletonItem,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import type { Report } from "../../../shared/contracts/report.ts";
import { fadeIn } from "../look.ts";
import { Moment } from "../pieces/Moment.tsx";
import { Address } from "../pieces/Person.tsx";
import { useTexts } from "../text-context.ts";
import { OutcomeBadge } from "./OutcomeBadge.tsx";
import { PassedOn } from "./PassedOn.tsx";
import { ReviewBadge } from "./ReviewBadge.tsx";
import { SubjectLink } from "./SubjectLink.tsx";

const columns = ["at", "mail", "reporter", "outcome", "review", "passedOn", "comment"] as const;

const useStyles = makeStyles({
  scroll: {
    overflowX: "auto",
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    "@media (min-width: 1280px)": { overflowX: "visible" },
  },
  table: { minWidth: "980px", tableLayout: "fixed" },
  head: {
    position: "sticky",
    insetBlockStart: "-20px",
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground1,
    height: "34px",
  },
  headCell: {
    boxSizing: "border-box",
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  row: { height: "48px", cursor: "pointer" },
  fresh: fadeIn,
  cell: { fontSize: "13px", overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", minWidth: 0 },
  mail: { display: "flex", flexDirection: "column", minWidth: 0 },
  from: { overflow: "hidden", textOverflow: "ellipsis", color: tokens.colorNeutralForeground2 },
  none: { color: tokens.colorNeutralForeground3 },
  w_at: { width: "112px" },
  w_mail: {},
  w_reporter: { width: "clamp(150px, calc(40vw - 360px), 300px)" },
  w_outcome: { width: "184px" },
  w_review: { width: "124px" },
  w_passedOn: { width: "96px" },
  w_comment: { width: "clamp(110px, 8vw, 420px)" },
});

/** The reports of one page of the list, a row each. A press anywhere in a row opens it; the subject is the link. */
export function ReportsTable({ reports, fresh }: { reports: Report[]; fresh: ReadonlySet<string> }) {
  const { t } = useTexts();
  const styles = useStyles();
  const go = useNavigate();
  const none = <span className={styles.none}>{t("people.none")}</span>;
  return (
    <ReportsFrame>
      {reports.map((report) => (
        <TableRow
          key={report.id}
          className={mergeClasses(styles.row, fresh.has(report.id) && styles.fresh)}
          onClick={(event) => {
            const onLink = event.target instanceof Element && event.target.closest("a") !== null;
            if (!onLink && !window.getSelection()?.toString()) void go(`/reports/${report.id}`);
          }}
        >
          <TableCell className={styles.cell}>
            <Moment at={report.at} withTime />
          </TableCell>
          <TableCell className={styles.cell}>
            <span className={styles.mail}>
              <SubjectLink report={report} />
              {report.from && (
                <bdi className={styles.from} title={report.from}>
                  {report.from}
                </bdi>
              )}
            </span>
          </TableCell>
          <TableCell className={styles.cell}>
            <Address email={report.reporter} quiet />
          </TableCell>
          <TableCell className={styles.cell}>
            <OutcomeBadge outcome={report.outcome} />
          </TableCell>
          <TableCell className={styles.cell}>
            {report.review && <ReviewBadge review={report.review} />}
          </TableCell>
          <TableCell className={styles.cell}>
            <PassedOn report={report} />
          </TableCell>
          <TableCell className={styles.cell}>
            {report.comment ? <bdi title={report.comment}>{report.comment}</bdi> : none}
          </TableCell>
        </TableRow>
      ))}
    </ReportsFrame>
  );
}

/** Grey rows in the real widths, while the first page is on its way. */
export function ReportsTableSkeleton() {
  const styles = useStyles();
  return (
    <ReportsFrame busy>
      {Array.from({ length: 8 }, (_, row) => (
        <TableRow key={row} className={styles.row} aria-hidden>
          {columns.map((column) => (
            <TableCell key={column} className={styles.cell}>
              <SkeletonItem style={{ width: column === "mail" ? "80%" : "60%" }} />
            </TableCell>
          ))}
        </TableRow>
      ))}
    </ReportsFrame>
  );
}

function ReportsFrame({ busy = false, children }: { busy?: boolean; children: ReactNode }) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t("reports.title")}>
      <Table size="small" className={styles.table} aria-label={t("reports.title")} aria-busy={busy}>
        <TableHeader className={styles.head}>
          <TableRow>
            {columns.map((column) => (
              <TableHeaderCell key={column} className={mergeClasses(styles.headCell, styles[`w_${column}`])}>
                {t(`reports.column.${column}`)}
              </TableHeaderCell>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>{children}</TableBody>
      </Table>
    </div>
  );
}
