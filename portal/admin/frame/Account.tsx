import {
  Avatar,
  Button,
  Caption1,
  Caption1Strong,
  makeStyles,
  Menu,
  MenuButton,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  mergeClasses,
  tokens,
  Tooltip,
} from "@fluentui/react-components";
import { ChevronUpDown16Regular, PhoneDesktop20Regular, SignOut20Regular } from "@fluentui/react-icons";
import { useState } from "react";
import { type Language, languages } from "../../../shared/lifecycle.ts";
import { beginLeaving, useSession } from "../api.ts";
import { initialsOf } from "../pieces/Person.tsx";
import { useTexts } from "../text-context.ts";
import { SignOutEverywhere } from "./SignOutEverywhere.tsx";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", gap: "4px" },
  person: { justifyContent: "flex-start", paddingInline: "8px", minWidth: 0, width: "100%", gap: "10px" },
  iconOnly: { justifyContent: "center", paddingInline: 0 },
  words: { display: "flex", flexDirection: "column", alignItems: "flex-start", minWidth: 0, flexGrow: 1 },
  line: { maxWidth: "118px", overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  role: { color: tokens.colorNeutralForeground2, fontWeight: tokens.fontWeightRegular },
  address: { padding: "8px 12px 4px", color: tokens.colorNeutralForeground2, display: "block" },
  signOut: {
    justifyContent: "flex-start",
    width: "100%",
    paddingInline: "10px",
    gap: "12px",
    fontWeight: 400,
  },
});

/** Who is signed in, the language, and the way out. */
export function Account({ icons }: { icons: boolean }) {
  const { t } = useTexts();
  const styles = useStyles();
  const [asked, setAsked] = useState(false);
  return (
    <div className={styles.root}>
      <PersonMenu icons={icons} onEverywhere={() => setAsked(true)} />
      {asked && <SignOutEverywhere onClose={() => setAsked(false)} />}
      <form method="post" action="/auth/sign-out" onSubmit={beginLeaving}>
        <Tooltip content={icons ? t("account.signOut") : ""} relationship="inaccessible" positioning="after">
          <Button
            type="submit"
            appearance="subtle"
            className={mergeClasses(styles.signOut, icons && styles.iconOnly)}
            icon={<SignOut20Regular />}
            aria-label={icons ? t("account.signOut") : undefined}
          >
            {icons ? undefined : t("account.signOut")}
          </Button>
        </Tooltip>
      </form>
    </div>
  );
}

function PersonMenu({ icons, onEverywhere }: { icons: boolean; onEverywhere: () => void }) {
  const { t, language, chooseLanguage } = useTexts();
  const styles = useStyles();
  const user = useSession().data?.user;
  if (!user) return null;
  const name = user.name || user.email;
  const role = t(`role.${user.role}`);
  return (
    <Menu
      checkedValues={{ language: [language] }}
      onCheckedValueChange={(_, { checkedItems }) => {
        const next = languages.find((one) => one === checkedItems[0]);
        if (next) chooseLanguage(next);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          appearance="subtle"
          size="large"
          className={mergeClasses(styles.person, icons && styles.iconOnly)}
          menuIcon={icons ? null : <ChevronUpDown16Regular />}
          aria-label={t("account.menu", { name, role })}
          icon={
            <Avatar
              size={28}
              color="brand"
              name={name}
              initials={initialsOf(name)}
              aria-hidden
              role="presentation"
            />
          }
        >
          {!icons && (
            <span className={styles.words}>
              <Caption1Strong block className={styles.line}>
                <bdi>{name}</bdi>
              </Caption1Strong>
              <Caption1 block className={mergeClasses(styles.line, styles.role)}>
                {role}
              </Caption1>
            </span>
          )}
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <Caption1 className={styles.address} dir="ltr">
          {user.email}
        </Caption1>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{t("account.language")}</MenuGroupHeader>
            {languages.map((one: Language) => (
              <MenuItemRadio key={one} name="language" value={one} lang={one}>
                {t(`language.${one}`)}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuItem icon={<PhoneDesktop20Regular />} onClick={onEverywhere}>
            {t("account.everywhere")}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
