import {
  Body1,
  Button,
  Caption1,
  makeStyles,
  Skeleton,
  SkeletonItem,
  tokens,
} from "@fluentui/react-components";
import {
  ArrowClockwise16Regular,
  ArrowUndo16Regular,
  CheckmarkCircle16Filled,
  Delete16Regular,
  Edit16Regular,
  Flag16Filled,
  Mail16Regular,
  MailArrowForward16Regular,
  MailWarning16Regular,
  Merge16Regular,
  PauseCircle16Regular,
  PeopleTeam16Regular,
  PersonAdd16Regular,
  Play16Regular,
  PlayCircle16Regular,
  Record16Regular,
  ArrowExit16Regular,
} from "@fluentui/react-icons";
import type { JSX } from "react";
import type { Happening, Person } from "../../../shared/contracts/user-person.ts";
import { isSignedOut } from "../api.ts";
import { Card } from "../pieces/Card.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { Moment } from "../pieces/Moment.tsx";
import { useTexts } from "../text-context.ts";
import { ByWhom } from "./ByWhom.tsx";
import { WhatHappened } from "./WhatHappened.tsx";
import { useTimeline } from "./use-person.ts";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0 },
  row: {
    position: "relative",
    display: "flex",
    gap: "12px",
    paddingBottom: "14px",
    // The line to the one before.
    ":not(:last-child)::before": {
      content: '""',
      position: "absolute",
      insetBlock: "24px 0",
      insetInlineStart: "11px",
      width: "2px",
      backgroundColor: tokens.colorNeutralStroke2,
    },
  },
  icon: {
    display: "flex",
    alignItems: "center",
    justifyContent: "center",
    flexShrink: 0,
    width: "24px",
    height: "24px",
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground2,
  },
  words: { display: "flex", flexDirection: "column", minWidth: 0, overflowWrap: "anywhere" },
  quiet: { color: tokens.colorNeutralForeground2 },
});

const icons: Record<Happening["what"], JSX.Element> = {
  added: <PersonAdd16Regular />,
  joined: <PersonAdd16Regular />,
  started: <Play16Regular />,
  restarted: <ArrowClockwise16Regular />,
  onboarded: <CheckmarkCircle16Filled />,
  activated: <PlayCircle16Regular />,
  deactivated: <PauseCircle16Regular />,
  removed: <Delete16Regular />,
  restored: <ArrowUndo16Regular />,
  changed: <Edit16Regular />,
  groupGiven: <PeopleTeam16Regular />,
  groupTaken: <PeopleTeam16Regular />,
  copyAsked: <MailArrowForward16Regular />,
  signedOut: <ArrowExit16Regular />,
  merged: <Merge16Regular />,
  unmerged: <ArrowUndo16Regular />,
  mailSent: <Mail16Regular />,
  mailInDoubt: <MailWarning16Regular />,
  mailRefused: <MailWarning16Regular />,
  reported: <Flag16Filled />,
  other: <Record16Regular />,
};

/** All that happened to one person and who did it, the latest on top. */
export function TimelineCard({ person }: { person: Person }) {
  const { t } = useTexts();
  const styles = useStyles();
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useTimeline(person);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card title={t("person.timeline")}>
      {error && !isSignedOut(error) && (
        <ErrorBar title={t("error.person.part")} error={error} onAgain={() => void refetch()} />
      )}
      {isPending && (
        <Skeleton aria-label={t("loading")}>
          <SkeletonItem />
        </Skeleton>
      )}
      {data && items.length === 0 && <Body1 className={styles.quiet}>{t("person.timeline.none")}</Body1>}
      <ol className={styles.list} aria-label={t("person.timeline")}>
        {items.map((happening) => (
          <li key={happening.id} className={styles.row}>
            <span className={styles.icon} aria-hidden>
              {icons[happening.what]}
            </span>
            <div className={styles.words}>
              <Body1>
                <WhatHappened happening={happening} />
              </Body1>
              <Caption1 className={styles.quiet}>
                <Moment at={happening.at} withTime />
                {" · "}
                <Source happening={happening} />
              </Caption1>
            </div>
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button size="small" disabledFocusable={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("person.timeline.earlier")}
        </Button>
      )}
    </Card>
  );
}

function Source({ happening: { by, simulation } }: { happening: Happening }) {
  const { t } = useTexts();
  if (simulation) return t("person.by.mailServer");
  return <ByWhom doer={by} />;
}
