import {
  Button,
  Link,
  Skeleton,
  SkeletonItem,
  Text,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import { MailInbox48Regular, Search48Regular } from "@fluentui/react-icons";
import { folderName } from "../mail/messages.ts";
import { visibleMessages } from "../mail/message-list.ts";
import { Empty } from "./Empty.tsx";
import { MessageList } from "./MessageList.tsx";
import { useClient, useClientState } from "./use-client.ts";

const useStyles = makeStyles({
  pane: {
    width: "306px",
    flexShrink: 0,
    display: "flex",
    flexDirection: "column",
    minHeight: 0,
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow2,
    overflow: "hidden",
  },
  narrow: { width: "100%", borderRadius: 0, boxShadow: "none" },
  head: {
    display: "flex",
    alignItems: "baseline",
    justifyContent: "space-between",
    gap: "8px",
    padding: "10px 14px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  count: { color: tokens.colorNeutralForeground3 },
  skeleton: {
    display: "grid",
    gap: "8px",
    padding: "14px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
});

/** The middle column: a folder or what a search found, in each of its looks. */
export function MessagePane({ narrow }: { narrow: boolean }) {
  const styles = useStyles();
  const { folder, search, list } = useClientState();
  const shown = visibleMessages(list.messages, folder, search);
  const title = search.trim() ? "Search results" : folderName(folder);
  return (
    <section className={mergeClasses(styles.pane, narrow && styles.narrow)} aria-label={title}>
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        {list.status === "ready" && (
          <Text size={200} className={styles.count}>
            {shown.length === 1 ? "1 mail" : `${shown.length} mails`}
          </Text>
        )}
      </div>
      <Content />
    </section>
  );
}

function Content() {
  const client = useClient();
  const { folder, search, list } = useClientState();
  const shown = visibleMessages(list.messages, folder, search);
  if (list.status === "loading") return <Loading />;
  if (list.status === "failed")
    return (
      <Empty title="The mailbox could not be read" text={list.problem} icon={<MailInbox48Regular />}>
        <Button onClick={() => void client.load()}>Try again</Button>
      </Empty>
    );
  if (shown.length > 0) return <MessageList messages={shown} />;
  if (search.trim())
    return (
      <Empty title="Nothing found" text={`No mail fits “${search.trim()}”.`} icon={<Search48Regular />}>
        <Link onClick={() => client.search("")}>Clear the search</Link>
      </Empty>
    );
  return (
    <Empty
      title={folder === "inbox" ? "No mail yet" : "Nothing in here"}
      text={folder === "inbox" ? "New mail appears here by itself." : `${folderName(folder)} is empty.`}
      icon={<MailInbox48Regular />}
    />
  );
}

function Loading() {
  const styles = useStyles();
  return (
    <Skeleton aria-label="Reading the mailbox">
      {[0, 1, 2, 3].map((row) => (
        <div key={row} className={styles.skeleton}>
          <SkeletonItem size={16} style={{ width: "60%" }} />
          <SkeletonItem size={12} style={{ width: "85%" }} />
          <SkeletonItem size={12} />
        </div>
      ))}
    </Skeleton>
  );
}
