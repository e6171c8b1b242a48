import type { Theme } from "@fluentui/react-components";
import { lightTheme } from "../../ui/light-theme.ts";

let darkTheme: Theme | null = null;

/** Fetches the dark theme, where it is wanted. */
export async function loadTheme(dark: boolean): Promise<void> {
  if (dark) darkTheme ??= (await import("../../ui/dark-theme.ts")).darkTheme;
}

/** The theme, as far as it is loaded. */
export const themeOf = (dark: boolean): Theme => (dark && darkTheme) || lightTheme;
