import { makeStyles, tokens } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import { Outlet, useLocation } from "react-router";
import { useLive } from "../live/use-live.ts";
import { MailBanner } from "../mail/MailBanner.tsx";
import { useNavigationForm } from "../look.ts";
import { useTexts } from "../text-context.ts";
import { Navigation } from "./Navigation.tsx";
import { TopBar } from "./TopBar.tsx";

const narrow = "@media (max-width: 639.98px)";
const useStyles = makeStyles({
  frame: {
    display: "flex",
    height: "100dvh",
    backgroundColor: "var(--fc-ground)",
    color: tokens.colorNeutralForeground1,
    overflow: "hidden",
  },
  skip: {
    position: "absolute",
    insetBlockStart: tokens.spacingVerticalM,
    insetInlineStart: tokens.spacingHorizontalM,
    zIndex: 10,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
    boxShadow: tokens.shadow16,
    ":not(:focus)": { transform: "translateY(-200%)" },
  },
  side: { width: "224px", flexShrink: 0, display: "flex", flexDirection: "column", minHeight: 0 },
  icons: { width: "60px" },
  sheet: {
    flexGrow: 1,
    minWidth: 0,
    margin: "8px",
    marginInlineStart: 0,
    borderRadius: "12px",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    display: "flex",
    flexDirection: "column",
    overflow: "hidden",
    [narrow]: { margin: 0, borderRadius: 0, border: "none" },
  },
  main: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: "auto",
    overflowX: "hidden",
    padding: "20px 28px 28px",
    scrollPaddingBlock: "48px",
    ":focus": { outline: "none" },
    [narrow]: { padding: "16px" },
  },
});

/** Navigation at the side, one raised sheet beside it; the page stands in the sheet. */
export function Frame() {
  useLive();
  const { t } = useTexts();
  const styles = useStyles();
  const form = useNavigationForm();
  const main = useRef<HTMLElement>(null);
  useFocusOnNavigation(main);
  return (
    <div className={styles.frame}>
      <a
        href="#content"
        className={styles.skip}
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t("skip")}
      </a>
      {form !== "drawer" && (
        <div className={form === "icons" ? `${styles.side} ${styles.icons}` : styles.side}>
          <Navigation icons={form === "icons"} />
        </div>
      )}
      <div className={styles.sheet}>
        <TopBar withDrawer={form === "drawer"} />
        <MailBanner />
        <main ref={main} id="content" tabIndex={-1} className={styles.main}>
          <Outlet />
        </main>
      </div>
    </div>
  );
}

/** After a move to another page the reader begins at its top; the first page takes no focus. */
function useFocusOnNavigation(main: React.RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.scrollTo(0, 0);
    main.current?.focus();
  }, [main, pathname]);
}
