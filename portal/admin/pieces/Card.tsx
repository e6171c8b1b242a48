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
  head: { display: "flex", alignItems: "flex-start", columnGap: "10px", marginBottom: "10px" },
  words: { display: "flex", flexWrap: "wrap", alignItems: "baseline", columnGap: "10px", flexGrow: 1 },
  hint: { color: tokens.colorNeutralForeground3 },
});

interface CardProps {
  title: string;
  hint?: string | undefined;
  /** What can be done about the whole of it, at the end of the title. */
  action?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A part of a page with a title of its own. */
export function Card(props: CardProps) {
  const styles = useStyles();
  const title = useId();
  return (
    <section className={mergeClasses(styles.card, props.className)} aria-labelledby={title}>
      <div className={styles.head}>
        <div className={styles.words}>
          <Subtitle2 as="h2" id={title} style={{ margin: 0 }}>
            {props.title}
          </Subtitle2>
          {props.hint && <Caption1 className={styles.hint}>{props.hint}</Caption1>}
        </div>
        {props.action}
      </div>
      {props.children}
    </section>
  );
}
