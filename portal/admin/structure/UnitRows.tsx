import {
  Badge,
  Body1Strong,
  Button,
  Caption1,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Skeleton,
  SkeletonItem,
  Spinner,
  tokens,
} from "@fluentui/react-components";
import { MoreHorizontalRegular } from "@fluentui/react-icons";
import type { Unit } from "../../../shared/contracts/structure.ts";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({
  list: { listStyleType: "none", margin: 0, padding: 0 },
  row: {
    display: "flex",
    alignItems: "center",
    gap: "12px",
    minHeight: "40px",
    padding: "8px 0",
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  words: {
    flex: "1 1 auto",
    minWidth: 0,
    display: "flex",
    flexWrap: "wrap",
    alignItems: "baseline",
    gap: "2px 12px",
  },
  name: { overflowWrap: "anywhere" },
  quiet: { color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
  count: { color: tokens.colorNeutralForeground2, whiteSpace: "nowrap", fontVariantNumeric: "tabular-nums" },
});

export type UnitAct = "edit" | "archive" | "unarchive" | "merge";

interface UnitRowsProps {
  list: readonly Unit[];
  label: string;
  /** Names of all, for where people are moving to. */
  nameOf: (id: string) => string;
  /** The name of the programme that one brings. */
  programmeOf: (unit: Unit) => string | undefined;
  /** Left out for readers who may not change anything. */
  onAct?: ((act: UnitAct, unit: Unit) => void) | undefined;
  mayMerge: boolean;
}

/** Units by name, with code, programme and how many belong to each. */
export function UnitRows({ list, label, nameOf, programmeOf, onAct, mayMerge }: UnitRowsProps) {
  const { t, counted } = useTexts();
  const styles = useStyles();
  return (
    <ul className={styles.list} aria-label={label}>
      {list.map((unit) => (
        <li key={unit.id} className={styles.row}>
          <div className={styles.words}>
            <Body1Strong className={styles.name}>
              <bdi>{unit.name}</bdi>
            </Body1Strong>
            {unit.code !== undefined && (
              <Caption1 className={styles.quiet}>{t("structure.code", { code: unit.code })}</Caption1>
            )}
            {programmeOf(unit) !== undefined && (
              <Caption1 className={styles.quiet}>
                {t("structure.brings", { programme: programmeOf(unit) ?? "" })}
              </Caption1>
            )}
            {unit.archived && (
              <Badge appearance="outline" color="informative">
                {t("structure.archived.badge")}
              </Badge>
            )}
          </div>
          {unit.mergingInto === undefined ? (
            <Caption1 className={styles.count}>{counted("structure.people", unit.users)}</Caption1>
          ) : (
            <Spinner size="tiny" label={t("structure.moving", { name: nameOf(unit.mergingInto) })} />
          )}
          {onAct && unit.mergingInto === undefined && (
            <UnitMenu unit={unit} mayMerge={mayMerge} onAct={(act) => onAct(act, unit)} />
          )}
        </li>
      ))}
    </ul>
  );
}

function UnitMenu(props: { unit: Unit; mayMerge: boolean; onAct: (act: UnitAct) => void }) {
  const { t } = useTexts();
  const { unit, mayMerge, onAct } = props;
  const acts: UnitAct[] = [
    "edit",
    unit.archived ? "unarchive" : "archive",
    ...(mayMerge ? ["merge" as const] : []),
  ];
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          size="small"
          appearance="subtle"
          icon={<MoreHorizontalRegular />}
          aria-label={t("structure.menu", { name: unit.name })}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {acts.map((act) => (
            <MenuItem key={act} onClick={() => onAct(act)}>
              {t(`structure.${act}`)}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

export function UnitRowsSkeleton() {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <Skeleton aria-label={t("loading")}>
      {[0, 1, 2, 3].map((row) => (
        <div key={row} className={styles.row}>
          <SkeletonItem style={{ height: 20, borderRadius: 4 }} />
        </div>
      ))}
    </Skeleton>
  );
}
