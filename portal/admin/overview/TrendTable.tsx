import {
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from "@fluentui/react-components";
import type { TrendWeek } from "../../../shared/contracts/overview.ts";
import { formatDate } from "../../../ui/text.ts";
import { useTexts } from "../text-context.ts";
import { catchRate, dayOf } from "./trend.ts";

const useStyles = makeStyles({
  frame: { overflowX: "auto" },
  table: {
    minWidth: "280px",
    "@media (max-width: 639px)": {
      "& th, & td": { fontSize: tokens.fontSizeBase200, padding: "4px 2px" },
      "& th": { fontSize: tokens.fontSizeBase100 },
    },
  },
  right: { textAlign: "end", fontVariantNumeric: "tabular-nums", "& > *": { justifyContent: "flex-end" } },
  first: { width: "26%" },
});

/** The weeks in numbers, newest first. */
export function TrendTable({ weeks }: { weeks: readonly TrendWeek[] }) {
  const { t, number, language } = useTexts();
  const styles = useStyles();
  const heads = [
    "overview.trend.sent",
    "overview.trend.caught",
    "overview.trend.catchRate",
    "overview.trend.reportedColumn",
  ] as const;
  return (
    // On a narrow screen it scrolls within itself, with the keyboard too.
    <div className={styles.frame} role="group" tabIndex={0} aria-label={t("overview.trend")}>
      <Table size="small" aria-label={t("overview.trend")} className={styles.table}>
        <TableHeader>
          <TableRow>
            <TableHeaderCell className={styles.first}>{t("overview.trend.week")}</TableHeaderCell>
            {heads.map((head) => (
              <TableHeaderCell key={head} className={styles.right}>
                {t(head)}
              </TableHeaderCell>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {[...weeks].reverse().map((week, at) => {
            const day = formatDate(dayOf(week), language, "UTC");
            const rate = catchRate(week);
            return (
              <TableRow key={week.monday}>
                <TableCell>{at === 0 ? t("overview.trend.present", { day }) : day}</TableCell>
                <TableCell className={styles.right}>{number(week.sent)}</TableCell>
                <TableCell className={styles.right}>{number(week.caught)}</TableCell>
                <TableCell className={styles.right}>
                  {rate === null ? "–" : t("overview.percent", { n: rate })}
                </TableCell>
                <TableCell className={styles.right}>{number(week.reported)}</TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </div>
  );
}
