import { makeStyles, Spinner, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { ApiError } from "../../../ui/api-client.ts";
import { isSignedOut, useSession } from "../api.ts";
import { ErrorBar } from "../pieces/ErrorBar.tsx";
import { useDelayed } from "../pieces/use-delayed.ts";
import { usePageTitle } from "../pieces/use-page-title.ts";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({
  ground: {
    height: "100dvh",
    display: "grid",
    placeItems: "center",
    backgroundColor: "var(--fc-ground)",
    padding: tokens.spacingHorizontalL,
    boxSizing: "border-box",
  },
  box: { maxWidth: "560px" },
});

/** Shows the portal to those who are signed in; others are on their way to the sign-in page. */
export function SessionGate({ children }: { children: ReactNode }) {
  const session = useSession();
  return session.data ? children : <NoSession error={session.error} again={() => void session.refetch()} />;
}

function NoSession({ error, again }: { error: Error | null; again: () => void }) {
  const { t } = useTexts();
  const styles = useStyles();
  const failed = error !== null && !isSignedOut(error);
  const slow = useDelayed(!failed);
  const forbidden = error instanceof ApiError && error.code === "forbidden";
  usePageTitle(failed ? t("error.session.title") : t("loading"));
  return (
    <main className={styles.ground}>
      {slow && <Spinner label={t("loading")} />}
      {failed && (
        <div className={styles.box}>
          <ErrorBar
            title={t(forbidden ? "error.session.forbidden" : "error.session.title")}
            error={error}
            onAgain={again}
          />
        </div>
      )}
    </main>
  );
}
