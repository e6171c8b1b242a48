import { Body1, makeStyles, SkeletonItem, Skeleton, Title3, tokens } from "@fluentui/react-components";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { isSignedOut } from "../api.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useDelayed } from "../pieces/use-delayed.ts";
import { usePageTitle } from "../pieces/use-page-title.ts";
import { HistoryCard } from "../settings/HistoryCard.tsx";
import { useTexts } from "../text-context.ts";
import { AllowedCard } from "./AllowedCard.tsx";
import { ContactCard } from "./ContactCard.tsx";
import { JoinLinkCard } from "./JoinLinkCard.tsx";
import { PreviewCard } from "./PreviewCard.tsx";
import { SwitchCard } from "./SwitchCard.tsx";
import { useOrganization } from "./use-organization.ts";
import { WindowCard } from "./WindowCard.tsx";

const useStyles = makeStyles({
  page: { maxWidth: "1440px" },
  head: { marginBottom: tokens.spacingVerticalL },
  title: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  lead: { color: tokens.colorNeutralForeground2, display: "block", marginTop: tokens.spacingVerticalXS },
  grid: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    gap: "12px",
    alignItems: "start",
    "@media (min-width: 1200px)": { gridTemplateColumns: "minmax(0, 2fr) minmax(280px, 1fr)" },
  },
  column: { display: "flex", flexDirection: "column", gap: "12px", minWidth: 0 },
  aside: {
    display: "grid",
    gap: "12px",
    gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 280px), 1fr))",
  },
});

/** Who may come in by the button, and the switch for it. */
export function JoiningPage() {
  const { t } = useTexts();
  const styles = useStyles();
  const { data, error, isPending, refetch } = useOrganization();
  const slow = useDelayed(isPending);
  usePageTitle(t("joining.title"));
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <Title3 as="h1" className={styles.title}>
          {t("joining.title")}
        </Title3>
        <Body1 className={styles.lead}>{t("joining.lead")}</Body1>
      </div>
      {error && !isSignedOut(error) && (
        <ErrorBar
          title={t(data ? "error.organization.stale.title" : "error.organization.title")}
          error={error}
          onAgain={() => void refetch()}
        />
      )}
      {slow && <Loading />}
      {data && <Cards organization={data} />}
    </div>
  );
}

function Cards({ organization }: { organization: Organization }) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <div className={styles.grid}>
      <div className={styles.column}>
        <SwitchCard organization={organization} />
        <WindowCard organization={organization} />
        <AllowedCard organization={organization} />
        <ContactCard organization={organization} />
      </div>
      <div className={styles.aside}>
        <JoinLinkCard organization={organization} />
        <HistoryCard
          title={t("joining.lastChange")}
          none={t("joining.neverSwitched")}
          zone={organization.timeZone}
          about={(field) => field.startsWith("joining.")}
        />
        <PreviewCard organization={organization} />
      </div>
    </div>
  );
}

function Loading() {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <Skeleton aria-label={t("loading")} className={styles.grid}>
      <div className={styles.column}>
        <SkeletonItem style={{ height: 124, borderRadius: 8 }} />
        <SkeletonItem style={{ height: 150, borderRadius: 8 }} />
        <SkeletonItem style={{ height: 56, borderRadius: 8 }} />
      </div>
      <div className={styles.column}>
        <SkeletonItem style={{ height: 110, borderRadius: 8 }} />
        <SkeletonItem style={{ height: 220, borderRadius: 8 }} />
      </div>
    </Skeleton>
  );
}
