/** Colours that Outlook hands to an add-in, as CSS hex text. */
export interface OfficeTheme {
  bodyBackgroundColor: string;
  bodyForegroundColor: string;
  controlBackgroundColor: string;
  controlForegroundColor: string;
}

/** A light theme is told from a dark one by its colours alone; there is no flag. */
export const officeThemes = {
  light: {
    bodyBackgroundColor: "#ffffff",
    bodyForegroundColor: "#242424",
    controlBackgroundColor: "#f5f5f5",
    controlForegroundColor: "#242424",
  },
  dark: {
    bodyBackgroundColor: "#292929",
    bodyForegroundColor: "#ffffff",
    controlBackgroundColor: "#1f1f1f",
    controlForegroundColor: "#ffffff",
  },
} as const satisfies Record<string, OfficeTheme>;

/** What the event `officeThemeChanged` carries: one JSON text in a list, colours as numbers. */
export function themeChange(theme: OfficeTheme): string[] {
  const numbers = Object.fromEntries(
    Object.entries(theme).map(([name, color]: [string, string]) => [
      name,
      Number.parseInt(color.slice(1), 16),
    ]),
  );
  return [JSON.stringify(numbers)];
}
