import { makeStyles } from "@fluentui/react-components";
import { ArrowLeft20Regular } from "@fluentui/react-icons";
import type { ReactElement, ReactNode } from "react";
import { tokens } from "../../../ui/tokens.ts";
import { usePane } from "../pane-context.ts";
import { ActionButton } from "./ActionButton.tsx";
import { PlainLink } from "./PlainLink.tsx";
import { Spinner } from "./Spinner.tsx";

const useStyles = makeStyles({
  row: {
    display: "flex",
    alignItems: "center",
    gap: tokens.spacingHorizontalS,
    minHeight: "24px",
    padding: `0 ${tokens.spacingHorizontalXS}`,
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
export function Primary({ icon, busy, ...rest }: ActionProps) {
  return <ActionButton wide look="primary" busy={busy} icon={busy ? <Spinner /> : icon} {...rest} />;
}

/** Another thing that can be done, plainly apart. */
export function Secondary({ icon, busy, ...rest }: ActionProps) {
  return <ActionButton wide busy={busy} icon={icon} {...rest} />;
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
      <PlainLink onClick={onClick} disabled={disabled}>
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
        <span>{children}</span>
      </PlainLink>
      {end && <span className={styles.end}>{end}</span>}
    </div>
  );
}

/** The way back from a page that a person opened. */
export function BackButton() {
  const { pane, t } = usePane();
  return (
    <Secondary icon={<ArrowLeft20Regular />} onClick={pane.back}>
      {t("common.back")}
    </Secondary>
  );
}
