import { FluentProvider, makeStyles } from "@fluentui/react-components";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useMedia, usePrefersDark } from "../../page/use-media.ts";
import type { MailClient } from "../client/mail-client.ts";
import { unreadCount } from "../mail/message-list.ts";
import { darkClient, lightClient } from "../theme.ts";
import { AddinDialog } from "./AddinDialog.tsx";
import { Announcer } from "./Announcer.tsx";
import { FolderDrawer, FolderRail } from "./Folders.tsx";
import { Header } from "./Header.tsx";
import { MessagePane } from "./MessagePane.tsx";
import { ReadingArea } from "./ReadingArea.tsx";
import { Ribbon } from "./Ribbon.tsx";
import { ReportCommandDialogs } from "./ReportCommand.tsx";
import { Strip } from "./Strip.tsx";
import { TaskPane } from "./TaskPane.tsx";
import { ClientContext, DarkContext } from "./use-client.ts";

const useStyles = makeStyles({
  root: { height: "100dvh", display: "flex", flexDirection: "column", overflow: "hidden" },
  body: {
    flexGrow: 1,
    minHeight: 0,
    display: "flex",
    gap: "8px",
    padding: "0 12px 12px",
    "@media (max-width: 700px)": { padding: 0 },
  },
});

/** The mail client's page. */
export function App({ client }: { client: MailClient }) {
  const styles = useStyles();
  const state = useSyncExternalStore(client.subscribe, client.getState);
  const systemDark = usePrefersDark();
  const narrow = useMedia("(max-width: 700px)");
  const compact = useMedia("(max-width: 1100px)");
  const [foldersOpen, setFoldersOpen] = useState(false);
  const dark = state.appearance === "system" ? systemDark : state.appearance === "dark";
  const { theme, ground } = dark ? darkClient : lightClient;

  useEffect(() => client.setSystemDark(systemDark), [client, systemDark]);
  const unread = unreadCount(state.list.messages, "inbox");
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ""}${client.config.email} - Mail`;
  }, [client, unread]);
  useEffect(() => {
    document.documentElement.style.colorScheme = dark ? "dark" : "light";
    document.body.style.margin = "0";
  }, [dark]);

  const reading = state.selectedId !== null || state.writing;
  return (
    <ClientContext value={client}>
      <DarkContext value={dark}>
        <FluentProvider theme={theme}>
          <div className={styles.root} style={{ backgroundColor: ground }}>
            <Strip />
            {!(narrow && reading) && (
              <Header compact={compact} narrow={narrow} onFolders={() => setFoldersOpen(true)} />
            )}
            <Ribbon narrow={narrow} reading={reading} />
            <div className={styles.body}>
              {!compact && <FolderRail />}
              {!(narrow && reading) && <MessagePane narrow={narrow} />}
              {(!narrow || reading) && <ReadingArea narrow={narrow} />}
              {state.pane && (
                <TaskPane key={state.pane.identity.controlId} frame={state.pane} narrow={narrow} />
              )}
            </div>
            <FolderDrawer open={compact && foldersOpen} onClose={() => setFoldersOpen(false)} />
            <AddinDialog />
            <ReportCommandDialogs />
            <Announcer />
          </div>
        </FluentProvider>
      </DarkContext>
    </ClientContext>
  );
}
