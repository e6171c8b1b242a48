import {
  Body1,
  Button,
  makeStyles,
  mergeClasses,
  Skeleton,
  SkeletonItem,
  Title3,
} from "@fluentui/react-components";
import { ArrowLeft16Regular } from "@fluentui/react-icons";
import { Navigate, useLocation, useNavigate, useParams } from "react-router";
import type { Person } from "../../../shared/contracts/user-person.ts";
import { isSignedOut } from "../api.ts";
import { useMay } from "../frame/use-may.ts";
import { MergeBar } from "../merge/MergeBar.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { nameOf } from "../pieces/Person.tsx";
import { useDelayed } from "../pieces/use-delayed.ts";
import { usePageTitle } from "../pieces/use-page-title.ts";
import { useTexts } from "../text-context.ts";
import { BelongingCard } from "./BelongingCard.tsx";
import { PersonHead } from "./PersonHead.tsx";
import { ProgrammeCard } from "./ProgrammeCard.tsx";
import { ReportsCard } from "./ReportsCard.tsx";
import { SimulationsCard } from "./SimulationsCard.tsx";
import { TimelineCard } from "./TimelineCard.tsx";
import { isGone, usePerson } from "./use-person.ts";
import { WayCard } from "./WayCard.tsx";
import { WhoCard } from "./WhoCard.tsx";

const medium = "@media (min-width: 900px) and (max-width: 1599.98px)";
const wide = "@media (min-width: 1600px)";
const useStyles = makeStyles({
  page: { maxWidth: "1680px" },
  back: { marginInlineStart: "-8px", marginBottom: "4px", minWidth: "auto", fontWeight: 400 },
  icon: { display: "flex", ":dir(rtl)": { transform: "scaleX(-1)" } },
  title: { margin: 0 },
  gone: { display: "flex", flexDirection: "column", gap: "12px", alignItems: "flex-start" },
  grid: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    gap: "12px",
    alignItems: "start",
    [medium]: {
      gridTemplateColumns: "minmax(0, 1fr) minmax(0, 1.2fr)",
      // The first column is as long as it is; what it is longer than the second stands under the third.
      gridTemplateRows: "auto 1fr",
    },
    [wide]: { gridTemplateColumns: "minmax(0, 1fr) minmax(0, 1.3fr) minmax(0, 1fr)" },
  },
  column: { display: "flex", flexDirection: "column", gap: "12px", minWidth: 0 },
  first: { [medium]: { gridRow: "span 2" } },
});

/** One person: who they are, where they stand, what may be done, and all that happened. */
export function PersonPage() {
  const { id = "" } = useParams();
  // Another person is another page: nothing of the one before stays.
  return <OnePerson key={id} id={id} />;
}

function OnePerson({ id }: { id: string }) {
  const { t } = useTexts();
  const styles = useStyles();
  const go = useNavigate();
  const { data, error, isPending, refetch } = usePerson(id);
  const slow = useDelayed(isPending);
  usePageTitle(data ? nameOf(data.user) : t("nav.person"));
  const location = useLocation();
  const state: unknown = location.state;
  const list = `/people${listFrom(state)}`;
  // Who was merged into somebody else is that one.
  if (data && data.user.id !== id)
    return (
      <Navigate replace to={{ pathname: `/people/${data.user.id}`, hash: location.hash }} state={state} />
    );
  if (isGone(error))
    return (
      <div className={styles.gone}>
        <Title3 as="h1" className={styles.title}>
          {t("person.gone.title")}
        </Title3>
        <Body1>{t("person.gone.text")}</Body1>
        <Button appearance="primary" onClick={() => void go(list)}>
          {t("person.toList")}
        </Button>
      </div>
    );
  return (
    <div className={styles.page}>
      <Button
        appearance="subtle"
        size="small"
        className={styles.back}
        icon={
          <span className={styles.icon}>
            <ArrowLeft16Regular />
          </span>
        }
        onClick={() => void go(list)}
      >
        {t("person.toList")}
      </Button>
      {error && !isSignedOut(error) && (
        <ErrorBar title={t("error.person.title")} error={error} onAgain={() => void refetch()} />
      )}
      {slow && <Loading />}
      {data && <Loaded person={data} />}
    </div>
  );
}

/** The search, filter and page of the list that led here. */
function listFrom(state: unknown): string {
  const list = typeof state === "object" && state !== null && "list" in state ? state.list : "";
  return typeof list === "string" ? list : "";
}

function Loaded({ person }: { person: Person }) {
  const readsReports = useMay("reports.read");
  const styles = useStyles();
  return (
    <>
      <PersonHead person={person} />
      <MergeBar person={person} />
      <div className={styles.grid}>
        <div className={mergeClasses(styles.column, styles.first)}>
          <WayCard person={person} />
          <WhoCard person={person} />
          <BelongingCard person={person} />
        </div>
        <div className={styles.column}>
          <ProgrammeCard person={person} />
          <SimulationsCard person={person} />
          {readsReports && <ReportsCard id={person.user.id} />}
        </div>
        <div className={styles.column}>
          <TimelineCard person={person} />
        </div>
      </div>
    </>
  );
}

function Loading() {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <Skeleton aria-label={t("loading")}>
      <SkeletonItem size={40} style={{ width: "min(420px, 80%)", marginBottom: 24 }} />
      <div className={styles.grid}>
        {[320, 260, 400].map((height) => (
          <SkeletonItem key={height} style={{ height, borderRadius: 8 }} />
        ))}
      </div>
    </Skeleton>
  );
}
