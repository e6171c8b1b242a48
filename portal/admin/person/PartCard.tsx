import { Body1, makeStyles, Skeleton, SkeletonItem, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { isSignedOut } from "../api.ts";
import { Card } from "../pieces/Card.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0 },
  row: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: "4px 12px",
    paddingBlock: "10px",
    ":not(:first-child)": { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
    ":first-child": { paddingTop: 0 },
    ":last-child": { paddingBottom: 0 },
  },
  words: { flexGrow: 1, flexBasis: "180px", minWidth: 0, display: "flex", flexDirection: "column" },
  quiet: { color: tokens.colorNeutralForeground2 },
});

interface PartCardProps<Item> {
  title: string;
  hint: string | undefined;
  /** What is said where there are none. */
  none: string;
  query: {
    data: { items: readonly Item[]; total: number } | undefined;
    error: unknown;
    isPending: boolean;
    refetch: () => unknown;
  };
  row: (item: Item) => ReactNode;
  /** Below the list. */
  after?: ReactNode;
}

/** A list that belongs to one person, the latest on top. */
export function PartCard<Item extends { id: string }>(props: PartCardProps<Item>) {
  const { t } = useTexts();
  const styles = useStyles();
  const { data, error, isPending, refetch } = props.query;
  return (
    <Card title={props.title} hint={props.hint}>
      {error !== null && !isSignedOut(error) && (
        <ErrorBar title={t("error.person.part")} error={error} onAgain={() => void refetch()} />
      )}
      {isPending && (
        <Skeleton aria-label={t("loading")}>
          <SkeletonItem />
        </Skeleton>
      )}
      {data?.total === 0 && <Body1 className={styles.quiet}>{props.none}</Body1>}
      {data && data.total > 0 && (
        <ol className={styles.list}>
          {data.items.map((item) => (
            <li key={item.id} className={styles.row}>
              {props.row(item)}
            </li>
          ))}
        </ol>
      )}
      {props.after}
    </Card>
  );
}

/** What a row says, beside its badge. */
export function RowWords({ children }: { children: ReactNode }) {
  const styles = useStyles();
  return <span className={styles.words}>{children}</span>;
}
