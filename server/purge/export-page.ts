import en from "../../shared/texts/en/person-export.json" with { type: "json" };
import nl from "../../shared/texts/nl/person-export.json" with { type: "json" };
import type { Language } from "../../shared/lifecycle.ts";
import { escapeHtml } from "../pages/plain-page.ts";
import type { PersonExport } from "./person-export.ts";

const texts: Record<Language, typeof en> = { en, nl };
const style =
  ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:960px;margin:0 auto;padding:24px}h1,p{overflow-wrap:anywhere}h2{margin-top:32px}dl{display:grid;grid-template-columns:minmax(120px,220px) 1fr;gap:2px 16px;padding:12px 0;border-top:1px solid #8888;margin:0}dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}@media(max-width:600px){dl{display:block}dd{margin-bottom:8px}}";

/** The export as a page of its own: it loads nothing and runs nothing, and every value stands in it as text. */
export function exportPage(all: PersonExport, language: Language, employeeId: string): string {
  const t = texts[language];
  const { exportedAt, organization, person, sessions, ...lists } = all;
  const title = t.title.replace("{address}", textOf(person["email"]));
  const sections = Object.entries(lists).map(
    ([name, rows]) =>
      `<h2>${escapeHtml(t[name as keyof typeof lists])} (${String(rows.length)})</h2>${rows.map((row) => listOf(row)).join("") || `<p>${escapeHtml(t.none)}</p>`}`,
  );
  const about = t.about.replace("{organization}", organization).replace("{at}", exportedAt.toISOString());
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><h1>${escapeHtml(title)}</h1><p>${escapeHtml(about)}</p>
<h2>${escapeHtml(t.person)}</h2>${listOf(person, { employeeId })}
${sections.join("\n")}
<h2>${escapeHtml(t.sessions)}</h2><p>${String(sessions)}</p></body></html>
`;
}

const listOf = (row: Record<string, unknown>, names: Record<string, string> = {}): string =>
  `<dl>${Object.entries(row)
    .map(
      ([name, value]) => `<dt>${escapeHtml(names[name] ?? name)}</dt><dd>${escapeHtml(textOf(value))}</dd>`,
    )
    .join("")}</dl>`;

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Date) return value.toISOString();
  return JSON.stringify(value);
}
