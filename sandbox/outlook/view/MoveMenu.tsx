import { Menu, MenuButton, MenuItem, MenuList, MenuPopover, MenuTrigger } from "@fluentui/react-components";
import { FolderArrowRight20Regular } from "@fluentui/react-icons";
import { folderNames } from "../mail/messages.ts";
import type { FolderKey } from "../mail/messages.ts";
import { folderIcons } from "./Folders.tsx";
import { useClient, useClientState } from "./use-client.ts";

const targets: FolderKey[] = ["inbox", "archive", "junk", "deleted"];

/** The folders to which the open mail can go. */
export function MoveItems() {
  const client = useClient();
  const { list, selectedId } = useClientState();
  const message = list.messages.find(({ id }) => id === selectedId);
  return targets
    .filter((folder) => folder !== message?.folder)
    .map((folder) => (
      <MenuItem
        key={folder}
        icon={folderIcons[folder]}
        disabled={!message}
        onClick={() => message && void client.change(message.id, { folder })}
      >
        {folderNames[folder]}
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
