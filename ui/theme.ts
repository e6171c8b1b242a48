import {
  type BrandVariants,
  createDarkTheme,
  createLightTheme,
  type Theme,
} from "@fluentui/react-components";

/** The product's brand ramp. White text needs 80 or darker below it. */
export const sea: BrandVariants = {
  10: "#001317",
  20: "#001D22",
  30: "#00272D",
  40: "#013238",
  50: "#013F46",
  60: "#004C53",
  70: "#025961",
  80: "#046971",
  90: "#057C84",
  100: "#228F96",
  110: "#3DA3A9",
  120: "#5BB7BB",
  130: "#7DCACC",
  140: "#A1DADA",
  150: "#C7E9E9",
  160: "#E9F7F6",
};

export const lightTheme: Theme = createLightTheme(sea);

/** Fluent's dark theme with brand colours that keep 4.5:1 on its greys. */
export const darkTheme: Theme = {
  ...createDarkTheme(sea),
  colorBrandForeground1: sea[120],
  colorBrandForegroundLink: sea[120],
  colorBrandForegroundLinkHover: sea[130],
  colorBrandForeground2: sea[130],
  colorCompoundBrandForeground1: sea[120],
  colorCompoundBrandStroke: sea[120],
  colorCompoundBrandBackground: sea[120],
  colorBrandBackground: sea[80],
  colorBrandBackgroundHover: sea[90],
  colorBrandBackgroundPressed: sea[60],
  colorBrandBackground2: sea[20],
};

const lightDrawing = {
  "--fc-ink": sea[50],
  "--fc-sea": sea[150],
  "--fc-deep": sea[140],
  "--fc-paper": "#FFFFFF",
  "--fc-mist": sea[160],
  "--fc-float": "#E8643C",
  "--fc-sand": "#FBE3B5",
  "--fc-beam": "1",
};

const darkDrawing = {
  "--fc-ink": sea[140],
  "--fc-sea": sea[50],
  "--fc-deep": sea[70],
  "--fc-paper": "#10282B",
  "--fc-mist": "#02191D",
  "--fc-float": "#FF8F6B",
  "--fc-sand": "#E8D6A0",
  "--fc-beam": "0.2",
};

/** CSS variables with the drawings' colours, to be set as `style` on an element around them. */
export function drawingVariables(dark: boolean): Record<string, string> {
  return dark ? darkDrawing : lightDrawing;
}
