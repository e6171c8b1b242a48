import {
  Avatar,
  Checkbox,
  makeStyles,
  mergeClasses,
  SkeletonItem,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  tokens,
} from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { User } from "../../../shared/contracts/user.ts";
import { fadeIn } from "../look.ts";
import { Moment } from "../pieces/Moment.tsx";
import { Address, initialsOf, nameOf } from "../pieces/Person.tsx";
import { useTexts } from "../text-context.ts";
import type { Choosing } from "./PeopleRows.tsx";
import { PersonLink } from "./PersonLink.tsx";
import { PersonMenu } from "./PersonMenu.tsx";
import { StandingBadge } from "./StandingBadge.tsx";

const columns = ["name", "email", "standing", "startMethod", "startedAt", "onboardedAt", "added"] as const;
type Column = (typeof columns)[number];

const useStyles = makeStyles({
  scroll: {
    overflowX: "auto",
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    "@media (min-width: 1200px)": { overflowX: "visible" },
  },
  table: { minWidth: "960px", tableLayout: "fixed" },
  head: {
    position: "sticky",
    insetBlockStart: "-20px",
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground1,
    height: "34px",
  },
  headCell: {
    boxSizing: "border-box",
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  row: { height: "40px" },
  chosen: { backgroundColor: tokens.colorNeutralBackground1Selected },
  select: { width: "36px", padding: 0, overflow: "hidden" },
  menu: { width: "44px", textAlign: "end" },
  fresh: fadeIn,
  cell: { fontSize: "13px", overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", minWidth: 0 },
  person: { display: "flex", alignItems: "center", gap: "10px", minWidth: 0 },
  name: { overflow: "hidden", textOverflow: "ellipsis" },
  none: { color: tokens.colorNeutralForeground3 },
  w_name: { width: "clamp(156px, 13vw, 340px)" },
  w_email: {},
  w_standing: { width: "178px" },
  w_startMethod: { width: "88px" },
  w_startedAt: { width: "104px" },
  w_onboardedAt: { width: "104px" },
  w_added: { width: "104px" },
});

interface PeopleTableProps {
  users: User[];
  fresh: ReadonlySet<string>;
  choosing: Choosing | undefined;
}

/** The people of one page of the list, a row each. */
export function PeopleTable({ users, fresh, choosing }: PeopleTableProps) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <PeopleFrame users={users} choosing={choosing}>
      {users.map((user) => (
        <TableRow
          key={user.id}
          className={mergeClasses(
            styles.row,
            fresh.has(user.id) && styles.fresh,
            choosing?.selection.has(user.id) && styles.chosen,
          )}
        >
          {choosing && (
            <TableCell className={styles.select}>
              <Checkbox
                checked={choosing.selection.has(user.id)}
                onChange={(_, { checked }) => choosing.selection.set([user.id], checked === true)}
                aria-label={t("actions.select", { name: nameOf(user) })}
              />
            </TableCell>
          )}
          {columns.map((column) => (
            <TableCell key={column} className={styles.cell}>
              <Cell column={column} user={user} />
            </TableCell>
          ))}
          {choosing && (
            <TableCell className={styles.menu}>
              <PersonMenu user={user} onAct={(action) => choosing.onAct(action, user)} />
            </TableCell>
          )}
        </TableRow>
      ))}
    </PeopleFrame>
  );
}

/** Grey rows in the real widths, while the first page is on its way. */
export function PeopleTableSkeleton() {
  const styles = useStyles();
  return (
    <PeopleFrame busy>
      {Array.from({ length: 8 }, (_, row) => (
        <TableRow key={row} className={styles.row} aria-hidden>
          {columns.map((column) => (
            <TableCell key={column} className={styles.cell}>
              <SkeletonItem style={{ width: column === "name" || column === "email" ? "80%" : "60%" }} />
            </TableCell>
          ))}
        </TableRow>
      ))}
    </PeopleFrame>
  );
}

interface PeopleFrameProps {
  busy?: boolean;
  users?: User[];
  choosing?: Choosing | undefined;
  children: ReactNode;
}

function PeopleFrame({ busy = false, users = [], choosing, children }: PeopleFrameProps) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t("people.title")}>
      <Table size="small" className={styles.table} aria-label={t("people.title")} aria-busy={busy}>
        <TableHeader className={styles.head}>
          <TableRow>
            {choosing && (
              <TableHeaderCell className={styles.select}>
                <Checkbox
                  checked={pageState(users, choosing)}
                  onChange={(_, { checked }) =>
                    choosing.selection.set(
                      users.map(({ id }) => id),
                      checked === true,
                    )
                  }
                  aria-label={t("actions.selectPage")}
                />
              </TableHeaderCell>
            )}
            {columns.map((column) => (
              <TableHeaderCell key={column} className={mergeClasses(styles.headCell, styles[`w_${column}`])}>
                {t(`people.column.${column}`)}
              </TableHeaderCell>
            ))}
            {choosing && <TableCell className={styles.menu} />}
          </TableRow>
        </TableHeader>
        <TableBody>{children}</TableBody>
      </Table>
    </div>
  );
}

/** Whether all, some or none of the page are selected. */
function pageState(users: readonly User[], { selection }: Choosing): boolean | "mixed" {
  const selected = users.filter(({ id }) => selection.has(id)).length;
  return selected > 0 && selected < users.length ? "mixed" : selected > 0;
}

function Cell({ column, user }: { column: Column; user: User }) {
  const { t } = useTexts();
  const styles = useStyles();
  const none = <span className={styles.none}>{t("people.none")}</span>;
  switch (column) {
    case "name":
      return <Person user={user} />;
    case "email":
      return <Address email={user.email} quiet />;
    case "standing":
      return <StandingBadge user={user} />;
    case "startMethod":
      return user.startMethod ? t(`startMethod.${user.startMethod}`) : none;
    case "startedAt":
    case "onboardedAt":
      return user[column] ? <Moment at={user[column]} /> : none;
    case "added":
      return <Moment at={user.createdAt} />;
  }
}

function Person({ user }: { user: User }) {
  const styles = useStyles();
  const name = nameOf(user);
  return (
    <span className={styles.person}>
      <Avatar size={24} name={name} initials={initialsOf(name)} aria-hidden role="presentation" />
      <PersonLink user={user} className={styles.name} />
    </span>
  );
}
