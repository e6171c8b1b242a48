import { Body1, Button, makeStyles, Title3, tokens } from "@fluentui/react-components";
import { Navigate, Outlet, useLocation, useNavigate } from "react-router";
import { useSession } from "../api.ts";
import { usePageTitle } from "../pieces/use-page-title.ts";
import { useTexts } from "../text-context.ts";
import { DepartmentGate } from "../roles/DepartmentGate.tsx";
import { mayOpen, startOf } from "./may-open.ts";
import { useSeesDepartmentOnly } from "./use-may.ts";

const useStyles = makeStyles({
  box: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM, alignItems: "flex-start" },
  text: { maxWidth: "60ch" },
});

/** Shows a page to those who may open it, as far as they see; others hear that their role may not. */
export function RoleGate() {
  const role = useSession().data?.user.role;
  const { pathname } = useLocation();
  const departmentOnly = useSeesDepartmentOnly();
  if (role && !mayOpen(role, pathname)) return <NotAllowed start={startOf(role)} />;
  return departmentOnly ? <DepartmentGate /> : <Outlet />;
}

/** The first page that the reader's role may open. */
export function StartPage() {
  const role = useSession().data?.user.role;
  return role ? <Navigate to={startOf(role)} replace /> : null;
}

function NotAllowed({ start }: { start: string }) {
  const { t } = useTexts();
  const styles = useStyles();
  const go = useNavigate();
  usePageTitle(t("notForRole.title"));
  return (
    <div className={styles.box}>
      <Title3 as="h1">{t("notForRole.title")}</Title3>
      <Body1 className={styles.text}>{t("notForRole.text")}</Body1>
      <Button appearance="primary" onClick={() => void go(start)}>
        {t("notForRole.back")}
      </Button>
    </div>
  );
}
