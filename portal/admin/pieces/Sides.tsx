import { Body1, Button, Caption1, makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";

const useStyles = makeStyles({
  sides: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 168px), 1fr))",
    gap: "12px",
    marginTop: "8px",
  },
  side: {
    display: "flex",
    flexDirection: "column",
    gap: "8px",
    alignItems: "flex-start",
    padding: "12px",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    overflowWrap: "anywhere",
    minWidth: 0,
  },
  value: { flexGrow: 1, minWidth: 0, maxWidth: "100%" },
  quiet: { color: tokens.colorNeutralForeground2 },
});

export interface Side {
  title: string;
  value: ReactNode;
  button: string;
  onChoose: () => void;
}

/** Two people changed the same: both values side by side, and a button for each. */
export function Sides({ question, sides }: { question: string; sides: readonly Side[] }) {
  const styles = useStyles();
  return (
    <div role="alert">
      <Body1 block>{question}</Body1>
      <div className={styles.sides}>
        {sides.map(({ title, value, button, onChoose }) => (
          <div key={title} className={styles.side}>
            <Caption1 className={styles.quiet}>{title}</Caption1>
            <div className={styles.value}>{value}</div>
            <Button onClick={onChoose}>{button}</Button>
          </div>
        ))}
      </div>
    </div>
  );
}
