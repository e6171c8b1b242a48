import {
  Button,
  Caption1,
  makeStyles,
  Menu,
  MenuList,
  MenuPopover,
  MenuTrigger,
  tokens,
} from "@fluentui/react-components";
import { ChevronDownRegular, DismissRegular, PlayRegular } from "@fluentui/react-icons";
import { mostAtOnce } from "../../../shared/contracts/user-action.ts";
import { type UserAction, userActions } from "../../../shared/lifecycle.ts";
import { useTexts } from "../text-context.ts";
import { ActionItems } from "./ActionItems.tsx";
import type { Selection } from "./use-selection.ts";

const more = userActions.filter((action) => action !== "start");

const useStyles = makeStyles({
  bar: {
    position: "sticky",
    insetBlockStart: "-20px",
    zIndex: 2,
    display: "flex",
    alignItems: "center",
    flexWrap: "wrap",
    gap: "8px",
    padding: "8px 12px",
    marginBottom: "8px",
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorNeutralForeground1,
  },
  count: {
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: "tabular-nums",
    marginInlineEnd: "4px",
  },
  end: { marginInlineStart: "auto" },
  full: { flexBasis: "100%", color: tokens.colorNeutralForeground2 },
});

interface SelectionBarProps {
  selection: Selection;
  total: number;
  onAct: (action: UserAction) => void;
}

/** What can be done to the people who are selected; there while some are. */
export function SelectionBar({ selection, total, onAct }: SelectionBarProps) {
  const { t, counted, number } = useTexts();
  const styles = useStyles();
  if (selection.count === 0) return null;
  const mayTakeAll = !selection.all && selection.count < total;
  return (
    <div className={styles.bar} role="toolbar" aria-label={t("actions.bar")}>
      <span className={styles.count} role="status">
        {counted("actions.selected", selection.count)}
      </span>
      {mayTakeAll && (
        <Button size="small" appearance="transparent" onClick={selection.selectAll}>
          {t("actions.selectAll", { n: number(total) })}
        </Button>
      )}
      <Button
        size="small"
        appearance="primary"
        icon={<PlayRegular />}
        disabledFocusable={!selection.fits}
        onClick={() => onAct("start")}
      >
        {t("actions.start")}
      </Button>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button
            size="small"
            icon={<ChevronDownRegular />}
            iconPosition="after"
            disabledFocusable={!selection.fits}
          >
            {t("actions.more")}
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <ActionItems actions={more} onAct={onAct} />
          </MenuList>
        </MenuPopover>
      </Menu>
      <Button
        size="small"
        appearance="subtle"
        icon={<DismissRegular />}
        className={styles.end}
        onClick={selection.clear}
      >
        {t("actions.clear")}
      </Button>
      {!selection.fits && (
        <Caption1 className={styles.full}>{t("actions.tooMany", { n: number(mostAtOnce) })}</Caption1>
      )}
    </div>
  );
}
