import {
  Body1,
  Body1Strong,
  Caption1,
  makeStyles,
  mergeClasses,
  Spinner,
  tokens,
} from "@fluentui/react-components";
import {
  CheckmarkCircle20Filled,
  Circle20Regular,
  Clock20Regular,
  ErrorCircle20Filled,
} from "@fluentui/react-icons";
import type { JSX } from "react";
import type { Hop } from "../../../shared/contracts/check.ts";
import { useTexts } from "../text-context.ts";
import { HopWhy } from "./HopWhy.tsx";
import { useSpan } from "./use-span.ts";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0 },
  hop: {
    position: "relative",
    display: "grid",
    gridTemplateColumns: "20px minmax(0, 1fr) auto",
    columnGap: "12px",
    paddingBottom: "18px",
    ":last-child": { paddingBottom: 0 },
    // The way to the next one; drawn as a border, so that it stays where colours are forced.
    ":not(:last-child)::before": {
      content: '""',
      position: "absolute",
      insetInlineStart: "9px",
      insetBlock: "24px 4px",
      borderInlineStartWidth: "2px",
      borderInlineStartStyle: "solid",
      borderInlineStartColor: tokens.colorNeutralStroke2,
    },
  },
  passed: {
    ":not(:last-child)::before": { borderInlineStartColor: tokens.colorStatusSuccessBorder2 },
  },
  icon: { display: "flex", height: "20px", alignItems: "center" },
  done: { color: tokens.colorStatusSuccessForeground1 },
  failed: { color: tokens.colorStatusDangerForeground1 },
  waiting: { color: tokens.colorStatusWarningForeground1 },
  ahead: { color: tokens.colorNeutralForeground3 },
  words: { minWidth: 0 },
  why: { gridColumn: "2 / -1", minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground3 },
  state: { color: tokens.colorNeutralForeground2, whiteSpace: "nowrap", fontVariantNumeric: "tabular-nums" },
});

const icons: Record<Hop["state"], JSX.Element> = {
  done: <CheckmarkCircle20Filled />,
  failed: <ErrorCircle20Filled />,
  waiting: <Clock20Regular />,
  running: <Spinner size="extra-tiny" aria-hidden />,
  ahead: <Circle20Regular />,
};

interface HopsProps {
  hops: readonly Hop[];
  mailbox: string | undefined;
  asked: { server: string; here: number };
}

/** The way of a report from top to bottom; each hop says in a word, not by its colour alone, how it stands. */
export function Hops({ hops, mailbox, asked }: HopsProps) {
  const { t } = useTexts();
  const styles = useStyles();
  const span = useSpan();
  return (
    <ol className={styles.list} aria-label={t("check.path")}>
      {hops.map((hop) => {
        const { state, took } = hop;
        const name = t(`check.hop.${hop.hop}`);
        const isNow = state !== "done" && state !== "ahead";
        return (
          <li
            key={hop.hop}
            className={mergeClasses(styles.hop, state === "done" && styles.passed)}
            aria-current={isNow ? "step" : undefined}
          >
            <span className={mergeClasses(styles.icon, state !== "running" && styles[state])}>
              {icons[state]}
            </span>
            <div className={styles.words}>
              {isNow ? (
                <Body1Strong>{name}</Body1Strong>
              ) : (
                <Body1 className={state === "ahead" ? styles.quiet : undefined}>{name}</Body1>
              )}
            </div>
            <Caption1 className={styles.state}>
              {t(`check.state.${state}`)}
              {took !== undefined && <> · {span(took)}</>}
            </Caption1>
            <div className={styles.why}>
              <HopWhy hop={hop} mailbox={mailbox} asked={asked} />
            </div>
          </li>
        );
      })}
    </ol>
  );
}
