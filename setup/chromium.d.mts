/** Finds a Chromium, or installs one; gives the path of the program. @throws where there is none to be had. */
export function ensureChromium(): Promise<string>;
