import { makeStyles, mergeClasses } from "@fluentui/react-components";
import { CheckmarkCircle20Filled, ErrorCircle20Filled, QuestionCircle20Filled } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import { tokens, typography } from "../../../ui/tokens.ts";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0, display: "flex", flexDirection: "column" },
  step: {
    display: "grid",
    gridTemplateColumns: "20px minmax(0, 1fr) auto",
    columnGap: tokens.spacingHorizontalM,
    position: "relative",
    paddingBottom: tokens.spacingVerticalMNudge,
    ":last-child": { paddingBottom: 0 },
    ":not(:last-child)::after": {
      content: '""',
      position: "absolute",
      insetInlineStart: "9px",
      top: "24px",
      bottom: "2px",
      width: "2px",
      backgroundColor: tokens.colorNeutralStroke2,
    },
  },
  done: { color: tokens.colorBrandForeground1 },
  failed: { color: tokens.colorStatusDangerForeground1 },
  ring: {
    display: "block",
    boxSizing: "border-box",
    width: "18px",
    height: "18px",
    margin: "1px",
    borderRadius: "50%",
    border: `2px solid ${tokens.colorNeutralStroke1}`,
  },
  now: {
    border: `2px solid ${tokens.colorBrandForeground1}`,
    boxShadow: `0 0 0 3px ${tokens.colorBrandBackground2}`,
    display: "grid",
    placeItems: "center",
    "::after": {
      content: '""',
      width: "8px",
      height: "8px",
      borderRadius: "50%",
      backgroundColor: tokens.colorBrandForeground1,
    },
  },
  name: { ...typography.body1Strong, color: tokens.colorNeutralForeground1 },
  next: { ...typography.body1, color: tokens.colorNeutralForeground3 },
  detail: {
    ...typography.caption1,
    color: tokens.colorNeutralForeground2,
    gridColumn: "2 / span 2",
  },
  time: {
    ...typography.caption1,
    color: tokens.colorNeutralForeground3,
    lineHeight: tokens.lineHeightBase300,
  },
});

export interface Step {
  name: string;
  state: "done" | "now" | "next" | "failed" | "unknown";
  detail?: string;
  time?: string;
}

/** What has happened, what is happening, what comes. */
export function StepList({ steps }: { steps: Step[] }) {
  const styles = useStyles();
  const signs: Record<Step["state"], ReactNode> = {
    done: <CheckmarkCircle20Filled className={styles.done} />,
    failed: <ErrorCircle20Filled className={styles.failed} />,
    unknown: <QuestionCircle20Filled className={styles.done} />,
    now: <span className={mergeClasses(styles.ring, styles.now)} />,
    next: <span className={styles.ring} />,
  };
  return (
    <ol className={styles.list}>
      {steps.map(({ name, state, detail, time }) => (
        <li key={name} className={styles.step} aria-current={state === "now" ? "step" : undefined}>
          <span aria-hidden="true">{signs[state]}</span>
          <span className={state === "next" ? styles.next : styles.name}>{name}</span>
          {time ? <span className={styles.time}>{time}</span> : <span />}
          {detail && <span className={styles.detail}>{detail}</span>}
        </li>
      ))}
    </ol>
  );
}
