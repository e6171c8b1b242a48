import type { Language } from "../../../shared/lifecycle.ts";

export interface DocumentWords {
  image: string;
  field: string;
  button: string;
  form: string;
}

/** A text as a string of CSS within a style element. */
const inCss = (text: string) => `"${text.replace(/[^\p{L}\p{N} :.,'-]/gu, "")}"`;

/**
 * The document of a frame without rights, around what the server made of a mail's HTML. Its own policy, which stands
 * before anything of the mail, allows nothing but these styles: no scripts, no pictures, no connections, no forms.
 */
export function mailDocument(
  html: string,
  words: DocumentWords,
  { language, dark }: { language: Language; dark: boolean },
): string {
  const [ground, ink, quiet, tint, line] = dark
    ? ["#1f1f1f", "#f0f0f0", "#c7c7c7", "#2e2e2e", "#666"]
    : ["#fff", "#1a1a1a", "#4d4d4d", "#f2f2f2", "#b3b3b3"];
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'">
<title>Firstcatch</title>
<style>
:root{color-scheme:${dark ? "dark" : "light"}}
body{margin:0;padding:12px;background:${ground};color:${ink};font:14px/1.5 "Segoe UI",system-ui,sans-serif;overflow-wrap:anywhere}
table{border-collapse:collapse;max-width:100%}td,th{padding:2px 6px;border:1px dotted ${line}}
pre{white-space:pre-wrap}blockquote{margin:0 0 0 8px;padding-inline-start:8px;border-inline-start:2px solid ${line}}
.fc-link{text-decoration:underline}
.fc-address,.fc-image,.fc-field,.fc-button{font-size:12px;color:${quiet};background:${tint};border:1px solid ${line};border-radius:4px;padding:0 4px;margin:0 3px;unicode-bidi:isolate;-webkit-box-decoration-break:clone;box-decoration-break:clone}
.fc-address{font-family:Consolas,monospace}
.fc-form{border:1px dashed ${line};border-radius:4px;padding:8px;margin:4px 0}
.fc-image::before{content:${inCss(`${words.image}: `)}}
.fc-image:empty::before{content:${inCss(words.image)}}
.fc-field::before{content:${inCss(`${words.field}: `)}}
.fc-button::before{content:${inCss(`${words.button}: `)}}
.fc-form::before{content:${inCss(words.form)};font-size:12px;color:${quiet}}
</style></head><body dir="auto">${html}</body></html>`;
}
