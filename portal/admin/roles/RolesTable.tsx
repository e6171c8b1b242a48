import {
  Body1Strong,
  Caption1,
  makeStyles,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from "@fluentui/react-components";
import { CheckmarkCircle20Filled, Subtract20Regular } from "@fluentui/react-icons";
import type { Roles } from "../../../shared/contracts/role.ts";
import type { Permission } from "../../../shared/permissions.ts";
import { useTexts } from "../text-context.ts";
import { HowMany } from "./HowMany.tsx";
import { isScoped } from "./is-scoped.ts";

const useStyles = makeStyles({
  table: { tableLayout: "fixed" },
  head: {
    position: "sticky",
    insetBlockStart: "-20px",
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  headCell: { verticalAlign: "bottom", paddingTop: "8px", paddingBottom: "8px" },
  role: { display: "flex", flexDirection: "column", alignItems: "flex-start" },
  words: {
    width: "38%",
    overflowWrap: "break-word",
    paddingTop: "8px",
    paddingBottom: "8px",
    height: "auto",
  },
  what: { fontWeight: tokens.fontWeightRegular },
  cell: { height: "auto", paddingTop: "8px", paddingBottom: "8px" },
  mark: { display: "flex", alignItems: "center", flexWrap: "wrap", gap: "0 6px" },
  yes: { display: "flex", color: tokens.colorCompoundBrandForeground1 },
  no: { display: "flex", color: tokens.colorNeutralForeground3 },
  quiet: { color: tokens.colorNeutralForeground2 },
  heard: {
    position: "absolute",
    width: "1px",
    height: "1px",
    overflow: "hidden",
    clipPath: "inset(50%)",
    whiteSpace: "nowrap",
  },
});

type Row = Roles["roles"][number];

/** A row for each permission, a column for each role. */
export function RolesTable({ table: { permissions, roles } }: { table: Roles }) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <Table className={styles.table} aria-label={t("roles.table")}>
      <TableHeader className={styles.head}>
        <TableRow>
          <TableHeaderCell className={styles.words}>{t("roles.column.permission")}</TableHeaderCell>
          {roles.map(({ role, users }) => (
            <TableHeaderCell key={role} className={styles.headCell}>
              <span className={styles.role}>
                <Body1Strong>{t(`role.${role}`)}</Body1Strong>
                <Caption1 className={styles.quiet}>
                  <HowMany role={role} users={users} />
                </Caption1>
              </span>
            </TableHeaderCell>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {permissions.map((permission) => (
          <TableRow key={permission}>
            <TableCell role="rowheader" className={styles.words}>
              <span className={styles.what}>{t(`permission.${permission}`)}</span>
            </TableCell>
            {roles.map((role) => (
              <TableCell key={role.role} className={styles.cell}>
                <Mark role={role} permission={permission} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Mark({ role, permission }: { role: Row; permission: Permission }) {
  const { t } = useTexts();
  const styles = useStyles();
  const has = role.permissions.includes(permission);
  return (
    <span className={styles.mark}>
      <span aria-hidden className={has ? styles.yes : styles.no}>
        {has ? <CheckmarkCircle20Filled /> : <Subtract20Regular />}
      </span>
      <span className={styles.heard}>{t(has ? "roles.yes" : "roles.no")}</span>
      {has && role.departmentOnly && isScoped(permission) && (
        <Caption1 className={styles.quiet}>{t("roles.own")}</Caption1>
      )}
    </span>
  );
}
