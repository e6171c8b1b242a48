import {
  Avatar,
  Badge,
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItemLink,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  SearchBox,
  Tooltip,
  makeStyles,
  tokens,
} from "@fluentui/react-components";
import { Navigation20Regular, Settings20Regular } from "@fluentui/react-icons";
import { clientLevels, isLevelName } from "../host/client-level.ts";
import type { Appearance } from "../client/person-memory.ts";
import { useClient, useClientState } from "./use-client.ts";

const useStyles = makeStyles({
  header: {
    flexShrink: 0,
    display: "flex",
    alignItems: "center",
    gap: "8px",
    padding: "8px 20px 4px",
    "@media (max-width: 700px)": { padding: "8px 10px" },
  },
  title: {
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
    margin: 0,
    color: tokens.colorNeutralForeground1,
    whiteSpace: "nowrap",
    minWidth: "150px",
    "@media (max-width: 1100px)": { minWidth: "auto", marginRight: "8px" },
  },
  search: { flexGrow: 1, maxWidth: "440px", minWidth: 0 },
  spacer: { flexGrow: 1, "@media (max-width: 700px)": { display: "none" } },
  name: {
    color: tokens.colorNeutralForeground1,
    whiteSpace: "nowrap",
    "@media (max-width: 700px)": { display: "none" },
  },
});

const languages = {
  "en-US": "English (United States)",
  "nl-NL": "Nederlands (Nederland)",
  "de-DE": "Deutsch (Deutschland)",
};
const appearances: Record<Appearance, string> = {
  system: "Like the system",
  light: "Light",
  dark: "Dark",
};

/** Name of the mailbox, search, and the settings that Outlook hands to an add-in. */
export function Header(props: { compact: boolean; narrow: boolean; onFolders: () => void }) {
  const styles = useStyles();
  const client = useClient();
  const { search } = useClientState();
  const { name, email } = client.config.reader;
  return (
    <header className={styles.header}>
      {props.compact && (
        <Tooltip content="Folders" relationship="label">
          <Button appearance="subtle" icon={<Navigation20Regular />} onClick={props.onFolders} />
        </Tooltip>
      )}
      <h1 className={styles.title}>Mail</h1>
      <SearchBox
        className={styles.search}
        placeholder="Search mail"
        aria-label="Search mail"
        appearance="filled-darker"
        style={{ backgroundColor: tokens.colorNeutralBackground1 }}
        value={search}
        onChange={(_event, { value }) => client.search(value)}
      />
      <span className={styles.spacer} />
      <SettingsMenu />
      {client.isShared && (
        <Badge appearance="tint" color="warning" style={{ flexShrink: 0 }}>
          Shared mailbox
        </Badge>
      )}
      <span className={styles.name}>{name}</span>
      {!props.narrow && (
        <Avatar name={name || email} color="colorful" idForColor={email} size={32} aria-hidden />
      )}
    </header>
  );
}

function SettingsMenu() {
  const client = useClient();
  const { locale, appearance, level } = useClientState();
  const { reader } = client.config;
  const shared = `info${reader.email.slice(reader.email.lastIndexOf("@"))}`;
  const other = client.isShared
    ? { href: `/outlook/${reader.email}`, label: "Back to my own mailbox" }
    : { href: `/outlook/${shared}?as=${reader.email}`, label: `Open the shared mailbox ${shared}` };
  return (
    <Menu
      checkedValues={{ locale: [locale], appearance: [appearance], level: [level] }}
      onCheckedValueChange={(_event, { name, checkedItems }) => {
        const [chosen] = checkedItems;
        if (name === "locale" && chosen) client.setLocale(chosen);
        if (name === "appearance" && chosen) client.setAppearance(chosen as Appearance);
        if (name === "level" && isLevelName(chosen)) client.setLevel(chosen);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content="Settings" relationship="label">
          <Button appearance="subtle" icon={<Settings20Regular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItemLink href={other.href}>{other.label}</MenuItemLink>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>Language for the add-in</MenuGroupHeader>
            {Object.entries(languages).map(([value, label]) => (
              <MenuItemRadio key={value} name="locale" value={value}>
                {label}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>Which Outlook this plays</MenuGroupHeader>
            {Object.entries(clientLevels).map(([value, { name }]) => (
              <MenuItemRadio key={value} name="level" value={value}>
                {name}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>Colours</MenuGroupHeader>
            {Object.entries(appearances).map(([value, label]) => (
              <MenuItemRadio key={value} name="appearance" value={value}>
                {label}
              </MenuItemRadio>
            ))}
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
