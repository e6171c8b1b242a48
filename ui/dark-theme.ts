import { createDarkTheme, type Theme } from "@fluentui/react-components";
import { sea } from "./sea.ts";

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
