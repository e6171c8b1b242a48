import { makeStyles } from "@fluentui/react-components";
import { type ReactNode, useEffect, useRef } from "react";
import { tokens, typography } from "../../../ui/tokens.ts";
import type { Look } from "../look.ts";
import { usePane } from "../pane-context.ts";

const useStyles = makeStyles({
  title: {
    ...typography.subtitle1,
    color: tokens.colorNeutralForeground1,
    margin: 0,
    outlineStyle: "none",
    overflowWrap: "anywhere",
    textWrap: "balance",
  },
});

const failures: readonly Look[] = ["kept", "noSignIn", "unreachable", "serverError", "silent"];

/**
 * The one h1 of a look. After a press that changed the look it takes the focus; a look that came by itself is announced
 * instead, unless the focus would be lost.
 */
export function Title({ children }: { children: ReactNode }) {
  const { look, state, arrive, announce } = usePane();
  const { presses } = state;
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const last = arrive(look, presses);
    if (last.look === null || last.look === look || !ref.current) return;
    const focusIsLost = document.hasFocus() && document.activeElement === document.body && presses > 0;
    if (last.presses !== presses || focusIsLost) ref.current.focus();
    else announce(ref.current.textContent, failures.includes(look));
  }, [look, presses, arrive, announce]);
  return (
    <h1 ref={ref} tabIndex={-1} className={useStyles().title}>
      {children}
    </h1>
  );
}
