import { Button, Menu, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { MoreHorizontalRegular } from "@fluentui/react-icons";
import type { User } from "../../../shared/contracts/user.ts";
import { type UserAction, userActions } from "../../../shared/lifecycle.ts";
import { ActionItems } from "./ActionItems.tsx";
import { isOffered } from "./action-words.ts";
import { nameOf } from "../pieces/Person.tsx";
import { useTexts } from "../text-context.ts";

/** What may be done to this person now, as the server says. */
export function PersonMenu({ user, onAct }: { user: User; onAct: (action: UserAction) => void }) {
  const { t } = useTexts();
  const may = userActions.filter((action) => isOffered(action, user));
  if (may.length === 0) return null;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          size="small"
          appearance="subtle"
          icon={<MoreHorizontalRegular />}
          aria-label={t("actions.of", { name: nameOf(user) })}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <ActionItems actions={may} onAct={onAct} />
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
