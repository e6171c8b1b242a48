import {
  Body1Strong,
  Caption1,
  CounterBadge,
  makeStyles,
  mergeClasses,
  tokens,
  Tooltip,
} from "@fluentui/react-components";
import {
  CalendarLtr20Regular,
  Flag20Filled,
  Flag20Regular,
  Home20Filled,
  Home20Regular,
  Key20Filled,
  Key20Regular,
  Mail20Filled,
  Mail20Regular,
  MailTemplate20Filled,
  MailTemplate20Regular,
  Organization20Filled,
  Organization20Regular,
  People20Filled,
  People20Regular,
  PeopleLock20Filled,
  PeopleLock20Regular,
  PersonAdd20Filled,
  PersonAdd20Regular,
  Settings20Filled,
  Settings20Regular,
  ShieldCheckmark20Filled,
  ShieldCheckmark20Regular,
  Stethoscope20Filled,
  Stethoscope20Regular,
} from "@fluentui/react-icons";
import type { ReactNode } from "react";
import { NavLink, useMatch } from "react-router";
import { Mark } from "../../../ui/Mark.tsx";
import { useSession } from "../api.ts";
import { useMailStatus } from "../mail/use-mail.ts";
import { useTexts } from "../text-context.ts";
import { Account } from "./Account.tsx";
import { mayOpen } from "./may-open.ts";

const useStyles = makeStyles({
  nav: {
    display: "flex",
    flexDirection: "column",
    flexGrow: 1,
    minHeight: 0,
    padding: "12px",
    gap: "12px",
    boxSizing: "border-box",
  },
  brand: { display: "flex", alignItems: "center", gap: "10px", padding: "4px 8px", minWidth: 0 },
  brandWords: { display: "flex", flexDirection: "column", minWidth: 0 },
  organization: {
    color: tokens.colorNeutralForeground2,
    overflow: "hidden",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "flex",
    flexDirection: "column",
    gap: "2px",
  },
  scroll: { flexGrow: 1, overflowY: "auto", minHeight: 0, marginInline: "-4px", paddingInline: "4px" },
  row: {
    display: "flex",
    alignItems: "center",
    gap: "12px",
    minHeight: "36px",
    paddingInline: "10px",
    border: "1px solid transparent",
    borderRadius: tokens.borderRadiusLarge,
    boxSizing: "border-box",
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    color: tokens.colorNeutralForeground2,
  },
  iconRow: { justifyContent: "center", paddingInline: 0 },
  group: { marginTop: "8px" },
  inner: { paddingInlineStart: "42px" },
  link: {
    position: "relative",
    textDecorationLine: "none",
    ":hover": { backgroundColor: tokens.colorSubtleBackgroundHover, color: tokens.colorNeutralForeground1 },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "-2px" },
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    boxShadow: tokens.shadow2,
    "::before": {
      content: '""',
      position: "absolute",
      insetInlineStart: 0,
      insetBlock: "10px",
      width: "3px",
      borderRadius: tokens.borderRadiusCircular,
      backgroundColor: tokens.colorCompoundBrandBackground,
    },
  },
  currentIcon: { color: tokens.colorCompoundBrandForeground1, display: "flex" },
  icon: { display: "flex" },
  count: { marginInlineStart: "auto" },
  dot: { position: "absolute", insetBlockStart: "6px", insetInlineEnd: "6px" },
});

/** Mark and organization, what there is to go to, and who is signed in. */
export function Navigation({ icons = false, onGone }: { icons?: boolean; onGone?: () => void }) {
  const { t } = useTexts();
  const styles = useStyles();
  const { organization: { name: organization } = {}, user } = useSession().data ?? {};
  const may = (path: string) => user !== undefined && mayOpen(user.role, path);
  return (
    <nav className={styles.nav} aria-label={t("nav.label")}>
      <div className={styles.brand} style={icons ? { padding: "4px 2px" } : undefined}>
        <Mark size={icons ? 28 : 32} />
        {!icons && (
          <div className={styles.brandWords}>
            <Body1Strong>{t("product")}</Body1Strong>
            <Caption1 className={styles.organization} title={organization}>
              <bdi>{organization}</bdi>
            </Caption1>
          </div>
        )}
      </div>
      <div className={styles.scroll}>
        <ul className={styles.list}>
          {may("/overview") && (
            <li>
              <Item
                to="/overview"
                label={t("nav.overview")}
                icons={icons}
                onGone={onGone}
                icon={<Home20Regular />}
                currentIcon={<Home20Filled />}
              />
            </li>
          )}
          {may("/people") && (
            <li>
              <Item
                to="/people"
                label={t("nav.people")}
                icons={icons}
                onGone={onGone}
                icon={<People20Regular />}
                currentIcon={<People20Filled />}
              />
            </li>
          )}
          {may("/reports") && (
            <li>
              <Item
                to="/reports"
                label={t("nav.reports")}
                icons={icons}
                onGone={onGone}
                icon={<Flag20Regular />}
                currentIcon={<Flag20Filled />}
              />
            </li>
          )}
          {may("/mail") && (
            <li>
              <MailItem icons={icons} onGone={onGone} />
            </li>
          )}
          {may("/joining") && (
            <li>
              {!icons && (
                <div className={mergeClasses(styles.row, styles.group)}>
                  <CalendarLtr20Regular />
                  {t("nav.startPlan")}
                </div>
              )}
              <ul className={styles.list} aria-label={t("nav.startPlan")}>
                <li>
                  <Item
                    to="/joining"
                    label={t("nav.joining")}
                    icons={icons}
                    onGone={onGone}
                    icon={icons ? <PersonAdd20Regular /> : undefined}
                    currentIcon={icons ? <PersonAdd20Filled /> : undefined}
                  />
                </li>
              </ul>
            </li>
          )}
          {may("/settings") && (
            <li>
              <OrganizationItems icons={icons} onGone={onGone} />
            </li>
          )}
        </ul>
      </div>
      <Account icons={icons} />
    </nav>
  );
}

