import { makeStyles, mergeClasses } from "@fluentui/react-components";
import type { ReactNode } from "react";

const still = { "@media (prefers-reduced-motion: reduce)": { animationName: "none" } };

const useStyles = makeStyles({
  root: {
    display: "block",
    width: "100%",
    height: "100%",
    overflow: "hidden",
    backgroundColor: "var(--fc-mist)",
    "& .fc-wave": {
      animationName: { from: { transform: "translateX(-6px)" }, to: { transform: "none" } },
      animationDuration: "900ms",
      animationTimingFunction: "cubic-bezier(0,0,0,1)",
      ...still,
    },
    "& .fc-wave-deep": {
      animationName: { from: { transform: "translateX(6px)" }, to: { transform: "none" } },
      ...still,
    },
    "& .fc-swing": {
      transformOrigin: "114px -40px",
      animationName: {
        from: { transform: "rotate(14deg)", opacity: 0 },
        "60%": { transform: "rotate(-4deg)", opacity: 1 },
        to: { transform: "none" },
      },
      animationDuration: "400ms",
      ...still,
    },
    "@media (forced-colors: active)": {
      "--fc-ink": "CanvasText",
      "--fc-float": "CanvasText",
      "--fc-sea": "Canvas",
      "--fc-deep": "Canvas",
      "--fc-paper": "Canvas",
      "--fc-mist": "Canvas",
      "--fc-sand": "Canvas",
    },
  },
});

/**
 * Holds one scene. It fills its parent and bleeds past its sides; an element around it sets `drawingVariables`. Hidden
 * from screen readers: the title beside it says the same.
 */
export function Frame({ children, className }: { children: ReactNode; className?: string }) {
  const styles = useStyles();
  return (
    <svg
      className={mergeClasses(styles.root, className)}
      viewBox="0 0 240 120"
      preserveAspectRatio="xMidYMax meet"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}
