import { Button, Link, makeStyles, mergeClasses, Spinner, tokens } from "@fluentui/react-components";
import { ArrowLeft20Regular } from "@fluentui/react-icons";
import type { ReactElement, ReactNode } from "react";
import { usePane } from "../pane-context.ts";

const useStyles = makeStyles({
  button: { width: "100%", minHeight: "40px", overflowWrap: "anywhere", whiteSpace: "normal" },
  row: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    minHeight: "24px",
    padding: `0 ${tokens.spacingHorizontalXS}`,
    "@media (pointer: coarse)": { minHeight: "44px" },
  },
  link: {
    display: "inline-flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    textAlign: "start",
    "@media (pointer: coarse)": { minHeight: "44px" },
  },
  icon: { flexShrink: 0, display: "inline-flex", color: tokens.colorBrandForegroundLink },
  end: {
    marginInlineStart: "auto",
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    textAlign: "end",
  },
  links: {
    display: "flex",
    flexDirection: "column",
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalXS} 0`,
    flexShrink: 0,
  },
});

interface ActionProps {
  onClick: () => void;
  children: ReactNode;
  icon?: ReactElement;
  busy?: boolean;
}

/** The one thing to do. While it is being done it keeps the focus. */
export function Primary(props: ActionProps) {
  return <Big {...props} appearance="primary" />;
}

/** Another thing that can be done, plainly apart. */
export function Secondary(props: ActionProps) {
  return <Big {...props} appearance="secondary" />;
}

function Big({
  onClick,
  children,
  icon,
  busy,
  appearance,
}: ActionProps & { appearance: "primary" | "secondary" }) {
  const styles = useStyles();
  return (
    <Button
      appearance={appearance}
      size={appearance === "primary" ? "large" : "medium"}
      className={styles.button}
      icon={
        busy ? <Spinner size="tiny" appearance={appearance === "primary" ? "inverted" : "primary"} /> : icon
      }
      disabledFocusable={busy}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}

/** The links below a card. */
export function Links({ children }: { children: ReactNode }) {
  return <div className={useStyles().links}>{children}</div>;
}

/** What else can be done; `end` stands at the end of the line. */
export function LinkRow({
  onClick,
  children,
  icon,
  end,
  disabled,
}: Omit<ActionProps, "busy"> & { end?: string; disabled?: boolean }) {
  const styles = useStyles();
  return (
    <div className={styles.row}>
      <Link
        as="button"
        className={styles.link}
        onClick={onClick}
        disabled={disabled}
        disabledFocusable={disabled}
      >
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
        <span>{children}</span>
      </Link>
      {end && <span className={styles.end}>{end}</span>}
    </div>
  );
}

/** The way back from a page that a person opened. */
export function BackButton() {
  const { pane, t } = usePane();
  const styles = useStyles();
  return (
    <Button
      appearance="secondary"
      className={mergeClasses(styles.button)}
      icon={<ArrowLeft20Regular />}
      onClick={pane.back}
    >
      {t("common.back")}
    </Button>
  );
}
