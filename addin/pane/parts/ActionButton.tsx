import { makeStyles, mergeClasses } from "@fluentui/react-components";
import type { ComponentProps, ReactNode } from "react";
import { tokens, typography } from "../../../ui/tokens.ts";

const useStyles = makeStyles({
  button: {
    ...typography.body1Strong,
    display: "flex",
    alignItems: "center",
    justifyContent: "center",
    gap: tokens.spacingHorizontalS,
    boxSizing: "border-box",
    minWidth: "32px",
    minHeight: "32px",
    flexShrink: 0,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    overflowWrap: "anywhere",
    cursor: "pointer",
    transitionProperty: "background-color, border-color, color",
    transitionDuration: tokens.durationFaster,
    "@media (prefers-reduced-motion: reduce)": { transitionDuration: "0.01ms" },
    ":hover": {
      backgroundColor: tokens.colorNeutralBackground1Hover,
      border: `1px solid ${tokens.colorNeutralStroke1Hover}`,
    },
    ":active": { backgroundColor: tokens.colorNeutralBackground1Pressed },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: "1px" },
    "@media (pointer: coarse)": { minHeight: "44px" },
  },
  primary: {
    ...typography.subtitle2,
    minHeight: "40px",
    color: tokens.colorNeutralForegroundOnBrand,
    backgroundColor: tokens.colorBrandBackground,
    border: "1px solid transparent",
    ":hover": { backgroundColor: tokens.colorBrandBackgroundHover, border: "1px solid transparent" },
    ":active": { backgroundColor: tokens.colorBrandBackgroundPressed },
  },
  subtle: {
    padding: 0,
    backgroundColor: "transparent",
    border: "1px solid transparent",
    color: tokens.colorNeutralForeground2,
    ":hover": { backgroundColor: tokens.colorSubtleBackgroundHover, border: "1px solid transparent" },
    ":active": { backgroundColor: tokens.colorSubtleBackgroundPressed },
  },
  wide: { width: "100%" },
  busy: { cursor: "progress" },
});

interface ActionButtonProps extends Omit<ComponentProps<"button">, "type"> {
  look?: "primary" | "secondary" | "subtle";
  wide?: boolean;
  /** Does nothing for now, and keeps the focus. */
  busy?: boolean;
  icon?: ReactNode;
}

/** A button in Fluent's manner and colours. Fluent's own costs 6 kB more before the first look. */
export function ActionButton({
  look = "secondary",
  wide,
  busy,
  icon,
  className,
  children,
  onClick,
  ...rest
}: ActionButtonProps) {
  const styles = useStyles();
  return (
    <button
      {...rest}
      type="button"
      aria-disabled={busy}
      onClick={busy ? undefined : onClick}
      className={mergeClasses(
        styles.button,
        look === "primary" && styles.primary,
        look === "subtle" && styles.subtle,
        wide && styles.wide,
        busy && styles.busy,
        className,
      )}
    >
      {icon}
      {children}
    </button>
  );
}
