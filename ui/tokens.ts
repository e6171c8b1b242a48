import type { tokens as fluentTokens, typographyStyles } from "@fluentui/react-components";

/**
 * Fluent's tokens by name: `tokens.colorBrandBackground` is `var(--colorBrandBackground)`. Fluent's own table says the same
 * in 4 kB, which the pane would load before its first look.
 */
export const tokens = new Proxy({} as typeof fluentTokens, {
  get: (_target, name) => `var(--${String(name)})`,
});

const style = (size: string, weight = "Regular") => ({
  fontFamily: "var(--fontFamilyBase)",
  fontSize: `var(--fontSize${size})`,
  lineHeight: `var(--lineHeight${size})`,
  fontWeight: `var(--fontWeight${weight})`,
});

/** The type styles in use, as Fluent sets them. */
export const typography = {
  caption1: style("Base200"),
  caption1Strong: style("Base200", "Semibold"),
  body1: style("Base300"),
  body1Strong: style("Base300", "Semibold"),
  subtitle2: style("Base400", "Semibold"),
  subtitle1: style("Base500", "Semibold"),
} satisfies Partial<Record<keyof typeof typographyStyles, unknown>>;
