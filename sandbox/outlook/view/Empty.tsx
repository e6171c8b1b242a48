import { Body1Strong, Caption1, makeStyles, tokens } from "@fluentui/react-components";
import type { ReactElement, ReactNode } from "react";

const useStyles = makeStyles({
  root: {
    flexGrow: 1,
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    justifyContent: "center",
    gap: "8px",
    padding: "32px 24px",
    textAlign: "center",
    color: tokens.colorNeutralForeground2,
  },
  icon: { color: tokens.colorBrandForeground2, opacity: 0.8, lineHeight: 0 },
  text: { color: tokens.colorNeutralForeground3, overflowWrap: "anywhere" },
});

/** A place with nothing in it: what is missing, and perhaps a way on. */
export function Empty(props: { icon: ReactElement; title: string; text: string; children?: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      <span className={styles.icon} aria-hidden>
        {props.icon}
      </span>
      <Body1Strong>{props.title}</Body1Strong>
      <Caption1 className={styles.text}>{props.text}</Caption1>
      {props.children}
    </div>
  );
}
