import {
  Body1,
  Button,
  makeStyles,
  Skeleton,
  SkeletonItem,
  Subtitle2,
  Title3,
  tokens,
} from "@fluentui/react-components";
import { Add20Regular } from "@fluentui/react-icons";
import { useState } from "react";
import type { Programme } from "../../../shared/contracts/programme.ts";
import { isSignedOut } from "../api.ts";
import { useMay } from "../frame/use-may.ts";
import { Card } from "../pieces/Card.tsx";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useDelayed } from "../pieces/use-delayed.ts";
import { usePageTitle } from "../pieces/use-page-title.ts";
import { useTexts } from "../text-context.ts";
import { ProgrammeCard } from "./ProgrammeCard.tsx";
import { ProgrammeForm } from "./ProgrammeForm.tsx";
import { useProgrammes, useProgrammeUsers } from "./use-programme.ts";

const useStyles = makeStyles({
  page: { maxWidth: "960px" },
  title: { margin: 0 },
  lead: { display: "block", color: tokens.colorNeutralForeground2, margin: "4px 0 16px", maxWidth: "72ch" },
  bar: { marginBottom: "12px" },
  list: { display: "flex", flexDirection: "column", gap: "12px" },
  over: { margin: "28px 0 12px" },
});

/** Which practice mails people get, how often, and who has which programme. */
export function ProgrammesPage() {
  const { t } = useTexts();
  const styles = useStyles();
  const mayChange = useMay("programme.change");
  const { data, error, isPending, refetch } = useProgrammes();
  const users = useProgrammeUsers();
  const slow = useDelayed(isPending);
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState(false);
  usePageTitle(t("programmes.title"));
  const programmes = data?.items ?? [];
  const offered = programmes.filter(({ archived }) => !archived);
  const archived = programmes.filter((programme) => programme.archived);
  const cards = (some: readonly Programme[]) => (
    <div className={styles.list}>
      {some.map((programme) => (
        <ProgrammeCard
          key={programme.id}
          programme={programme}
          users={users.get(programme.id)}
          scenarios={data?.scenarios ?? []}
          others={offered.filter(({ id }) => id !== programme.id)}
          mayChange={mayChange}
        />
      ))}
    </div>
  );

  return (
    <div className={styles.page}>
      <Title3 as="h1" block className={styles.title}>
        {t("programmes.title")}
      </Title3>
      <Body1 className={styles.lead}>{t("programmes.lead")}</Body1>
      {error && !isSignedOut(error) && (
        <ErrorBar
          title={t(data ? "programmes.error.stale" : "programmes.error")}
          error={error}
          onAgain={() => void refetch()}
        />
      )}
      {slow && (
        <Skeleton aria-label={t("loading")}>
          <SkeletonItem style={{ height: 150, borderRadius: 8 }} />
        </Skeleton>
      )}
      {data && mayChange && !adding && (
        <div className={styles.bar}>
          <Button
            appearance="primary"
            icon={<Add20Regular />}
            // It is there anew when the form goes.
            autoFocus={added}
            onClick={() => setAdding(true)}
          >
            {t("programmes.add")}
          </Button>
        </div>
      )}
      {data && adding && (
        <Card title={t("programmes.new")} className={styles.bar}>
          <ProgrammeForm
            scenarios={data.scenarios}
            onClose={() => {
              setAdding(false);
              setAdded(true);
            }}
          />
        </Card>
      )}
      {cards(offered)}
      {archived.length > 0 && (
        <>
          <Subtitle2 as="h2" block className={styles.over}>
            {t("programmes.archived")}
          </Subtitle2>
          {cards(archived)}
        </>
      )}
    </div>
  );
}
