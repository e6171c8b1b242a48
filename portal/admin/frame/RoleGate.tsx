import { Body1, Button, makeStyles, Title3, tokens } from "@fluentui/react-components";
import { Navigate, Outlet, useLocation, useNavigate } from "react-router";
import { useSession } from "../api.ts";
import { usePageTitle } from "../pieces/use-page-title.ts";
import { useTexts } from "../text-context.ts";
import { mayOpen, startOf } from "./may-open.ts";

const useStyles = makeStyles({
  box: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM, alignItems: "flex-start" },
  text: { maxWidth: "60ch" },
});

/** Shows a page to those who may open it; others hear that their role may not. */
export function RoleGate() {
  const role = useSession().data?.user.role;
  const { pathname } = useLocation();
  return role && !mayOpen(role, pathname) ? <NotAllowed start={startOf(role)} /> : <Outlet />;
}

/** The first page that the reader's role may open. */
export function StartPage() {
  const role = useSession().data?.user.role;
  if (!role) return null;
  const start = startOf(role);
  return start ? <Navigate to={start} replace /> : <NotAllowed start={null} />;
}

function NotAllowed({ start }: { start: string | null }) {
  const { t } = useTexts();
  const styles = useStyles();
  const go = useNavigate();
  const words = start === null ? "nothingForRole" : "notForRole";
  usePageTitle(t(`${words}.title`));
  return (
    <div className={styles.box}>
      <Title3 as="h1">{t(`${words}.title`)}</Title3>
      <Body1 className={styles.text}>{t(`${words}.text`)}</Body1>
      {start !== null && (
        <Button appearance="primary" onClick={() => void go(start)}>
          {t("notForRole.back")}
        </Button>
      )}
    </div>
  );
}
