import {
  Button,
  makeStyles,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import { ArrowSort20Regular } from "@fluentui/react-icons";
import { type UserSort, userSorts } from "../../../shared/contracts/user.ts";
import { useTexts } from "../text-context.ts";

const useStyles = makeStyles({ open: { minWidth: "auto" } });

/** The order of the list, where it has no heads to press. */
export function SortMenu({ order, onSort }: { order: UserSort; onSort: (sort: UserSort) => void }) {
  const { t } = useTexts();
  const styles = useStyles();
  return (
    <Menu
      checkedValues={{ sort: [order] }}
      onCheckedValueChange={(_, { checkedItems }) => {
        const chosen = userSorts.find((one) => one === checkedItems[0]);
        if (chosen) onSort(chosen);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" className={styles.open} icon={<ArrowSort20Regular />}>
          {t("people.sort")}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {userSorts.map((sort) => (
            <MenuItemRadio key={sort} name="sort" value={sort}>
              {t(`people.sort.${sort}`)}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
