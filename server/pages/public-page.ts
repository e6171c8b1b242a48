import type { Language } from "../../shared/lifecycle.ts";
import { escapeHtml, mark, plainStyles } from "./plain-page.ts";
import { joinDrawing } from "./join-drawing.ts";
import { styleSheet } from "./style-sheet.ts";

/** What pages for an organization's people have beyond the plain ones: whose they are, a picture, what stands below the card. */
const css = `
:root{--a-ink:#013f46;--a-sea:#c7e9e9;--a-sea2:#a1dada;--a-paper:#fff;--a-float:#e8643c;--a-sand:#fbe3b5;--a-mist:#e9f7f6;--ground:#fafafa;--link:#025961;--quiet:#616161;--field:#616161}
@media (prefers-color-scheme:dark){:root{--a-ink:#a1dada;--a-sea:#013f46;--a-sea2:#025961;--a-paper:#10282b;--a-float:#ff8f6b;--a-sand:#e8d6a0;--a-mist:#02191d;--ground:#1f1f1f;--link:#5bb7bb;--quiet:#adadad;--field:#adadad}}
body{display:flex;flex-direction:column;align-items:center;gap:24px;padding:24px 16px}
.top{width:100%;max-width:1040px;display:flex;align-items:center;justify-content:space-between;gap:16px;min-height:44px}
.owner{display:flex;align-items:center;gap:12px;min-width:0;font-weight:600;overflow-wrap:anywhere}
.owner svg.mark{flex:none;margin:0}
a{color:var(--link)}.top a{display:inline-flex;align-items:center;flex:none;min-height:44px;padding:0 4px}
main{padding:0;overflow:hidden;margin:0}
.picture{display:block;width:100%;height:148px;background:var(--a-mist)}
.inside{padding:28px 32px 32px}.inside>:last-child{margin-bottom:0}
input[type=email]{min-height:44px;border-color:var(--line);border-bottom-color:var(--field)}
form .button{width:100%;min-height:44px;margin-bottom:16px}form:last-child .button{margin-bottom:0}
.check{display:flex;gap:10px;align-items:flex-start;font-weight:400;margin-bottom:16px;color:var(--soft)}
.check input{flex:none;width:20px;height:20px;margin:2px 0 0;accent-color:var(--brand)}
.note{font-size:14px;line-height:20px;color:var(--quiet)}
p,h1,li{overflow-wrap:anywhere}
section{width:100%;max-width:520px;padding:0 32px}h2{font-size:18px;line-height:24px;margin:0 0 4px}
ol{list-style:none;counter-reset:step;margin:0;padding:0}
li{counter-increment:step;position:relative;padding:2px 0 14px 40px;color:var(--soft)}
li::before{content:counter(step);position:absolute;left:0;top:2px;width:26px;height:26px;border-radius:13px;background:#046971;color:#fff;font:600 14px/26px "Segoe UI",sans-serif;text-align:center}
li.next{color:var(--quiet)}li.next::before{background:transparent;color:inherit;border:1px solid;line-height:24px}
footer{margin-top:auto;padding-top:8px;font-size:14px;color:var(--quiet)}
@media (max-width:480px){body{gap:16px;padding:12px 12px 24px}.inside{padding:20px 20px 24px}section{padding:0 20px}h1{font-size:22px;line-height:28px}.picture{height:120px}}
@media (forced-colors:active){li::before{border:1px solid}.picture{background:Canvas}}`;

export const publicStyles = styleSheet("/public-pages.css", css);

export interface PublicPage {
  /** Whose page it is; absent where the address leads to no organization. */
  organization?: string | undefined;
  language: Language;
  title: string;
  /** HTML, like `below`. */
  body: string;
  /** Stands under the card. */
  below?: string;
}

const others: Record<Language, { code: Language; name: string }> = {
  en: { code: "nl", name: "Nederlands" },
  nl: { code: "en", name: "English" },
};

/** A page for an organization's people: no scripts, no cookies, one column, also on a phone. The title is text. */
export function publicPage({ organization, language, title, body, below = "" }: PublicPage): string {
  const other = others[language];
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escapeHtml(title)} · Firstcatch</title><link rel="stylesheet" href="${plainStyles.href}"><link rel="stylesheet" href="${publicStyles.href}"></head>
<body><header class="top"><div class="owner">${mark}<span>${escapeHtml(organization ?? "Firstcatch")}</span></div><a href="?in=${other.code}" hreflang="${other.code}" lang="${other.code}">${other.name}</a></header>
<main>${joinDrawing}<div class="inside"><h1>${escapeHtml(title)}</h1>
${body}
</div></main>
${below}
${organization === undefined ? "" : `<footer>Firstcatch · ${escapeHtml(organization)}</footer>`}
</body></html>
`;
}
