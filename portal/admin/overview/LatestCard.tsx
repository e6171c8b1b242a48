import { Avatar, Caption1, makeStyles, tokens } from "@fluentui/react-components";
import { Flag20Regular } from "@fluentui/react-icons";
import { Card } from "../pieces/Card.tsx";
import { Moment } from "../pieces/Moment.tsx";
import { initialsOf, nameOf } from "../pieces/Person.tsx";
import { OutcomeBadge } from "../reports/OutcomeBadge.tsx";
import { SubjectLink } from "../reports/SubjectLink.tsx";
import { useTexts } from "../text-context.ts";
import type { Event } from "./latest.ts";
import { PageLink } from "./PageLink.tsx";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0 },
  item: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "4px 10px",
    padding: "7px 0",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  words: { flex: "1 1 150px", minWidth: 0, display: "flex", flexDirection: "column" },
  line: { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", fontSize: "13px" },
  quiet: {
    color: tokens.colorNeutralForeground2,
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
  badge: { display: "flex", marginInlineStart: "auto" },
  subject: { fontSize: "13px" },
  none: { color: tokens.colorNeutralForeground2 },
  all: { display: "block", marginTop: "10px", fontSize: tokens.fontSizeBase300 },
});

/** The latest reports and starts, in one order. */
export function LatestCard({ events }: { events: Event[] }) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <Card title={t("overview.latest")}>
      {events.length === 0 && <Caption1 className={styles.none}>{t("overview.latest.none")}</Caption1>}
      <ul className={styles.list} aria-label={t("overview.latest")}>
        {events.map((event) => (
          <li key={event.id} className={styles.item}>
            <Line event={event} />
          </li>
        ))}
      </ul>
      <span className={styles.all}>
        <PageLink to="/reports">{t("report.toList")}</PageLink>
      </span>
    </Card>
  );
}

function Line({ event }: { event: Event }) {
  const { rich } = useTexts();
  const styles = useStyles();
  if (event.kind === "start") {
    const name = nameOf(event.start);
    return (
      <>
        <Avatar size={28} name={name} initials={initialsOf(name)} aria-hidden role="presentation" />
        <span className={styles.words}>
          <span className={styles.line}>{rich("overview.started", { name: <bdi>{name}</bdi> })}</span>
          <Caption1 className={styles.quiet}>
            <Moment at={event.at} withTime />
          </Caption1>
        </span>
      </>
    );
  }
  return (
    <>
      <Avatar size={28} icon={<Flag20Regular />} aria-hidden role="presentation" />
      <span className={styles.words}>
        <SubjectLink report={event.report} className={styles.subject} />
        <Caption1 className={styles.quiet}>
          <Moment at={event.at} withTime /> · <span dir="ltr">{event.report.reporter}</span>
        </Caption1>
      </span>
      <span className={styles.badge}>
        <OutcomeBadge outcome={event.report.outcome} />
      </span>
    </>
  );
}
