import { makeStyles, mergeClasses } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { tokens, typography } from "../../../ui/tokens.ts";
import { Frame } from "../../../ui/drawings/Frame.tsx";

const useStyles = makeStyles({
  card: {
    position: "relative",
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow4,
    overflow: "hidden",
    flexShrink: 0,
    "@media (forced-colors: active)": { outline: "1px solid CanvasText" },
  },
  picture: {
    height: "148px",
    // Where little is left of the height, the words and the button come first.
    "@media (max-height: 480px)": { display: "none" },
  },
  low: { height: "112px" },
  body: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    "@media (min-width: 400px)": { padding: tokens.spacingHorizontalXL },
  },
  text: {
    ...typography.body1,
    color: tokens.colorNeutralForeground2,
    margin: 0,
    overflowWrap: "anywhere",
  },
  heading: { ...typography.body1Strong, color: tokens.colorNeutralForeground1, margin: 0 },
  hint: { ...typography.caption1, color: tokens.colorNeutralForeground3, margin: 0 },
  outside: { marginInline: tokens.spacingHorizontalXS },
  label: {
    ...typography.caption1Strong,
    color: tokens.colorNeutralForeground3,
    margin: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXS} 0`,
  },
});

/** The card of a look, with its picture on top where it has one. */
export function Card({
  drawing,
  low,
  children,
}: {
  drawing?: ReactNode;
  low?: boolean;
  children: ReactNode;
}) {
  const styles = useStyles();
  return (
    <section className={styles.card}>
      {drawing && (
        <div className={mergeClasses(styles.picture, low && styles.low)}>
          <Frame>{drawing}</Frame>
        </div>
      )}
      <div className={styles.body}>{children}</div>
    </section>
  );
}

/** A sentence. */
export function Text({ children }: { children: ReactNode }) {
  return <p className={useStyles().text}>{children}</p>;
}

/** The title of a second card. */
export function Heading({ children }: { children: ReactNode }) {
  return <h2 className={useStyles().heading}>{children}</h2>;
}

/** Times and hints; `outside` the card they keep off its edge. */
export function Hint({ children, outside }: { children: ReactNode; outside?: boolean }) {
  const styles = useStyles();
  return <p className={mergeClasses(styles.hint, outside && styles.outside)}>{children}</p>;
}

/** A line above something that stands outside the card. */
export function Label({ children }: { children: ReactNode }) {
  return <p className={useStyles().label}>{children}</p>;
}

/** Text in which `**words**` are strong. */
export function Rich({ text }: { text: string }) {
  return text.split("**").map((piece, index) => (index % 2 ? <strong key={index}>{piece}</strong> : piece));
}
