import { createLightTheme, type Theme } from "@fluentui/react-components";
import { sea } from "./sea.ts";

export const lightTheme: Theme = createLightTheme(sea);
