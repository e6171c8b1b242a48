import { makeStyles } from "@fluentui/react-components";
import { MoreHorizontal20Regular } from "@fluentui/react-icons";
import { lazy, Suspense, useState } from "react";
import { tokens, typography } from "../../../ui/tokens.ts";
import { Mark } from "../../../ui/Mark.tsx";
import { usePane } from "../pane-context.ts";
import { ActionButton } from "./ActionButton.tsx";

const HeaderMenu = lazy(() => import("./HeaderMenu.tsx"));

const useStyles = makeStyles({
  header: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    boxSizing: "border-box",
    height: "44px",
    flexShrink: 0,
    padding: `0 ${tokens.spacingHorizontalXS} 0 ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  name: { ...typography.body1Strong, color: tokens.colorNeutralForeground1 },
  organization: {
    ...typography.caption1,
    color: tokens.colorNeutralForeground3,
    marginInlineStart: "auto",
    maxWidth: "120px",
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
});

export function Header() {
  const { state, t } = usePane();
  const styles = useStyles();
  const [menu, setMenu] = useState(false);
  const organization = state.me?.organization.name ?? state.hint?.organization ?? "";
  // The menu is wanted rarely, so its code arrives with the first press.
  const button = (
    <ActionButton
      look="subtle"
      icon={<MoreHorizontal20Regular />}
      aria-label={t("header.menu")}
      aria-haspopup="menu"
      onClick={() => setMenu(true)}
    />
  );
  return (
    <header className={styles.header}>
      <Mark size={22} />
      <span className={styles.name}>{t("header.pane")}</span>
      <span className={styles.organization} dir="auto" title={organization}>
        {organization}
      </span>
      {menu ? (
        <Suspense fallback={button}>
          <HeaderMenu />
        </Suspense>
      ) : (
        button
      )}
    </header>
  );
}
