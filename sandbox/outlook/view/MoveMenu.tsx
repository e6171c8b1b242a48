import { Menu, MenuButton, MenuItem, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { FolderArrowRight20Regular } from "@fluentui/react-icons";
import { foldersOf } from "../mail/message-list.ts";
import { folderName } from "../mail/messages.ts";
import type { FolderKey } from "../mail/messages.ts";
import { folderIcon } from "./Folders.tsx";
import { useClient, useClientState } from "./use-client.ts";

const never: FolderKey[] = ["drafts", "sent"];

/** The folders to which the open mail can go. */
export function MoveItems() {
  const client = useClient();
  const { list, selectedId } = useClientState();
  const message = list.messages.find(({ id }) => id === selectedId);
  return foldersOf(list.messages)
    .filter((folder) => folder !== message?.folder && !never.includes(folder))
    .map((folder) => (
      <MenuItem
        key={folder}
        icon={folderIcon(folder)}
        disabled={!message}
        onClick={() => message && void client.change(message.id, { folder })}
      >
        {folderName(folder)}
      </MenuItem>
    ));
}

export function MoveMenu() {
  const { selectedId, writing } = useClientState();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          appearance="subtle"
          disabled={!selectedId || writing}
          icon={<FolderArrowRight20Regular />}
          style={{ fontWeight: 400, whiteSpace: "nowrap", minWidth: "max-content" }}
        >
          Move to
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MoveItems />
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
