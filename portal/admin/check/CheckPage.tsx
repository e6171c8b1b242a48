import {
  Body1,
  Button,
  makeStyles,
  Skeleton,
  SkeletonItem,
  Title3,
  tokens,
} from "@fluentui/react-components";
import { MailArrowForward20Regular } from "@fluentui/react-icons";
import { isSignedOut } from "../api.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useDelayed } from "../pieces/use-delayed.ts";
import { usePageTitle } from "../pieces/use-page-title.ts";
import { useTexts } from "../text-context.ts";
import { ButtonsCard } from "./ButtonsCard.tsx";
import { NothingChecked, PathCard } from "./PathCard.tsx";
import { PastCard } from "./PastCard.tsx";
import { SenderCard } from "./SenderCard.tsx";
import { useChecks, useStartCheck } from "./use-check.ts";

const useStyles = makeStyles({
  page: { maxWidth: "1440px" },
  head: {
    display: "flex",
    flexWrap: "wrap",
    gap: "8px 20px",
    alignItems: "flex-start",
    marginBottom: "20px",
  },
  words: { flex: "1 1 300px" },
  title: { margin: 0 },
  lead: { display: "block", color: tokens.colorNeutralForeground2, marginTop: "4px", maxWidth: "72ch" },
  grid: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    gap: "12px",
    alignItems: "start",
    "@media (min-width: 1200px)": { gridTemplateColumns: "minmax(0, 3fr) minmax(340px, 2fr)" },
  },
  column: { display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: "12px" },
});

/** Whether reported mails get through, hop by hop; which button is live; whether the sender looks genuine. */
export function CheckPage() {
  const { t } = useTexts();
  const styles = useStyles();
  const { data, dataUpdatedAt, error, isPending, refetch } = useChecks();
  const start = useStartCheck();
  const slow = useDelayed(isPending);
  usePageTitle(t("check.title"));
  const latest = data?.items[0];
  const busy = start.isPending || (latest?.state === "running" && !isInterrupted(latest));
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <div className={styles.words}>
          <Title3 as="h1" block className={styles.title}>
            {t("check.title")}
          </Title3>
          <Body1 className={styles.lead}>{t("check.lead")}</Body1>
        </div>
        {data && (
          <Button
            appearance="primary"
            icon={<MailArrowForward20Regular />}
            disabledFocusable={busy}
            onClick={() => start.mutate()}
          >
            {t(latest ? "check.again" : "check.run")}
          </Button>
        )}
      </div>
      {start.error && !isSignedOut(start.error) && <ErrorBar title={t("check.failed")} error={start.error} />}
      {error && !isSignedOut(error) && (
        <ErrorBar
          title={t(data ? "check.error.stale" : "check.error")}
          error={error}
          onAgain={() => void refetch()}
        />
      )}
      {slow && (
        <Skeleton aria-label={t("loading")}>
          <SkeletonItem style={{ height: 420, borderRadius: 8 }} />
        </Skeleton>
      )}
      {data && (
        <div className={styles.grid}>
          <div className={styles.column}>
            {latest ? (
              <PathCard check={latest} asked={{ server: data.now, here: dataUpdatedAt }} />
            ) : (
              <NothingChecked />
            )}
            <PastCard checks={data.items} />
          </div>
          <div className={styles.column}>
            <ButtonsCard />
            <SenderCard />
          </div>
        </div>
      )}
    </div>
  );
}

/** The one running check that another press helps on. */
const isInterrupted = ({ hops }: { hops: readonly { reason?: string | undefined }[] }) =>
  hops.some(({ reason }) => reason === "interrupted");
