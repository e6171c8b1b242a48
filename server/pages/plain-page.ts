import { styleSheet } from "./style-sheet.ts";

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
/** Text as HTML shows it. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

/** The few rules of our plain pages: one column, readable on a phone, light and dark, nothing from elsewhere. */
const plainPageCss = `
:root{color-scheme:light dark;--ground:#e9f7f6;--card:#fff;--ink:#242424;--soft:#424242;--brand:#046971;--brand-hover:#025961;--line:#d1d1d1}
@media (prefers-color-scheme:dark){:root{--ground:#02191d;--card:#292929;--ink:#fff;--soft:#d6d6d6;--brand:#046971;--brand-hover:#057c84;--line:#666}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--ground);color:var(--ink);padding:16px;
font:16px/1.5 "Segoe UI","Segoe UI Web (West European)",-apple-system,BlinkMacSystemFont,Roboto,"Helvetica Neue",sans-serif}
main{width:100%;max-width:520px;background:var(--card);border-radius:12px;padding:32px;box-shadow:0 2px 4px #0000001f,0 0 2px #0000001f}
h1{font-size:24px;line-height:32px;margin:0 0 12px;text-wrap:balance}p{margin:0 0 16px;color:var(--soft)}label{display:block;font-weight:600;margin-bottom:4px}
input[type=email]{width:100%;font:inherit;padding:8px 12px;border:1px solid var(--line);border-radius:4px;background:transparent;color:inherit;margin-bottom:16px}
.button{display:inline-block;font:inherit;font-weight:600;color:#fff;background:var(--brand);border:0;border-radius:4px;padding:9px 20px;text-decoration:none;cursor:pointer}
.button:hover{background:var(--brand-hover)}.button:focus-visible,a:focus-visible,input:focus-visible{outline:2px solid currentColor;outline-offset:2px}
svg.mark{display:block;margin-bottom:20px}main>p:last-child,[data-told]>p:last-child{margin-bottom:0}
[role=alert]{font-weight:600;color:inherit}
@media (max-width:480px){main{padding:24px 20px}.button,input[type=email]{min-height:44px}}`;

export const plainStyles = styleSheet("/pages.css", plainPageCss);

/** The product's mark, where a page begins. */
export const mark = `<svg class="mark" width="32" height="32" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#046971"/><g fill="none" stroke="#fff" stroke-width="2.9" stroke-linecap="round" stroke-linejoin="round"><path d="M22.1 10.4 13.6 22.1Q12 24.2 10.6 22L7.4 14.2 12 16.9"/><circle cx="23.6" cy="7.9" r="2.1" stroke-width="2.2"/></g></svg>`;

/** A whole page of text for people without our scripts; `body` is HTML, the title is text. */
export const plainPage = ({
  title,
  body,
  language = "en",
  scripts = [],
}: {
  title: string;
  body: string;
  language?: string;
  /** Addresses of the few scripts that a page cannot do without. */
  scripts?: string[];
}): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escapeHtml(title)} · Firstcatch</title><link rel="stylesheet" href="${plainStyles.href}">${scripts.map((script) => `<script defer src="${escapeHtml(script)}"></script>`).join("")}</head>
<body><main>${mark}<h1>${escapeHtml(title)}</h1>
${body}
</main></body></html>
`;
