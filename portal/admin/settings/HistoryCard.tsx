import {
  Avatar,
  Body1,
  Caption1,
  makeStyles,
  SkeletonItem,
  Skeleton,
  tokens,
} from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { ListSettingChanges } from "../../../shared/contracts/organization.ts";
import type { ResponseOf } from "../../../ui/api-client.ts";
import { api, isSignedOut } from "../api.ts";
import { Card } from "../pieces/Card.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { Moment } from "../pieces/Moment.tsx";
import { initialsOf } from "../pieces/Person.tsx";
import { useTexts } from "../text-context.ts";
import { ChangeSentence, isTold } from "./ChangeSentence.tsx";

const most = 6;
const useStyles = makeStyles({
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    gap: "12px",
  },
  row: { display: "flex", alignItems: "flex-start", gap: "10px" },
  words: { display: "flex", flexDirection: "column", flexGrow: 1, minWidth: 0, overflowWrap: "anywhere" },
  quiet: { color: tokens.colorNeutralForeground3 },
});

type Item = ResponseOf<typeof ListSettingChanges>["items"][number];

interface HistoryCardProps {
  title: string;
  /** Shown when nothing was changed yet. */
  none: string;
  zone: string;
  /** Which settings it tells of. */
  about: (field: string) => boolean;
}

/** Who changed what, and when: the latest on top. */
export function HistoryCard({ title, none, zone, about }: HistoryCardProps) {
  const { t } = useTexts();
  const styles = useStyles();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["organization", "changes"],
    queryFn: ({ signal }) => api.call(ListSettingChanges, { signal }),
  });
  const rows = (data?.items ?? [])
    .flatMap((item) =>
      item.changes
        .filter((change) => about(change.field) && isTold(change))
        .map((change) => ({ item, change })),
    )
    .slice(0, most);
  return (
    <Card title={title}>
      {error && !isSignedOut(error) && (
        <ErrorBar title={t("history.failed")} error={error} onAgain={() => void refetch()} />
      )}
      {isPending && (
        <Skeleton aria-label={t("loading")}>
          <SkeletonItem />
        </Skeleton>
      )}
      {data && rows.length === 0 && <Body1 className={styles.quiet}>{none}</Body1>}
      {rows.length > 0 && (
        <ol className={styles.list}>
          {rows.map(({ item, change }) => (
            <li key={`${item.at} ${change.field}`} className={styles.row}>
              <Avatar
                size={28}
                color="brand"
                name={item.by ?? t("history.product")}
                initials={initialsOf(item.by ?? t("history.product"))}
                aria-hidden
                role="presentation"
              />
              <div className={styles.words}>
                <Body1>
                  <ChangeSentence change={change} who={<Who item={item} />} zone={zone} />
                </Body1>
                <Caption1 className={styles.quiet}>
                  <Moment at={item.at} withTime />
                  {item.token !== undefined && <> · {t("history.token", { name: item.token })}</>}
                </Caption1>
              </div>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function Who({ item }: { item: Item }) {
  const { t } = useTexts();
  const nobody = t(item.actor === "system" ? "history.product" : "joining.unknownPerson");
  return (
    <b>
      <bdi>{item.by ?? nobody}</bdi>
    </b>
  );
}
