import {
  Button,
  Overflow,
  OverflowItem,
  Tab,
  TabList,
  Toolbar,
  ToolbarButton,
  Tooltip,
  makeStyles,
  mergeClasses,
  tokens,
} from "@fluentui/react-components";
import { ArrowLeft20Regular, Edit20Regular, MailAdd20Regular } from "@fluentui/react-icons";
import { Fragment, useState } from "react";
import { hasReportButton } from "../host/client-level.ts";
import { newDraft } from "../mail/draft.ts";
import { folderName } from "../mail/messages.ts";
import { AddinButton } from "./AddinButton.tsx";
import { MoveMenu } from "./MoveMenu.tsx";
import { OverflowMenu } from "./OverflowMenu.tsx";
import { ReportCommandButton } from "./ReportCommand.tsx";
import { ViewTools } from "./ViewTools.tsx";
import { useClient, useClientState } from "./use-client.ts";
import { useCommands } from "./use-commands.tsx";

const useStyles = makeStyles({
  tabs: { padding: "0 12px", flexShrink: 0, "@media (max-width: 700px)": { display: "none" } },
  bar: {
    flexShrink: 0,
    margin: "2px 12px 8px",
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow2,
    padding: "4px 6px",
    minWidth: 0,
    "@media (max-width: 700px)": {
      margin: 0,
      borderRadius: 0,
      boxShadow: "none",
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  toolbar: { padding: 0, flexWrap: "nowrap", overflow: "hidden", gap: 0, minWidth: 0 },
  tool: { fontWeight: tokens.fontWeightRegular, whiteSpace: "nowrap", minWidth: "max-content" },
  fixed: { flexShrink: 0, display: "flex", minWidth: "max-content" },
  // The line before a group belongs to its first button, so that the overflow counts its room.
  first: {
    flexShrink: 0,
    display: "flex",
    minWidth: "max-content",
    paddingLeft: "17px",
    position: "relative",
    "::before": {
      content: '""',
      position: "absolute",
      left: "8px",
      top: "6px",
      bottom: "6px",
      width: "1px",
      backgroundColor: tokens.colorNeutralStroke2,
    },
  },
  folder: {
    flexGrow: 1,
    minWidth: 0,
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
});

/** The ribbon; on a phone a bar with what matters for the open mail. */
export function Ribbon({ narrow, reading }: { narrow: boolean; reading: boolean }) {
  const styles = useStyles();
  const [tab, setTab] = useState("home");
  if (narrow) return reading ? <PhoneBar /> : <PhoneListBar />;
  return (
    <section aria-label="Ribbon">
      <TabList
        className={styles.tabs}
        selectedValue={tab}
        onTabSelect={(_event, { value }) => setTab(String(value))}
        size="small"
      >
        <Tab value="home">Home</Tab>
        <Tab value="view">View</Tab>
      </TabList>
      <div className={styles.bar}>{tab === "home" ? <HomeTools /> : <ViewTools />}</div>
    </section>
  );
}

/** What goes into the menu first when the ribbon is short of room. */
const priorities: Record<string, number> = { forwardAttached: 10, junk: 20, replyAll: 30 };

function HomeTools() {
  const styles = useStyles();
  const commands = useCommands();
  const client = useClient();
  const { button, buttonProblem, level } = useClientState();
  // An item is measured when it appears, so this one waits until there is something to measure.
  const known = button !== null || buttonProblem !== "";
  // The last to go into the menu is the add-in: it is what this page is about.
  return (
    <Overflow>
      <Toolbar aria-label="Mail" className={styles.toolbar}>
        <OverflowItem id="new" priority={90}>
          <span className={styles.fixed}>
            <NewMail />
          </span>
        </OverflowItem>
        {commands.map(({ key, label, icon, group, disabled, run }, index) => (
          <Fragment key={key}>
            <OverflowItem id={key} priority={priorities[key] ?? 50 - index}>
              <span className={group === commands[index - 1]?.group ? styles.fixed : styles.first}>
                <ToolbarButton icon={icon} disabled={disabled} onClick={run} className={styles.tool}>
                  {label}
                </ToolbarButton>
              </span>
            </OverflowItem>
            {key === "junk" && (
              <OverflowItem id="move" priority={46}>
                <span className={styles.fixed}>
                  <MoveMenu />
                </span>
              </OverflowItem>
            )}
          </Fragment>
        ))}
        {button?.report && !client.withoutAddin && hasReportButton(client.level) && (
          <OverflowItem key={level} id="report" priority={95}>
            <span className={styles.first}>
              <ReportCommandButton surface={button.report} />
            </span>
          </OverflowItem>
        )}
        {known && (
          <OverflowItem id="addin" priority={100}>
            <span className={styles.first}>
              <AddinButton />
            </span>
          </OverflowItem>
        )}
        <OverflowMenu commands={commands} withMove="move" />
      </Toolbar>
    </Overflow>
  );
}

function NewMail() {
  const client = useClient();
  const { draft, writing } = useClientState();
  if (draft && !writing)
    return (
      <Button appearance="primary" icon={<Edit20Regular />} onClick={() => client.resumeDraft()}>
        Back to draft
      </Button>
    );
  return (
    <Button
      appearance="primary"
      icon={<MailAdd20Regular />}
      disabled={writing}
      style={{ whiteSpace: "nowrap", minWidth: "max-content" }}
      onClick={() => client.write(newDraft())}
    >
      New mail
    </Button>
  );
}

function PhoneListBar() {
  const styles = useStyles();
  return (
    <section aria-label="Ribbon" className={styles.bar} style={{ padding: "0 10px 8px", background: "none" }}>
      <NewMail />
    </section>
  );
}

function PhoneBar() {
  const styles = useStyles();
  const client = useClient();
  const { folder, writing } = useClientState();
  const commands = useCommands();
  const shown = commands.filter(({ key }) => key === "archive" || key === "delete").reverse();
  return (
    <Toolbar
      aria-label="Mail"
      className={mergeClasses(styles.bar, styles.toolbar)}
      style={{ padding: "4px 8px" }}
    >
      <Tooltip content="Back to the list" relationship="label">
        <Button appearance="subtle" icon={<ArrowLeft20Regular />} onClick={() => client.backToList()} />
      </Tooltip>
      <span className={styles.folder}>{writing ? "" : folderName(folder)}</span>
      {shown.map(({ key, label, icon, disabled, run }) => (
        <Tooltip key={key} content={label} relationship="label">
          <ToolbarButton icon={icon} disabled={disabled} onClick={run} />
        </Tooltip>
      ))}
      <AddinButton iconOnly />
      <OverflowMenu commands={commands.filter((command) => !shown.includes(command))} always />
    </Toolbar>
  );
}
