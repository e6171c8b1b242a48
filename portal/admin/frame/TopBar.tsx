import {
  Breadcrumb,
  BreadcrumbDivider,
  BreadcrumbItem,
  Button,
  DrawerBody,
  makeStyles,
  OverlayDrawer,
  tokens,
} from "@fluentui/react-components";
import { Navigation20Regular } from "@fluentui/react-icons";
import { Fragment, useState } from "react";
import { useLocation } from "react-router";
import { Mark } from "../../../ui/Mark.tsx";
import { type PortalTextKey, useTexts } from "../text-context.ts";
import { Navigation } from "./Navigation.tsx";

const useStyles = makeStyles({
  bar: {
    height: "46px",
    flexShrink: 0,
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    paddingInline: "20px",
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    "@media (max-width: 639.98px)": { paddingInline: "8px", height: "52px" },
  },
  drawer: { width: "264px", backgroundColor: "var(--fc-ground)" },
  body: { padding: 0, display: "flex", flexDirection: "column" },
  here: { fontWeight: tokens.fontWeightSemibold, paddingInline: "8px" },
  crumb: { color: tokens.colorNeutralForeground2, paddingInline: "8px" },
});

/** The way to each page, in words; the last is the page itself. */
const crumbs: Record<string, PortalTextKey[]> = {
  "/overview": ["nav.overview"],
  "/people": ["nav.people"],
  "/people/:id": ["nav.people", "nav.person"],
  "/mail": ["nav.mail"],
  "/reports": ["nav.reports"],
  "/reports/:id": ["nav.reports", "nav.report"],
  "/joining": ["nav.startPlan", "nav.joining"],
  "/settings": ["nav.organization", "nav.settings"],
  "/structure": ["nav.organization", "nav.structure"],
  "/programmes": ["nav.organization", "nav.programmes"],
  "/check": ["nav.organization", "nav.check"],
  "/audit": ["nav.organization", "nav.audit"],
  "/roles": ["nav.organization", "nav.roles"],
  "/tokens": ["nav.organization", "nav.tokens"],
};

const oneOfMany = /^\/(people|reports)\/[^/]+$/;

/** Where the reader is; on narrow screens also the way to the navigation. */
export function TopBar({ withDrawer }: { withDrawer: boolean }) {
  const { t } = useTexts();
  const styles = useStyles();
  const trail = crumbs[useLocation().pathname.replace(/\/$/, "").replace(oneOfMany, "/$1/:id")] ?? [];
  return (
    <header className={styles.bar}>
      {withDrawer && <DrawerButton />}
      <Breadcrumb aria-label={t("breadcrumb.label")}>
        {trail.map((key, index) => (
          <Fragment key={key}>
            {index > 0 && <BreadcrumbDivider />}
            <BreadcrumbItem>
              {index === trail.length - 1 ? (
                <span className={styles.here} aria-current="page">
                  {t(key)}
                </span>
              ) : (
                <span className={styles.crumb}>{t(key)}</span>
              )}
            </BreadcrumbItem>
          </Fragment>
        ))}
      </Breadcrumb>
    </header>
  );
}

function DrawerButton() {
  const { t } = useTexts();
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        appearance="subtle"
        size="large"
        icon={<Navigation20Regular />}
        aria-label={t("nav.open")}
        aria-expanded={open}
        onClick={() => setOpen(true)}
      />
      <Mark size={28} />
      <OverlayDrawer
        open={open}
        onOpenChange={(_, data) => setOpen(data.open)}
        className={styles.drawer}
        aria-label={t("nav.label")}
      >
        <DrawerBody className={styles.body}>
          <Navigation onGone={() => setOpen(false)} />
        </DrawerBody>
      </OverlayDrawer>
    </>
  );
}
