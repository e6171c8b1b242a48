import { Caption1, makeStyles, mergeClasses, Subtitle2, tokens } from "@fluentui/react-components";
import { type ReactNode, useId } from "react";

const useStyles = makeStyles({
  card: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    padding: "16px 20px",
    minWidth: 0,
  },
  head: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "baseline",
    columnGap: "10px",
    marginBottom: "10px",
  },
  hint: { color: tokens.colorNeutralForeground3 },
});

/** A part of a page with a title of its own. */
export function Card(props: { title: string; hint?: string; className?: string; children: ReactNode }) {
  const styles = useStyles();
  const title = useId();
  return (
    <section className={mergeClasses(styles.card, props.className)} aria-labelledby={title}>
      <div className={styles.head}>
        <Subtitle2 as="h2" id={title} style={{ margin: 0 }}>
          {props.title}
        </Subtitle2>
        {props.hint && <Caption1 className={styles.hint}>{props.hint}</Caption1>}
      </div>
      {props.children}
    </section>
  );
}
