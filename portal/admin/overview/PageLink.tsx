import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { Link } from "react-router";

const useStyles = makeStyles({
  link: {
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: "none",
    borderRadius: tokens.borderRadiusSmall,
    ":hover": { textDecorationLine: "underline" },
    ":focus-visible": { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

interface PageLinkProps {
  to: string;
  /** What a screen reader hears, where the words alone do not say where it leads. */
  label?: string;
  children: ReactNode;
}

/** A way to another page of the portal, in a line of text. */
export function PageLink({ to, label, children }: PageLinkProps) {
  return (
    <Link to={to} aria-label={label} className={useStyles().link}>
      {children}
    </Link>
  );
}
