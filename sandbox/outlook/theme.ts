import type { BrandVariants, Theme } from "@fluentui/react-components";
import { createDarkTheme, createLightTheme } from "@fluentui/react-components";

/** The mail client's own ramp: plainly neither the product's colours nor those of a simulation's invented sender. */
const slate: BrandVariants = {
  10: "#0B0F16",
  20: "#131A26",
  30: "#1B2536",
  40: "#232F45",
  50: "#2B3A54",
  60: "#344663",
  70: "#3E5171",
  80: "#4A5D7E",
  90: "#5A6D8E",
  100: "#6B7E9D",
  110: "#7E90AD",
  120: "#92A3BC",
  130: "#A7B6CB",
  140: "#BDC9DA",
  150: "#D3DCE8",
  160: "#E9EEF5",
};

export interface ClientTheme {
  theme: Theme;
  /** Behind the panes. */
  ground: string;
}

export const lightClient: ClientTheme = {
  theme: { ...createLightTheme(slate), colorNeutralForeground3: "#5C5C5C" },
  ground: "#E9ECF1",
};

export const darkClient: ClientTheme = {
  theme: {
    ...createDarkTheme(slate),
    colorBrandForeground1: slate[130],
    colorBrandForegroundLink: slate[130],
    colorBrandForegroundLinkHover: slate[140],
    colorBrandForeground2: slate[140],
    colorCompoundBrandForeground1: slate[130],
    colorCompoundBrandStroke: slate[120],
    colorCompoundBrandBackground: slate[120],
    colorBrandBackground: slate[80],
    colorBrandBackgroundHover: slate[90],
    colorBrandBackgroundPressed: slate[60],
    colorBrandBackground2: slate[40],
  },
  ground: "#141A24",
};

/** The strip that says that this is the sandbox looks the same in both themes. */
export const strip = { ground: "#1D2433", text: "#FFFFFF", quiet: "#C9D1DE" };
