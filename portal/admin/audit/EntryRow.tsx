import { Avatar, Body1, Button, Caption1, makeStyles, tokens } from "@fluentui/react-components";
import { ChevronDown16Regular, ChevronUp16Regular } from "@fluentui/react-icons";
import { useId, useState } from "react";
import type { AuditItem } from "../../../shared/contracts/audit.ts";
import { PageLink } from "../overview/PageLink.tsx";
import { Moment } from "../pieces/Moment.tsx";
import { dayAndTime } from "../pieces/moment-text.ts";
import { initialsOf } from "../pieces/Person.tsx";
import { useTexts } from "../text-context.ts";
import { type DetailRow, detailRows } from "./audit-words.ts";
import { EntrySentence } from "./EntrySentence.tsx";
import type { AuditFilter } from "./use-audit.ts";

const useStyles = makeStyles({
  row: {
    display: "flex",
    alignItems: "flex-start",
    gap: "10px",
    paddingBlock: "10px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  main: { flexGrow: 1, minWidth: 0, overflowWrap: "anywhere" },
  quiet: { color: tokens.colorNeutralForeground2 },
  more: { minWidth: "auto", flexShrink: 0 },
  details: {
    marginTop: "8px",
    display: "flex",
    flexDirection: "column",
    gap: "6px",
    alignItems: "flex-start",
  },
  list: { display: "grid", gridTemplateColumns: "auto 1fr", columnGap: "16px", rowGap: "4px", margin: 0 },
  value: { margin: 0, overflowWrap: "anywhere", minWidth: 0 },
});

interface EntryRowProps {
  entry: AuditItem;
  zone: string;
  onFilter: (filter: AuditFilter) => void;
}

/** One entry: what it says, and behind a button all that it holds. */
export function EntryRow({ entry, zone, onFilter }: EntryRowProps) {
  const { t } = useTexts();
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const id = useId();
  const { by } = entry;
  const name = by.name ?? t(by.kind === "system" ? "audit.product" : "audit.gone");
  return (
    <li className={styles.row}>
      <Avatar
        size={28}
        color="brand"
        name={name}
        initials={initialsOf(name)}
        aria-hidden
        role="presentation"
      />
      <div className={styles.main}>
        <Body1 id={`${id}-what`}>
          <EntrySentence entry={entry} zone={zone} />
        </Body1>
        <Caption1 block className={styles.quiet}>
          <Moment at={entry.at} withTime />
          {by.token !== undefined && <> · {t("history.token", { name: by.token })}</>}
          {entry.erased && <> · {t("audit.erased")}</>}
        </Caption1>
        {open && (
          <div id={`${id}-details`} className={styles.details}>
            <Details entry={entry} zone={zone} name={name} onFilter={onFilter} />
          </div>
        )}
      </div>
      <Button
        appearance="subtle"
        size="small"
        className={styles.more}
        aria-expanded={open}
        aria-controls={open ? `${id}-details` : undefined}
        aria-describedby={`${id}-what`}
        icon={open ? <ChevronUp16Regular /> : <ChevronDown16Regular />}
        iconPosition="after"
        onClick={() => setOpen(!open)}
      >
        {t("audit.details")}
      </Button>
    </li>
  );
}

function Details({ entry, zone, name, onFilter }: EntryRowProps & { name: string }) {
  const { t, number, language } = useTexts();
  const styles = useStyles();
  const rows = detailRows(entry.details ?? {});
  const { by, subject, person } = entry;
  return (
    <>
      <Caption1 className={styles.quiet}>
        {t("audit.number", { n: number(entry.n) })} · {dayAndTime(entry.at, language, zone)} · {entry.action}
        {entry.from !== undefined && <> · {t("audit.from", { address: entry.from })}</>}
      </Caption1>
      {rows.length > 0 && (
        <dl className={styles.list}>
          {rows.map((row, i) => (
            <Row key={i} row={row} />
          ))}
        </dl>
      )}
      {subject?.kind === "report" && <PageLink to={`/reports/${subject.id}`}>{t("nav.report")}</PageLink>}
      {by.id !== undefined && by.name !== undefined && (
        <Button size="small" onClick={() => onFilter({ actor: by.id })}>
          {t("audit.onlyBy", { name })}
        </Button>
      )}
      {subject && (
        <Button size="small" onClick={() => onFilter({ subject: subject.id })}>
          {person && subject.kind === "user"
            ? t("audit.onlyAbout", { name: person.name })
            : t("audit.onlyThis")}
        </Button>
      )}
    </>
  );
}

function Row({ row: { name, value, before, after } }: { row: DetailRow }) {
  const { t } = useTexts();
  const styles = useStyles();
  const changed = before !== undefined || after !== undefined;
  return (
    <>
      <dt className={styles.quiet}>
        <Caption1>{name}</Caption1>
      </dt>
      <dd className={styles.value}>
        <Caption1>
          {changed ? (
            <>
              <bdi>{before ?? t("audit.nothing")}</bdi> → <bdi>{after ?? t("audit.nothing")}</bdi>
            </>
          ) : (
            <bdi>{value}</bdi>
          )}
        </Caption1>
      </dd>
    </>
  );
}
