import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { Link } from "react-router";
import type { Report } from "../../../shared/contracts/report.ts";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({
  link: {
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
    minWidth: 0,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: "none",
    borderRadius: tokens.borderRadiusSmall,
    ":hover": { textDecorationLine: "underline" },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
});

/** The way to a report: the mail's subject, or that it has none. */
export function SubjectLink({ report, className }: { report: Report; className?: string | undefined }) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <Link
      to={`/reports/${report.id}`}
      className={mergeClasses(styles.link, className)}
      title={report.subject || undefined}
    >
      <bdi>{report.subject || t("reports.noSubject")}</bdi>
    </Link>
  );
}
