import {
  Button,
  CounterBadge,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  OverlayDrawer,
  Text,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import {
  Archive20Regular,
  Delete20Regular,
  Dismiss20Regular,
  Drafts20Regular,
  Folder20Regular,
  FolderProhibited20Regular,
  MailInbox20Filled,
  MailInbox20Regular,
  Send20Regular,
} from "@fluentui/react-icons";
import type { ReactElement } from "react";
import { folderName } from "../mail/messages.ts";
import type { FolderKey, Message } from "../mail/messages.ts";
import { foldersOf, unreadCount } from "../mail/message-list.ts";
import { useClient, useClientState } from "./use-client.ts";

const knownIcons: Partial<Record<FolderKey, ReactElement>> = {
  inbox: <MailInbox20Regular />,
  drafts: <Drafts20Regular />,
  sent: <Send20Regular />,
  archive: <Archive20Regular />,
  junk: <FolderProhibited20Regular />,
  deleted: <Delete20Regular />,
};
export const folderIcon = (folder: FolderKey): ReactElement => knownIcons[folder] ?? <Folder20Regular />;

const useStyles = makeStyles({
  rail: { width: "178px", flexShrink: 0, overflowY: "auto" },
  address: {
    display: "block",
    padding: "8px 8px 8px 10px",
    color: tokens.colorNeutralForeground3,
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
  list: { listStyle: "none", margin: 0, padding: "2px", display: "grid", gap: "2px" },
  folder: {
    width: "100%",
    justifyContent: "flex-start",
    fontWeight: tokens.fontWeightRegular,
    paddingLeft: "10px",
    position: "relative",
  },
  chosen: {
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
    "::before": {
      content: '""',
      position: "absolute",
      left: 0,
      top: "8px",
      bottom: "8px",
      width: "3px",
      borderRadius: "2px",
      backgroundColor: tokens.colorCompoundBrandStroke,
    },
  },
  label: { flexGrow: 1, textAlign: "left" },
});

// Nothing is kept as a draft here, so the folder shows up only when something else put a mail into it.
const shownFolders = (messages: Message[]) =>
  foldersOf(messages).filter((key) => key !== "drafts" || messages.some(({ folder }) => folder === "drafts"));

function FolderList({ onChosen }: { onChosen?: () => void }) {
  const styles = useStyles();
  const client = useClient();
  const { folder, list, search } = useClientState();
  return (
    <ul className={styles.list}>
      {shownFolders(list.messages).map((key) => {
        const chosen = key === folder && !search;
        const unread = key === "sent" ? 0 : unreadCount(list.messages, key);
        return (
          <li key={key}>
            <Button
              appearance="subtle"
              className={mergeClasses(styles.folder, chosen && styles.chosen)}
              icon={chosen && key === "inbox" ? <MailInbox20Filled /> : folderIcon(key)}
              aria-current={chosen ? "page" : undefined}
              aria-label={unread > 0 ? `${folderName(key)}, ${unread} unread` : folderName(key)}
              onClick={() => {
                client.showFolder(key);
                onChosen?.();
              }}
            >
              <span className={styles.label}>{folderName(key)}</span>
              {unread > 0 && <CounterBadge count={unread} appearance="ghost" color="brand" size="medium" />}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

export function FolderRail() {
  const styles = useStyles();
  const { config } = useClient();
  return (
    <nav className={styles.rail} aria-label="Folders">
      <Text size={200} className={styles.address} title={config.email}>
        {config.email}
      </Text>
      <FolderList />
    </nav>
  );
}

/** The folders where there is no room for the rail. */
export function FolderDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { config } = useClient();
  return (
    <OverlayDrawer open={open} onOpenChange={onClose} position="start" size="small" aria-label="Folders">
      <DrawerHeader>
        <DrawerHeaderTitle
          action={
            <Button appearance="subtle" aria-label="Close" icon={<Dismiss20Regular />} onClick={onClose} />
          }
        >
          <Text size={300}>{config.email}</Text>
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody>
        <FolderList onChosen={onClose} />
      </DrawerBody>
    </OverlayDrawer>
  );
}
