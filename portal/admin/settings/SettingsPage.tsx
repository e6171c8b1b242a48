import { Body1, makeStyles, Skeleton, SkeletonItem, Title3, tokens } from "@fluentui/react-components";
import type { Organization } from "../../../shared/contracts/organization.ts";
import { isSignedOut } from "../api.ts";
import { useMay } from "../frame/use-may.ts";
import { useOrganization } from "../joining/use-organization.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useDelayed } from "../pieces/use-delayed.ts";
import { usePageTitle } from "../pieces/use-page-title.ts";
import { useTexts } from "../text-context.ts";
import { AfterReportCard } from "./AfterReportCard.tsx";
import { DomainsCard } from "./DomainsCard.tsx";
import { EmployeeIdCard } from "./EmployeeIdCard.tsx";
import { HistoryCard } from "./HistoryCard.tsx";
import { HoursCard } from "./HoursCard.tsx";
import { LanguagesCard } from "./LanguagesCard.tsx";
import { MailboxCard } from "./MailboxCard.tsx";
import { NameCard, RetentionCard, SenderCard } from "./PlainCards.tsx";
import { RequiredCard } from "./RequiredCard.tsx";
import { TermsCard } from "./TermsCard.tsx";
import { ZoneCard } from "./ZoneCard.tsx";

const useStyles = makeStyles({
  page: { maxWidth: "1440px" },
  head: { marginBottom: tokens.spacingVerticalL },
  title: { margin: 0 },
  lead: { color: tokens.colorNeutralForeground2, display: "block", marginTop: tokens.spacingVerticalXS },
  grid: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    gap: "12px",
    alignItems: "start",
    "@media (min-width: 1200px)": { gridTemplateColumns: "minmax(0, 2fr) minmax(280px, 1fr)" },
  },
  column: { display: "flex", flexDirection: "column", gap: "12px", minWidth: 0 },
});

/** What holds for the whole organization. */
export function SettingsPage() {
  const { t } = useTexts();
  const styles = useStyles();
  const mayChange = useMay("settings.change");
  const { data, error, isPending, refetch } = useOrganization();
  const slow = useDelayed(isPending);
  usePageTitle(t("settings.title"));
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <Title3 as="h1" className={styles.title}>
          {t("settings.title")}
        </Title3>
        <Body1 className={styles.lead}>{t(mayChange ? "settings.lead" : "joining.readOnly")}</Body1>
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
        <NameCard organization={organization} />
        <DomainsCard organization={organization} />
        <MailboxCard organization={organization} />
        <AfterReportCard organization={organization} />
        <RetentionCard organization={organization} />
        <RequiredCard organization={organization} />
        <TermsCard organization={organization} />
      </div>
      <div className={styles.column}>
        <ZoneCard organization={organization} />
        <HoursCard organization={organization} />
        <LanguagesCard organization={organization} />
        <SenderCard organization={organization} />
        <EmployeeIdCard organization={organization} />
        <HistoryCard
          title={t("settings.history")}
          none={t("settings.history.none")}
          zone={organization.timeZone}
          about={(field) => !field.startsWith("joining.")}
        />
      </div>
    </div>
  );
}

function Loading() {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <Skeleton aria-label={t("loading")} className={styles.grid}>
      {[
        [84, 150, 120, 84, 84, 84],
        [84, 84, 110, 84, 84, 150],
      ].map((heights, column) => (
        <div key={column} className={styles.column}>
          {heights.map((height, index) => (
            <SkeletonItem key={index} style={{ height, borderRadius: 8 }} />
          ))}
        </div>
      ))}
    </Skeleton>
  );
}
