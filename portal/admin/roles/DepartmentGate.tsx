import { Body1, makeStyles, MessageBar, MessageBarBody, Title3, tokens } from "@fluentui/react-components";
import { Outlet, useLocation } from "react-router";
import { PageLink } from "../overview/PageLink.tsx";
import { usePageTitle } from "../pieces/use-page-title.ts";
import { useTexts } from "../text-context.ts";
import type { departmentStandings } from "./use-department.ts";
import { useDepartment, useDepartmentNumbers } from "./use-department.ts";

const useStyles = makeStyles({
  bar: { marginBottom: "16px" },
  numbers: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "inline-flex",
    flexWrap: "wrap",
    gap: "0 16px",
    marginInlineStart: "16px",
    "@media (max-width: 639.98px)": { display: "flex", marginInlineStart: 0 },
  },
  none: { display: "flex", flexDirection: "column", gap: tokens.spacingVerticalM, alignItems: "flex-start" },
  title: { margin: 0 },
  text: { maxWidth: "60ch" },
});

/** For those who see one department alone: says which, and what to do where there is none. */
export function DepartmentGate() {
  const { data: department } = useDepartment();
  const onList = useLocation().pathname.replace(/\/$/, "") === "/people";
  if (department === null) return <NoDepartment />;
  return (
    <>
      {department && onList && <DepartmentBar name={department.name} />}
      <Outlet />
    </>
  );
}

/** Where in the list those of one standing are found. */
const found: Record<(typeof departmentStandings)[number], string> = {
  notStarted: "stage=notStarted&status=active",
  waiting: "stage=started&status=active",
  onboarded: "stage=onboarded&status=active",
};

function DepartmentBar({ name }: { name: string }) {
  const { t, rich, counted } = useTexts();
  const styles = useStyles();
  const { data } = useDepartmentNumbers();
  return (
    <MessageBar className={styles.bar} layout="multiline">
      <MessageBarBody>
        {rich("department.sees", { name: <bdi>{name}</bdi> })}
        {data && (
          <ul className={styles.numbers} aria-label={t("department.numbers")}>
            {data.map(({ shown, total }) => (
              <li key={shown}>
                <PageLink to={`/people?${found[shown]}`}>{counted(`department.${shown}`, total)}</PageLink>
              </li>
            ))}
          </ul>
        )}
      </MessageBarBody>
    </MessageBar>
  );
}

function NoDepartment() {
  const { t } = useTexts();
  const styles = useStyles();
  usePageTitle(t("department.none.title"));
  return (
    <div className={styles.none}>
      <Title3 as="h1" className={styles.title}>
        {t("department.none.title")}
      </Title3>
      <Body1 className={styles.text}>{t("department.none.text")}</Body1>
      <Body1 className={styles.text}>{t("department.none.what")}</Body1>
    </div>
  );
}