/** Settings of the whole organization, and what the reader has in it. */
function OrganizationItems({ icons, onGone }: { icons: boolean; onGone: (() => void) | undefined }) {
  const { t } = useTexts();
  const styles = useStyles();
  const role = useSession().data?.user.role;
  // Both are for owners and admins.
  const mayCheck = role !== undefined && mayOpen(role, "/check") && mayOpen(role, "/audit");
  return (
    <>
      {!icons && (
        <div className={mergeClasses(styles.row, styles.group)}>
          <Organization20Regular />
          {t("nav.organization")}
        </div>
      )}
      <ul className={styles.list} aria-label={t("nav.organization")}>
        <li>
          <Item
            to="/settings"
            label={t("nav.settings")}
            icons={icons}
            onGone={onGone}
            icon={icons ? <Settings20Regular /> : undefined}
            currentIcon={icons ? <Settings20Filled /> : undefined}
          />
        </li>
        <li>
          <Item
            to="/structure"
            label={t("nav.structure")}
            icons={icons}
            onGone={onGone}
            icon={icons ? <Organization20Regular /> : undefined}
            currentIcon={icons ? <Organization20Filled /> : undefined}
          />
        </li>
        <li>
          <Item
            to="/programmes"
            label={t("nav.programmes")}
            icons={icons}
            onGone={onGone}
            icon={icons ? <MailTemplate20Regular /> : undefined}
            currentIcon={icons ? <MailTemplate20Filled /> : undefined}
          />
        </li>
        {mayCheck && (
          <li>
            <Item
              to="/check"
              label={t("nav.check")}
              icons={icons}
              onGone={onGone}
              icon={icons ? <Stethoscope20Regular /> : undefined}
              currentIcon={icons ? <Stethoscope20Filled /> : undefined}
            />
          </li>
        )}
        {mayCheck && (
          <li>
            <Item
              to="/audit"
              label={t("nav.audit")}
              icons={icons}
              onGone={onGone}
              icon={icons ? <ShieldCheckmark20Regular /> : undefined}
              currentIcon={icons ? <ShieldCheckmark20Filled /> : undefined}
            />
          </li>
        )}
        <li>
          <Item
            to="/roles"
            label={t("nav.roles")}
            icons={icons}
            onGone={onGone}
            icon={icons ? <PeopleLock20Regular /> : undefined}
            currentIcon={icons ? <PeopleLock20Filled /> : undefined}
          />
        </li>
        <li>
          <Item
            to="/tokens"
            label={t("nav.tokens")}
            icons={icons}
            onGone={onGone}
            icon={icons ? <Key20Regular /> : undefined}
            currentIcon={icons ? <Key20Filled /> : undefined}
          />
        </li>
      </ul>
    </>
  );
}

/** With the number of mails that need a person, where there are any. */
function MailItem({ icons, onGone }: { icons: boolean; onGone: (() => void) | undefined }) {
  const { t, counted, number } = useTexts();
  const styles = useStyles();
  const { held = 0, inDoubt = 0, refused = 0 } = useMailStatus().data ?? {};
  const stuck = held + inDoubt + refused;
  return (
    <Item
      to="/mail"
      label={t("nav.mail")}
      spoken={stuck > 0 ? counted("nav.mail.waiting", stuck) : undefined}
      icons={icons}
      onGone={onGone}
      icon={<Mail20Regular />}
      currentIcon={<Mail20Filled />}
      after={
        stuck > 0 && (
          <CounterBadge className={icons ? styles.dot : styles.count} size="small" color="danger" dot={icons}>
            {icons ? undefined : number(stuck)}
          </CounterBadge>
        )
      }
    />
  );
}

interface ItemProps {
  to: string;
  label: string;
  icons: boolean;
  icon?: ReactNode;
  currentIcon?: ReactNode;
  onGone?: (() => void) | undefined;
  /** What a screen reader hears instead of the label. */
  spoken?: string | undefined;
  after?: ReactNode;
}

function Item({ to, label, icons, icon, currentIcon, onGone, spoken, after }: ItemProps) {
  const styles = useStyles();
  const current = useMatch(`${to}/*`) !== null;
  const link = (
    <NavLink
      to={to}
      onClick={onGone}
      aria-label={spoken ?? (icons ? label : undefined)}
      className={mergeClasses(
        styles.row,
        styles.link,
        !icon && styles.inner,
        icons && styles.iconRow,
        current && styles.current,
      )}
    >
      {icon && (
        <span className={current ? styles.currentIcon : styles.icon}>{current ? currentIcon : icon}</span>
      )}
      {!icons && label}
      {after}
    </NavLink>
  );
  if (!icons) return link;
  return (
    <Tooltip content={label} relationship="inaccessible" positioning="after" withArrow>
      {link}
    </Tooltip>
  );
}
