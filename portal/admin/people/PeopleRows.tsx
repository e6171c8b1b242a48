import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { User } from "../../../shared/contracts/user.ts";
import { useMedia } from "../look.ts";
import { useTexts } from "../text-context.ts";
import { PeopleCards } from "./PeopleCards.tsx";
import { PeopleTable } from "./PeopleTable.tsx";
import { useLiveRows } from "./use-live-rows.ts";

const useStyles = makeStyles({
  rows: { transitionProperty: "opacity", transitionDuration: tokens.durationNormal },
  dimmed: { opacity: 0.5 },
  waiting: {
    display: "flex",
    alignItems: "center",
    justifyContent: "center",
    gap: "4px",
    minHeight: "32px",
    marginBottom: "8px",
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorBrandStroke2}`,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
  },
  show: { minWidth: "auto", paddingInline: "6px" },
});

interface PeopleRowsProps {
  /** The list that these people belong to. */
  of: string;
  users: User[];
  /** Another page is on its way. */
  dimmed: boolean;
}

/** The rows as a table, or as cards where there is no room for one. */
export function PeopleRows({ of, users, dimmed }: PeopleRowsProps) {
  const { t, counted } = useTexts();
  const styles = useStyles();
  const narrow = useMedia("(max-width: 639.98px)");
  const { rows, waiting, fresh, show, watch } = useLiveRows(of, users);
  const Rows = narrow ? PeopleCards : PeopleTable;
  return (
    <div className={mergeClasses(styles.rows, dimmed && styles.dimmed)} {...watch}>
      {waiting > 0 && (
        <div className={styles.waiting} role="status">
          {counted("people.new", waiting)}
          <Button appearance="transparent" size="small" className={styles.show} onClick={show}>
            {t("people.new.show")}
          </Button>
        </div>
      )}
      <Rows users={rows} fresh={fresh} />
    </div>
  );
}
