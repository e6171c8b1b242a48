import {
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from "@fluentui/react-components";
import { MoreHorizontal20Regular, ShieldCheckmark20Regular } from "@fluentui/react-icons";
import { useEffect, useRef, useState } from "react";
import packageFile from "../../../package.json";
import { languages } from "../../../shared/lifecycle.ts";
import { usePane } from "../pane-context.ts";
import { ActionButton } from "./ActionButton.tsx";

const names = { en: "English", nl: "Nederlands" };

/** Language, data and version; opens itself, since the press that loaded it asked for that. */
export default function HeaderMenu() {
  const { pane, state, t } = usePane();
  const trigger = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    // From the trigger, so that Escape leads back to it.
    trigger.current?.focus();
    trigger.current?.click();
  }, []);
  return (
    <Menu
      open={open}
      onOpenChange={(_event, data) => setOpen(data.open)}
      checkedValues={{ language: [state.language] }}
      onCheckedValueChange={(_event, { checkedItems }) => {
        const chosen = languages.find((language) => language === checkedItems[0]);
        if (chosen) pane.setLanguage(chosen);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <ActionButton
          ref={trigger}
          look="subtle"
          icon={<MoreHorizontal20Regular />}
          aria-label={t("header.menu")}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{t("header.language")}</MenuGroupHeader>
            {languages.map((language) => (
              <MenuItemRadio key={language} name="language" value={language} lang={language}>
                {names[language]}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuItem icon={<ShieldCheckmark20Regular />} onClick={() => pane.ask("data")}>
            {t("header.data")}
          </MenuItem>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{t("header.version", { version: packageFile.version })}</MenuGroupHeader>
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
