import type { Language } from "../../shared/lifecycle.ts";

const words: Record<Language, { loading: string; noScript: string }> = {
  en: { loading: "Firstcatch is loading", noScript: "Firstcatch needs JavaScript." },
  nl: { loading: "Firstcatch wordt geladen", noScript: "Firstcatch heeft JavaScript nodig." },
};

const mark =
  '<svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#046971"/>' +
  '<g fill="none" stroke="#fff" stroke-width="2.9" stroke-linecap="round" stroke-linejoin="round">' +
  '<path d="M7.4 14.2C7.2 20.6 11.4 25.2 15.4 20.9 16.2 20 16.8 19 17.4 18L22.1 10.4"/><path d="M7.4 14.2 12 16.9"/>' +
  '<circle cx="23.6" cy="7.9" r="2.1" stroke-width="2.2"/></g></svg>';

/** What stands inside #root until the pane's code has arrived: the frame and the shape of what comes. */
export function skeletonHtml(language: Language): string {
  const { loading, noScript } = words[language];
  return (
    `<div class="fc-s" role="status" aria-label="${loading}">` +
    `<div class="fc-s-head">${mark}<b>Firstcatch</b></div>` +
    '<div class="fc-s-card"><div class="fc-s-picture"></div>' +
    '<i class="fc-s-title"></i><i></i><i class="fc-s-short"></i><i class="fc-s-button"></i></div>' +
    `<noscript>${noScript}</noscript><div class="fc-s-foot"></div></div>`
  );
}

/** Its style sheet, which also gives the page its ground. The colours are Fluent's for either scheme. */
export const skeletonCss = `:root{color-scheme:light dark;--s-ground:#fafafa;--s-paper:#fff;--s-line:#e0e0e0;--s-ink:#242424;--s-block:#ececec;--s-mist:#e9f7f6}
@media (prefers-color-scheme:dark){:root{--s-ground:#1f1f1f;--s-paper:#292929;--s-line:#525252;--s-ink:#fff;--s-block:#3a3a3a;--s-mist:#02191d}}
html,body,#root{height:100%;margin:0}
body{background:var(--s-ground);color:var(--s-ink);font:14px/20px "Segoe UI","Segoe UI Web (West European)",-apple-system,BlinkMacSystemFont,Roboto,"Helvetica Neue",sans-serif}
.fc-s{display:flex;flex-direction:column;height:100vh;height:100dvh}
.fc-s-head{display:flex;align-items:center;gap:8px;box-sizing:border-box;height:44px;padding:0 16px;background:var(--s-paper);border-bottom:1px solid var(--s-line)}
.fc-s-head b{font-weight:600}
.fc-s-card{margin:12px;border-radius:8px;background:var(--s-paper);box-shadow:0 0 2px rgba(0,0,0,.12),0 2px 4px rgba(0,0,0,.14);overflow:hidden;padding-bottom:16px}
.fc-s-picture{height:148px;background:var(--s-mist)}
.fc-s-card i{display:block;height:14px;margin:12px 16px 0;border-radius:4px;background:var(--s-block)}
.fc-s-card .fc-s-title{height:22px;width:60%;margin-top:18px}
.fc-s-card .fc-s-short{width:70%}
.fc-s-card .fc-s-button{height:40px;margin-top:16px}
.fc-s noscript{padding:0 16px}
.fc-s-foot{box-sizing:border-box;height:40px;margin-top:auto;background:var(--s-paper);border-top:1px solid var(--s-line)}
.fc-failed{padding:16px}
.fc-failed h1{font-size:16px;line-height:22px}
@media (min-width:400px){.fc-s-card{margin:16px}}
`;
