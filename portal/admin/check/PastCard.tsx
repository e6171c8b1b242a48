import { Body1, Caption1, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import {
  CheckmarkCircle20Filled,
  Clock20Regular,
  ErrorCircle20Filled,
  MailCheckmark20Regular,
} from "@fluentui/react-icons";
import type { JSX } from "react";
import type { Check } from "../../../shared/contracts/check.ts";
import { Card } from "../pieces/Card.tsx";
import { Moment } from "../pieces/Moment.tsx";
import { nameOf } from "../pieces/Person.tsx";
import { useTexts } from "../text-context.ts";
import { hopNow } from "./check-words.ts";

const useStyles = makeStyles({
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    gap: "12px",
  },
  row: { display: "flex", gap: "10px" },
  icon: { display: "flex", flexShrink: 0 },
  passed: { color: tokens.colorStatusSuccessForeground1 },
  failed: { color: tokens.colorStatusDangerForeground1 },
  waiting: { color: tokens.colorStatusWarningForeground1 },
  running: { color: tokens.colorBrandForeground1 },
  words: { display: "flex", flexDirection: "column", minWidth: 0, overflowWrap: "anywhere" },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const icons: Record<Check["state"], JSX.Element> = {
  passed: <CheckmarkCircle20Filled />,
  failed: <ErrorCircle20Filled />,
  waiting: <MailCheckmark20Regular />,
  running: <Clock20Regular />,
};

/** Who checked when, and what came of it; the latest on top. */
export function PastCard({ checks }: { checks: readonly Check[] }) {
  const { t, rich } = useTexts();
  const styles = useStyles();
  return (
    <Card title={t("check.past")}>
      {checks.length === 0 && <Body1 className={styles.quiet}>{t("check.past.none")}</Body1>}
      <ol className={styles.list}>
        {checks.map((check) => {
          const { id, state, startedAt, by } = check;
          const hop = hopNow(check)?.hop;
          return (
            <li key={id} className={styles.row}>
              <span className={mergeClasses(styles.icon, styles[state])}>{icons[state]}</span>
              <span className={styles.words}>
                <Body1>{t(`check.past.${state}`, { hop: hop ? t(`check.hop.${hop}`) : "" })}</Body1>
                <Caption1 className={styles.quiet}>
                  <Moment at={startedAt} withTime />{" "}
                  {rich("check.past.by", { name: <bdi>{by ? nameOf(by) : t("check.someone")}</bdi> })}
                </Caption1>
              </span>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
