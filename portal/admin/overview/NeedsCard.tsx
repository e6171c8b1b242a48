import { Body1, Body1Strong, Button, Caption1, makeStyles, tokens } from "@fluentui/react-components";
import {
  CheckmarkCircle20Filled,
  CloudError20Regular,
  DoorArrowRight20Regular,
  Flag20Regular,
  Globe20Regular,
  MailDismiss20Regular,
  MailShield20Regular,
  MailWarning20Regular,
  PauseCircle20Regular,
} from "@fluentui/react-icons";
import type { JSX } from "react";
import { useNavigate } from "react-router";
import { Card } from "../pieces/Card.tsx";
import { useTexts } from "../text-context.ts";
import type { Need } from "./needs.ts";

const useStyles = makeStyles({
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 400px), 1fr))",
    columnGap: "32px",
  },
  item: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    alignContent: "center",
    gap: "6px 12px",
    padding: "10px 0",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  icon: { display: "flex", flexShrink: 0, alignSelf: "flex-start", paddingTop: "1px" },
  warning: { color: tokens.colorStatusWarningForeground1 },
  calm: { color: tokens.colorBrandForeground1 },
  words: { flex: "1 1 200px", minWidth: 0, display: "flex", flexDirection: "column" },
  why: { color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
  act: { marginInlineStart: "auto" },
  nothing: { display: "flex", alignItems: "center", gap: "10px" },
  good: { display: "flex", color: tokens.colorStatusSuccessForeground1 },
});

const looks: Record<Need["key"], { icon: JSX.Element; to: string; urgent: boolean }> = {
  away: { icon: <CloudError20Regular />, to: "/mail", urgent: true },
  inDoubt: { icon: <MailWarning20Regular />, to: "/mail?state=inDoubt", urgent: true },
  refused: { icon: <MailDismiss20Regular />, to: "/mail?state=refused", urgent: true },
  held: { icon: <PauseCircle20Regular />, to: "/mail?state=held", urgent: true },
  reports: { icon: <Flag20Regular />, to: "/reports?review=open", urgent: false },
  mailbox: { icon: <MailShield20Regular />, to: "/settings", urgent: false },
  domains: { icon: <Globe20Regular />, to: "/settings", urgent: false },
  knocking: { icon: <DoorArrowRight20Regular />, to: "/joining", urgent: false },
};

/** What waits for a person, most urgent first; one quiet line where nothing does. */
export function NeedsCard({ needs }: { needs: Need[] }) {
  const { t } = useTexts();
  const styles = useStyles();
  if (needs.length === 0)
    return (
      <Card title={t("overview.needs")}>
        <Body1 className={styles.nothing}>
          <span className={styles.good}>
            <CheckmarkCircle20Filled />
          </span>
          {t("overview.needs.nothing")}
        </Body1>
      </Card>
    );
  return (
    <Card title={t("overview.needs")}>
      <ul className={styles.list}>
        {needs.map((need) => (
          <NeedLine key={need.key} need={need} />
        ))}
      </ul>
    </Card>
  );
}

function NeedLine({ need }: { need: Need }) {
  const { t, counted } = useTexts();
  const styles = useStyles();
  const go = useNavigate();
  const { icon, to, urgent } = looks[need.key];
  const what =
    "n" in need
      ? counted(`overview.need.${need.key}`, need.n)
      : "names" in need
        ? counted("overview.need.domains", need.names.length)
        : t(`overview.need.${need.key}`);
  const names = "names" in need ? need.names.join(", ") : "";
  return (
    <li className={styles.item}>
      <span className={`${styles.icon} ${urgent ? styles.warning : styles.calm}`}>{icon}</span>
      <span className={styles.words}>
        <Body1Strong>{what}</Body1Strong>
        <Caption1 className={styles.why}>{t(`overview.need.${need.key}.why`, { names })}</Caption1>
      </span>
      <Button
        size="small"
        className={styles.act}
        onClick={() => void go(to)}
        aria-label={`${t(`overview.need.${need.key}.act`)}: ${what}`}
      >
        {t(`overview.need.${need.key}.act`)}
      </Button>
    </li>
  );
}
