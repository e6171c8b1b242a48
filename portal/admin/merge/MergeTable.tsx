import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { Checkmark16Regular } from "@fluentui/react-icons";
import type { MergePlan, MergeSide } from "../../../shared/contracts/user-merge.ts";
import { accountStatuses, languages, roles, trainingStages } from "../../../shared/lifecycle.ts";
import { memberField, structureKinds, type StructureKind } from "../../../shared/structure.ts";
import { formatDate } from "../../../ui/text.ts";
import { nameOf } from "../pieces/Person.tsx";
import { useEmployeeId } from "../pieces/use-employee-id.ts";
import { useUnits } from "../structure/use-structure.ts";
import { useTexts } from "../text-context.ts";
import { compare, type MergeRow, type MergeValue } from "./merge-rows.ts";

const useStyles = makeStyles({
  table: { width: "100%", borderCollapse: "collapse", tableLayout: "fixed" },
  cell: {
    padding: "6px 8px",
    textAlign: "start",
    verticalAlign: "top",
    fontWeight: 400,
    overflowWrap: "anywhere",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  field: { width: "26%", hyphens: "auto", paddingInlineStart: 0, color: tokens.colorNeutralForeground2 },
  head: { fontWeight: 600, verticalAlign: "bottom" },
  quiet: { color: tokens.colorNeutralForeground2, fontWeight: 400, display: "block" },
  values: { listStyleType: "none", margin: 0, padding: 0 },
  value: { display: "flex", gap: "4px" },
  icon: { flexShrink: 0, paddingTop: "2px", width: "16px", color: tokens.colorPaletteGreenForeground1 },
  dropped: { color: tokens.colorNeutralForeground3, textDecorationLine: "line-through" },
  none: { color: tokens.colorNeutralForeground3, paddingInlineStart: "28px" },
  unseen: { position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)" },
});

/** The two side by side: what of each the one person has afterwards. */
export function MergeTable({ plan }: { plan: MergePlan }) {
  const { t } = useTexts();
  const styles = useStyles();
  const fieldOf = useFieldWords();
  const head = (side: MergeSide, role: string) => (
    <th scope="col" className={mergeClasses(styles.cell, styles.head)}>
      <span className={styles.quiet}>{role}</span>
      <bdi>{nameOf(side.user)}</bdi>
    </th>
  );
  return (
    <table className={styles.table} aria-label={t("merge.table")}>
      <thead>
        <tr>
          <th scope="col" className={mergeClasses(styles.cell, styles.field)}>
            <span className={styles.unseen}>{t("merge.field")}</span>
          </th>
          {head(plan.stays, t("merge.stays"))}
          {head(plan.goes, t("merge.goes"))}
        </tr>
      </thead>
      <tbody>
        {compare(plan).map(({ row, stays, goes }) => (
          <tr key={row}>
            <th scope="row" className={mergeClasses(styles.cell, styles.field)}>
              {fieldOf(row)}
            </th>
            <Values row={row} of={plan.stays} values={stays} />
            <Values row={row} of={plan.goes} values={goes} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Values({ row, of, values }: { row: MergeRow; of: MergeSide; values: MergeValue[] }) {
  const { t } = useTexts();
  const styles = useStyles();
  const wordOf = useValueWords(row, of);
  if (values.length === 0)
    return <td className={mergeClasses(styles.cell, styles.none)}>{t("merge.none")}</td>;
  return (
    <td className={styles.cell}>
      <ul className={styles.values}>
        {values.map(({ value, kept }) => (
          <li key={value} className={styles.value}>
            <span className={styles.icon}>{kept && <Checkmark16Regular aria-hidden />}</span>
            <span className={mergeClasses(kept === false && styles.dropped)}>
              <bdi>{wordOf(value)}</bdi>
              {kept !== undefined && (
                <span className={styles.unseen}>, {t(kept ? "merge.kept" : "merge.dropped")}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </td>
  );
}

const isKind = (row: MergeRow): row is StructureKind => structureKinds.some((kind) => kind === row);

/** What a row is called. */
export function useFieldWords(): (row: MergeRow) => string {
  const { t } = useTexts();
  const { label } = useEmployeeId();
  return (row) => {
    if (row === "employeeId") return label;
    return isKind(row) ? t(`belonging.${memberField[row]}`) : t(`merge.row.${row}`);
  };
}

/** A value in the reader's words; ids as what they stand for. */
function useValueWords(row: MergeRow, { user }: MergeSide): (value: string) => string {
  const { t, language } = useTexts();
  const units = useUnits(isKind(row) ? row : "companies").data?.items ?? [];
  const known = <T extends string>(all: readonly T[], value: string) => all.find((one) => one === value);
  return (value) => {
    if (isKind(row)) return units.find(({ id }) => id === value)?.name ?? t("belonging.gone");
    if (row === "account") return t("merge.row.account.linked");
    const stage = row === "training" && known(trainingStages, value);
    if (stage) {
      const since = user.onboardedAt ?? user.startedAt;
      const word = t(`stage.${stage}`);
      return since ? t("merge.row.training.since", { stage: word, date: formatDate(since, language) }) : word;
    }
    const status = row === "status" && known(accountStatuses, value);
    if (status) return t(`person.account.${status}`);
    const tongue = row === "language" && known(languages, value);
    if (tongue) return t(`language.${tongue}`);
    const role = row === "role" && known(roles, value);
    return role ? t(`role.${role}`) : value;
  };
}
