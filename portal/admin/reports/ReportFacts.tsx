import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Report } from "../../../shared/contracts/report.ts";
import { formatBytes } from "./format-bytes.ts";
import { Card } from "../pieces/Card.tsx";
import { Moment } from "../pieces/Moment.tsx";
import { useTexts } from "../text-context.ts";
import { PassedOn } from "./PassedOn.tsx";

const useStyles = makeStyles({
  list: { margin: 0, display: "flex", flexDirection: "column", gap: "10px" },
  term: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  value: { margin: 0, fontSize: "13px", overflowWrap: "anywhere" },
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  none: { color: tokens.colorNeutralForeground3 },
});

/** What is known of a reported mail without opening it. */
export function ReportFacts({ report }: { report: Report }) {
  const { t, language } = useTexts();
  const styles = useStyles();
  const none = <span className={styles.none}>{t("people.none")}</span>;
  const code = (text: string) => (
    <span className={styles.code} dir="ltr">
      {text}
    </span>
  );
  const { message, receivedAt = "" } = report;
  const received = Number.isNaN(Date.parse(receivedAt)) ? null : new Date(receivedAt).toISOString();
  return (
    <Card title={t("report.facts")}>
      <dl className={styles.list}>
        <Fact name={t("report.from")}>{report.from ? <bdi>{report.from}</bdi> : none}</Fact>
        <Fact name={t("report.receivedAt")}>{received ? <Moment at={received} withTime /> : none}</Fact>
        <Fact name={t("reports.column.passedOn")}>
          <PassedOn report={report} />
        </Fact>
        {report.reportedAs && (
          <Fact name={t("report.reportedAs")}>{t(`report.reportedAs.${report.reportedAs}`)}</Fact>
        )}
        {report.marked && <Fact name={t("report.marked")}>{t("report.marked.text")}</Fact>}
        <Fact name={t("report.messageId")}>
          {report.internetMessageId ? code(report.internetMessageId) : none}
        </Fact>
        {message && <Fact name={t("report.size")}>{formatBytes(message.size, language)}</Fact>}
        {message && <Fact name="SHA-256">{code(message.sha256)}</Fact>}
      </dl>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  const styles = useStyles();
  return (
    <div>
      <dt className={styles.term}>{name}</dt>
      <dd className={styles.value}>{children}</dd>
    </div>
  );
}
