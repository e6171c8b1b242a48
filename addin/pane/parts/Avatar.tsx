import { makeStyles, mergeClasses } from "@fluentui/react-components";
import { tokens, typography } from "../../../ui/tokens.ts";

const useStyles = makeStyles({
  root: {
    ...typography.caption1Strong,
    display: "grid",
    placeItems: "center",
    width: "32px",
    height: "32px",
    borderRadius: "50%",
    "@media (forced-colors: active)": { outline: "1px solid CanvasText" },
  },
});

/** Pairs of Fluent's palette that carry text in both schemes. */
const colours = [
  [tokens.colorPaletteTealBackground2, tokens.colorPaletteTealForeground2],
  [tokens.colorPaletteCornflowerBackground2, tokens.colorPaletteCornflowerForeground2],
  [tokens.colorPalettePeachBackground2, tokens.colorPalettePeachForeground2],
  [tokens.colorPaletteLavenderBackground2, tokens.colorPaletteLavenderForeground2],
  [tokens.colorPaletteForestBackground2, tokens.colorPaletteForestForeground2],
  [tokens.colorPaletteBrownBackground2, tokens.colorPaletteBrownForeground2],
] as const;

/** Initials on a colour that is always the same for a name. Fluent's own Avatar costs 11 kB before the first look. */
export function Avatar({
  name,
  initials,
  className,
}: {
  name: string;
  initials: string;
  className?: string;
}) {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 997;
  const [backgroundColor, color] = colours[sum % colours.length] ?? colours[0];
  return (
    <span
      className={mergeClasses(useStyles().root, className)}
      style={{ backgroundColor, color }}
      aria-hidden="true"
    >
      {initials}
    </span>
  );
}
