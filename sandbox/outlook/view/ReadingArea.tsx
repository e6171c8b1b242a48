import { Button, Skeleton, SkeletonItem, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { Mail48Regular, MailDismiss24Regular } from "@fluentui/react-icons";
import { Compose } from "./Compose.tsx";
import { Empty } from "./Empty.tsx";
import { MailView } from "./MailView.tsx";
import { Notices } from "./Notices.tsx";
import { useClient, useClientState } from "./use-client.ts";

const useStyles = makeStyles({
  area: {
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    display: "flex",
    flexDirection: "column",
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow2,
    overflow: "hidden",
  },
  narrow: { borderRadius: 0, boxShadow: "none" },
  skeleton: { display: "grid", gap: "14px", padding: "22px" },
});

/** The open mail, or the one being written. */
export function ReadingArea({ narrow }: { narrow: boolean }) {
  const styles = useStyles();
  const { writing } = useClientState();
  return (
    <main
      className={mergeClasses(styles.area, narrow && styles.narrow)}
      aria-label={writing ? "New mail" : "Mail"}
    >
      {writing ? <Compose /> : <Reading />}
    </main>
  );
}

function Reading() {
  const styles = useStyles();
  const client = useClient();
  const { open, notices } = useClientState();
  if (open.status === "loading")
    return (
      <Skeleton aria-label="Opening the mail" className={styles.skeleton}>
        <SkeletonItem size={24} style={{ width: "50%" }} />
        <SkeletonItem size={16} style={{ width: "30%" }} />
        <SkeletonItem size={128} />
      </Skeleton>
    );
  if (open.status === "failed")
    return (
      <Empty title="This mail could not be opened" text={open.problem} icon={<MailDismiss24Regular />}>
        <Button onClick={() => client.retry()}>Try again</Button>
      </Empty>
    );
  if (!open.mail) return <Empty title="Choose a mail" text="It opens here." icon={<Mail48Regular />} />;
  return (
    <>
      <Notices notices={notices} />
      <MailView mail={open.mail} />
    </>
  );
}
