/* One place to import from; a page that counts its bytes imports the parts. */
export { sea } from "./sea.ts";
export { lightTheme } from "./light-theme.ts";
export { darkTheme } from "./dark-theme.ts";
export { drawingVariables } from "./drawing-variables.ts";
