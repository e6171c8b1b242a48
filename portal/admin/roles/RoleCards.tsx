import { Body1, Caption1, makeStyles, tokens } from "@fluentui/react-components";
import { Checkmark16Filled } from "@fluentui/react-icons";
import type { Roles } from "../../../shared/contracts/role.ts";
import { Card } from "../pieces/Card.tsx";
import { useTexts } from "../text-context.ts";
import { HowMany } from "./HowMany.tsx";

const useStyles = makeStyles({
  cards: { display: "flex", flexDirection: "column", gap: "12px" },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    gap: "8px",
  },
  line: { display: "flex", gap: "8px", alignItems: "flex-start" },
  icon: { display: "flex", paddingTop: "2px", color: tokens.colorCompoundBrandForeground1 },
  quiet: { display: "block", color: tokens.colorNeutralForeground2, marginTop: "12px" },
});

/** On a phone: a card for each role, with what it may do. */
export function RoleCards({ table: { permissions: all, roles } }: { table: Roles }) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <div className={styles.cards}>
      {roles.map(({ role, users, permissions, departmentOnly }) => (
        <Card
          key={role}
          title={t(`role.${role}`)}
          action={
            <Caption1>
              <HowMany role={role} users={users} />
            </Caption1>
          }
        >
          <ul className={styles.list} aria-label={t(`role.${role}`)}>
            {permissions.map((permission) => (
              <li key={permission} className={styles.line}>
                <span aria-hidden className={styles.icon}>
                  <Checkmark16Filled />
                </span>
                <Body1>{t(`permission.${permission}`)}</Body1>
              </li>
            ))}
          </ul>
          <Caption1 className={styles.quiet}>
            {departmentOnly && <>{t("roles.scope")} </>}
            {t(permissions.length === all.length ? "roles.everything" : "roles.only")}
          </Caption1>
        </Card>
      ))}
    </div>
  );
}
