export interface SafeHtml {
  /** A piece of markup from a short list of tags. */
  html: string;
  text: string;
  links: { text: string; address: string }[];
  /** There was more than is shown. */
  cut: boolean;
}

/** A mail's HTML written anew, so that nothing in it loads, runs, leads away or asks for anything. */
export function safeHtml(source: string): SafeHtml;
