import {
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
import { nameOf } from "../pieces/Person.tsx";
import { useTexts } from "../text-context.ts";
import { PeopleCell } from "./PeopleCell.tsx";
import { columnWidths, type PeopleColumn, sortsOf } from "./people-columns.ts";
import type { Choosing, Showing } from "./PeopleRows.tsx";
import { PersonMenu } from "./PersonMenu.tsx";
import { useColumnName } from "./use-column-name.ts";

type Column = PeopleColumn | "name";
/** The name is always there; so is room for it. */
const nameWidth = 156;
const widthOf = (columns: readonly PeopleColumn[]) =>
  columns.reduce((sum, column) => sum + columnWidths[column], nameWidth + 80);
/** As wide as the usual columns are: it fits beside the navigation of a laptop. */
const fits = 950;

const useStyles = makeStyles({
  scroll: {
    overflowX: "auto",
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  // Not a scroller of its own, the head stays in sight while the page is scrolled.
  fitting: { "@media (min-width: 1240px)": { overflowX: "visible" } },
  table: { tableLayout: "fixed" },
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
  name: { width: "clamp(156px, 15vw, 340px)" },
});

interface PeopleTableProps {
  users: User[];
  fresh: ReadonlySet<string>;
  showing: Showing;
  choosing: Choosing | undefined;
}

/** The people of one page of the list, a row each. */
export function PeopleTable({ users, fresh, showing, choosing }: PeopleTableProps) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <PeopleFrame users={users} showing={showing} choosing={choosing}>
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
          {withName(showing).map((column) => (
            <TableCell key={column} className={styles.cell}>
              <PeopleCell column={column} user={user} />
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
export function PeopleTableSkeleton({ showing }: { showing: Showing }) {
  const styles = useStyles();
  return (
    <PeopleFrame busy showing={showing}>
      {Array.from({ length: 8 }, (_, row) => (
        <TableRow key={row} className={styles.row} aria-hidden>
          {withName(showing).map((column) => (
            <TableCell key={column} className={styles.cell}>
              <SkeletonItem style={{ width: column === "name" || column === "email" ? "80%" : "60%" }} />
            </TableCell>
          ))}
        </TableRow>
      ))}
    </PeopleFrame>
  );
}

const withName = ({ columns }: Showing): readonly Column[] => ["name", ...columns];

interface PeopleFrameProps {
  busy?: boolean;
  users?: User[];
  showing: Showing;
  choosing?: Choosing | undefined;
  children: ReactNode;
}

function PeopleFrame({ busy = false, users = [], showing, choosing, children }: PeopleFrameProps) {
  const { t } = useTexts();
  const styles = useStyles();
  const width = widthOf(showing.columns);
  return (
    <div
      className={mergeClasses(styles.scroll, width <= fits && styles.fitting)}
      tabIndex={0}
      role="region"
      aria-label={t("people.title")}
    >
      <Table
        size="small"
        className={styles.table}
        style={{ minWidth: width }}
        aria-label={t("people.title")}
        aria-busy={busy}
      >
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
            {withName(showing).map((column) => (
              <HeadCell key={column} column={column} showing={showing} />
            ))}
            {choosing && <TableCell className={styles.menu} />}
          </TableRow>
        </TableHeader>
        <TableBody>{children}</TableBody>
      </Table>
    </div>
  );
}

/** The name of a column; where the list can stand in its order, a button that turns it round. */
function HeadCell({ column, showing }: { column: Column; showing: Showing }) {
  const styles = useStyles();
  const name = useColumnName()(column);
  const sorts = sortsOf[column];
  const { order } = showing;
  const sorted = sorts?.includes(order);
  // An address is as wide as the others leave it; without it the name is.
  const takesRest = column === (showing.columns.includes("email") ? "email" : "name");
  const width = column === "name" || takesRest ? undefined : columnWidths[column];
  return (
    <TableHeaderCell
      className={mergeClasses(styles.headCell, column === "name" && !takesRest && styles.name)}
      style={{ width }}
      {...(sorts && {
        sortable: true,
        onClick: () => showing.onSort(order === sorts[0] ? sorts[1] : sorts[0]),
        ...(sorted && { sortDirection: order.startsWith("-") ? "descending" : "ascending" }),
      })}
    >
      {name}
    </TableHeaderCell>
  );
}

/** Whether all, some or none of the page are selected. */
function pageState(users: readonly User[], { selection }: Choosing): boolean | "mixed" {
  const selected = users.filter(({ id }) => selection.has(id)).length;
  return selected > 0 && selected < users.length ? "mixed" : selected > 0;
}
