import {
  Button,
  makeStyles,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import { ColumnEdit20Regular } from "@fluentui/react-icons";
import { useTexts } from "../text-context.ts";
import { inOrder, isUsual, type PeopleColumn, peopleColumns, usualColumns } from "./people-columns.ts";
import { useColumnName } from "./use-column-name.ts";

const useStyles = makeStyles({
  open: { minWidth: "auto" },
  popover: { maxHeight: "min(70vh, 520px)", overflowY: "auto" },
});

interface ColumnChooserProps {
  columns: readonly PeopleColumn[];
  onChange: (columns: readonly PeopleColumn[]) => void;
}

/** Which columns the table shows; the menu stays open while one chooses. */
export function ColumnChooser({ columns, onChange }: ColumnChooserProps) {
  const { t } = useTexts();
  const styles = useStyles();
  const nameOf = useColumnName();
  return (
    <Menu
      checkedValues={{ columns: [...columns] }}
      onCheckedValueChange={(_, { checkedItems }) => onChange(inOrder(checkedItems))}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          className={styles.open}
          icon={<ColumnEdit20Regular />}
          aria-label={t("people.columns.choose")}
        >
          {t("people.columns")}
        </Button>
      </MenuTrigger>
      <MenuPopover className={styles.popover}>
        <MenuList>
          {peopleColumns.map((column) => (
            <MenuItemCheckbox key={column} name="columns" value={column} persistOnClick>
              {nameOf(column)}
            </MenuItemCheckbox>
          ))}
          <MenuDivider />
          <MenuItem disabled={isUsual(columns)} onClick={() => onChange(usualColumns)}>
            {t("people.columns.usual")}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
