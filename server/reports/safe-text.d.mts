/** One line to be read, with everything in it seen. */
export function shortLine(text: string | undefined, most: number): string;
/** Where something leads, as text that nothing makes a link of. */
export function addressFor(href: string | undefined): string;
/** Plain text with its web addresses written so that nothing makes links of them, and those addresses. */
export function safeText(text: string): { text: string; addresses: string[] };
