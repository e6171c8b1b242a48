import en from "../../shared/texts/en/person-export.json" with { type: "json" };
import nl from "../../shared/texts/nl/person-export.json" with { type: "json" };
import type { Language } from "../../shared/lifecycle.ts";
import { escapeHtml } from "../pages/plain-page.ts";
import type { PersonExport } from "./person-export.ts";

const texts: Record<Language, typeof en> = { en, nl };
const style =
  ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:960px;margin:0 auto;padding:24px}h1,p{overflow-wrap:anywhere}h2{margin-top:32px}dl{display:grid;grid-template-columns:minmax(120px,220px) 1fr;gap:2px 16px;padding:12px 0;border-top:1px solid #8888;margin:0}dl dl{padding:0 0 8px;border:0}dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}@media(max-width:600px){dl{display:block}dl dl{padding-inline-start:16px}dd{margin-bottom:8px}}";

interface Reader {
  language: Language;
  timeZone: string;
  /** What the organization calls the employee ID. */
  employeeId: string;
}

/** The export as a page of its own: it loads nothing and runs nothing, and every value stands in it as text. */
export function exportPage(all: PersonExport, reader: Reader): string {
  const { language } = reader;
  const t = texts[language];
  const { exportedAt, organization, person, sessions, ...lists } = all;
  const html = writer(reader);
  const title = escapeHtml(t.title.replace("{address}", String(person["email"])));
  const sections = Object.entries(lists).map(
    ([name, rows]) =>
      `<h2>${escapeHtml(t[name as keyof typeof lists])} (${String(rows.length)})</h2>${rows.map(html).join("") || `<p>${escapeHtml(t.none)}</p>`}`,
  );
  const about = t.about.replace("{organization}", () => escapeHtml(organization));
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${title}</title><style>${style}</style></head>
<body><h1>${title}</h1><p>${about.replace("{at}", html(exportedAt))}</p>
<h2>${escapeHtml(t.person)}</h2>${html(person)}
${sections.join("\n")}
<h2>${escapeHtml(t.sessions)}</h2><p>${String(sessions)}</p></body></html>
`;
}

/** Values as a reader understands them: fields by their names, moments by the clocks of the organization. */
function writer({ language, timeZone, employeeId }: Reader): (value: unknown) => string {
  const t = texts[language];
  const names: Record<string, string> = { ...t, "field.employeeId": employeeId };
  const moment = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    timeZone,
    dateStyle: "long",
    timeStyle: "long",
  });
  // A name that the page does not know stands as it is stored, so that nothing is left out.
  const nameOf = (field: string) => escapeHtml(names[`field.${field}`] ?? field);
  function html(value: unknown): string {
    if (value instanceof Date)
      return `<time datetime="${value.toISOString()}">${escapeHtml(moment.format(value))}</time>`;
    if (Array.isArray(value)) {
      const plain = value.every((one) => typeof one !== "object");
      return value.map(html).join(plain ? ", " : "");
    }
    if (typeof value === "object" && value !== null)
      return `<dl>${Object.entries(value)
        .map(([name, one]) => `<dt>${nameOf(name)}</dt><dd>${html(one)}</dd>`)
        .join("")}</dl>`;
    if (typeof value === "boolean") return value ? t.yes : t.no;
    return escapeHtml(typeof value === "string" || typeof value === "number" ? String(value) : "");
  }
  return html;
}
