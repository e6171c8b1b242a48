import { makeStyles } from "@fluentui/react-components";

const useStyles = makeStyles({
  ring: {
    flexShrink: 0,
    boxSizing: "border-box",
    width: "20px",
    height: "20px",
    borderRadius: "50%",
    border: "2px solid color-mix(in srgb, currentColor 25%, transparent)",
    borderTopColor: "currentColor",
    animationName: { to: { transform: "rotate(360deg)" } },
    animationDuration: "1.2s",
    animationIterationCount: "infinite",
    animationTimingFunction: "linear",
    // Still it says "being asked" by standing there; words beside it say the same.
    "@media (prefers-reduced-motion: reduce)": { animationName: "none" },
  },
});

/** Turns while something is being asked; in the colour of the text around it. */
export function Spinner() {
  return <span className={useStyles().ring} aria-hidden="true" />;
}
