import {
  Caption1,
  Link,
  makeStyles,
  MessageBar,
  MessageBarBody,
  SkeletonItem,
  Tab,
  TabList,
  tokens,
} from "@fluentui/react-components";
import { ArrowDownload16Regular, ShieldCheckmark16Regular } from "@fluentui/react-icons";
import { useId, useState } from "react";
import { OpenReportMessage, type Report, type ShownMail } from "../../../shared/contracts/report.ts";
import { isSignedOut } from "../api.ts";
import { Card } from "../pieces/Card.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useDelayed } from "../pieces/use-delayed.ts";
import { useTexts } from "../text-context.ts";
import { AttachmentList, HeaderList, LinkList } from "./MailLists.tsx";
import { MailHtml, MailText } from "./MailViews.tsx";
import { useShownMail } from "./use-reports.ts";

const useStyles = makeStyles({
  safe: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "4px 16px",
    color: tokens.colorNeutralForeground2,
  },
  line: { display: "inline-flex", alignItems: "center", gap: "6px" },
  shield: { display: "flex", flexShrink: 0, color: tokens.colorBrandForeground1 },
  tabs: { flexWrap: "wrap", margin: "4px -12px 8px" },
  bar: { marginBlock: "8px" },
  loading: { display: "flex", flexDirection: "column", gap: "10px" },
});

const views = ["text", "html", "links", "attachments", "headers"] as const;
type View = (typeof views)[number];

/** The mail itself. Text comes first; its HTML only when it is asked for. */
export function ReportedMail({ report }: { report: Report }) {
  const { t } = useTexts();
  const styles = useStyles();
  const { data, error, isPending, refetch } = useShownMail(report.id);
  const slow = useDelayed(isPending);
  return (
    <Card title={t("report.mail")}>
      <div className={styles.safe}>
        {data?.state !== "none" && (
          <Caption1 className={styles.line}>
            <span className={styles.shield}>
              <ShieldCheckmark16Regular />
            </span>
            {t("report.safe")}
          </Caption1>
        )}
        {report.message?.kept && (
          <Link href={OpenReportMessage.path.replace(":id", report.id)} download className={styles.line}>
            <ArrowDownload16Regular />
            {t("report.download")}
          </Link>
        )}
      </div>
      {error && !isSignedOut(error) && (
        <div className={styles.bar}>
          <ErrorBar title={t("error.reportedMail.title")} error={error} onAgain={() => void refetch()} />
        </div>
      )}
      {slow && <Loading />}
      {data && <Shown mail={data} kept={report.message?.kept === true} />}
    </Card>
  );
}

function Shown({ mail, kept }: { mail: ShownMail; kept: boolean }) {
  const { t, number } = useTexts();
  const styles = useStyles();
  const open = viewsOf(mail);
  const [chosen, choose] = useState<View>(open[0] ?? "headers");
  const id = useId();
  const note = noteOf(mail, kept);
  const counts = {
    links: mail.links.length,
    attachments: mail.attachments.length,
    headers: mail.headers.length,
  };
  return (
    <>
      {note && (
        <MessageBar
          intent={mail.state === "unreadable" ? "warning" : "info"}
          layout="multiline"
          className={styles.bar}
        >
          <MessageBarBody>{t(note)}</MessageBarBody>
        </MessageBar>
      )}
      {open.length > 0 && (
        <>
          <TabList
            className={styles.tabs}
            selectedValue={chosen}
            onTabSelect={(_, { value }) => choose(value as View)}
            aria-label={t("report.views")}
          >
            {open.map((view) => (
              <Tab key={view} value={view} id={`${id}${view}`} aria-controls={`${id}panel`}>
                {t(`report.view.${view}`)}
                {view in counts && ` ${number(counts[view as keyof typeof counts])}`}
              </Tab>
            ))}
          </TabList>
          <div role="tabpanel" id={`${id}panel`} aria-labelledby={id + chosen}>
            {chosen === "text" && <MailText text={mail.text ?? ""} />}
            {chosen === "html" && <MailHtml html={mail.html ?? ""} />}
            {chosen === "links" && <LinkList links={mail.links} />}
            {chosen === "attachments" && <AttachmentList attachments={mail.attachments} />}
            {chosen === "headers" && <HeaderList headers={mail.headers} />}
          </div>
        </>
      )}
    </>
  );
}

/** What there is to look at; of a mail that was read also what it does not have, since that is worth knowing. */
function viewsOf(mail: ShownMail): View[] {
  if (mail.state === "none" || mail.state === "unreadable") return [];
  if (mail.state === "headersOnly") return ["headers"];
  return views.filter((view) => view !== "html" || mail.html !== undefined);
}

function noteOf(mail: ShownMail, kept: boolean) {
  if (mail.state === "unreadable") return kept ? "report.note.unreadable" : "report.note.unreadableHeaders";
  if (mail.state === "none") return "report.note.none";
  if (mail.state === "headersOnly") return "report.note.headersOnly";
  return mail.cut ? "report.note.cut" : null;
}

function Loading() {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <div aria-label={t("loading")} aria-busy role="status" className={styles.loading}>
      <SkeletonItem size={24} style={{ width: "60%", marginTop: 12 }} />
      {Array.from({ length: 5 }, (_, line) => (
        <SkeletonItem key={line} style={{ width: `${90 - line * 9}%` }} />
      ))}
    </div>
  );
}
