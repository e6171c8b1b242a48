import { MenuDivider, MenuItem } from "@fluentui/react-components";
import { Fragment } from "react";
import type { UserAction } from "../../../shared/lifecycle.ts";
import { useTexts } from "../text-context.ts";

/** What belongs together stands together: training, places, the account, and what takes people away. */
const placeOf: Record<UserAction, number> = {
  start: 0,
  restart: 0,
  resendWelcome: 0,
  assignGroup: 1,
  leaveGroup: 1,
  setProgramme: 1,
  activate: 2,
  deactivate: 2,
  remove: 3,
  restore: 3,
  purge: 3,
};

interface ActionItemsProps {
  actions: readonly UserAction[];
  onAct: (action: UserAction) => void;
}

/** These actions as items of a menu, with a line between those that do not belong together. */
export function ActionItems({ actions, onAct }: ActionItemsProps) {
  const { t } = useTexts();
  const shown = [0, 1, 2, 3]
    .map((place) => actions.filter((action) => placeOf[action] === place))
    .filter((group) => group.length > 0);
  return shown.map((group, index) => (
    <Fragment key={group.join()}>
      {index > 0 && <MenuDivider />}
      {group.map((action) => (
        <MenuItem key={action} onClick={() => onAct(action)}>
          {t(`actions.${action}`)}
        </MenuItem>
      ))}
    </Fragment>
  ));
}
