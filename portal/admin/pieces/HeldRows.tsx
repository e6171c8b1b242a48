import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useTexts } from "../text-context.ts";
import type { useHeldRows } from "./use-held-rows.ts";

const useStyles = makeStyles({
  rows: { transitionProperty: "opacity", transitionDuration: tokens.durationNormal },
  dimmed: { opacity: 0.5 },
  waiting: {
    display: "flex",
    alignItems: "center",
    justifyContent: "center",
    gap: "4px",
    minHeight: "32px",
    marginBottom: "8px",
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorBrandStroke2}`,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
  },
  show: { minWidth: "auto", paddingInline: "6px" },
});

interface HeldRowsProps {
  held: Pick<ReturnType<typeof useHeldRows>, "waiting" | "show" | "watch">;
  /** Another page is on its way. */
  dimmed: boolean;
  children: ReactNode;
}

/** Around rows that change under the reader's eyes: tells above them how many wait, and shows them when asked. */
export function HeldRows({ held: { waiting, show, watch }, dimmed, children }: HeldRowsProps) {
  const { t, counted } = useTexts();
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.rows, dimmed && styles.dimmed)} {...watch}>
      {waiting > 0 && (
        <div className={styles.waiting} role="status">
          {counted("people.new", waiting)}
          <Button appearance="transparent" size="small" className={styles.show} onClick={show}>
            {t("people.new.show")}
          </Button>
        </div>
      )}
      {children}
    </div>
  );
}
