import { Body1, makeStyles, Skeleton, SkeletonItem, Title3, tokens } from "@fluentui/react-components";
import { isSignedOut } from "../api.ts";
import { useMedia } from "../look.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useDelayed } from "../pieces/use-delayed.ts";
import { usePageTitle } from "../pieces/use-page-title.ts";
import { useTexts } from "../text-context.ts";
import { RoleCards } from "./RoleCards.tsx";
import { RolesTable } from "./RolesTable.tsx";
import { useRoles } from "./use-roles.ts";

const useStyles = makeStyles({
  page: { maxWidth: "1120px" },
  title: { margin: 0 },
  lead: {
    display: "block",
    color: tokens.colorNeutralForeground2,
    margin: "4px 0 20px",
    maxWidth: "72ch",
  },
  row: { height: "24px", marginBottom: "16px" },
});

/** Which role may do what, as the server asks it, and how many people have each. */
export function RolesPage() {
  const { t } = useTexts();
  const styles = useStyles();
  const narrow = useMedia("(max-width: 639.98px)");
  const { data, error, isPending, refetch } = useRoles();
  const slow = useDelayed(isPending);
  usePageTitle(t("roles.title"));
  return (
    <div className={styles.page}>
      <Title3 as="h1" block className={styles.title}>
        {t("roles.title")}
      </Title3>
      <Body1 className={styles.lead}>{t("roles.lead")}</Body1>
      {error && !isSignedOut(error) && (
        <ErrorBar
          title={t(data ? "roles.error.stale" : "roles.error")}
          error={error}
          onAgain={() => void refetch()}
        />
      )}
      {slow && (
        <Skeleton aria-label={t("loading")}>
          {[0, 1, 2, 3, 4, 5].map((row) => (
            <SkeletonItem key={row} className={styles.row} />
          ))}
        </Skeleton>
      )}
      {data && (narrow ? <RoleCards table={data} /> : <RolesTable table={data} />)}
    </div>
  );
}
