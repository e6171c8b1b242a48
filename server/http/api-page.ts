import { Router } from "express";
import { escapeHtml } from "../pages/plain-page.ts";
import { styleSheet } from "../pages/style-sheet.ts";
import { schemaList, type Schema } from "./schema-list.ts";

interface Content {
  content?: Record<string, { schema?: Schema }>;
  description?: string;
}
interface Operation {
  operationId: string;
  summary: string;
  /** Who may, where not everybody who is signed in. */
  description?: string;
  security: Record<string, unknown>[];
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: Content;
  responses: Record<string, Content>;
}
interface Description {
  info: { title: string; description: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema> };
}

const styles = styleSheet(
  "/api/docs.css",
  `
:root{color-scheme:light dark;--ground:#f5f9f9;--card:#fff;--ink:#242424;--soft:#424242;--line:#d1d1d1;--brand:#046971;--code:#eef4f4}
@media (prefers-color-scheme:dark){:root{--ground:#0b1214;--card:#292929;--ink:#fff;--soft:#d6d6d6;--line:#666;--brand:#7cd3d8;--code:#1c2527}}
*{box-sizing:border-box}html{scroll-padding-top:16px}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 "Segoe UI",-apple-system,BlinkMacSystemFont,Roboto,"Helvetica Neue",sans-serif}
.page{max-width:1080px;margin:0 auto;padding:32px 16px;display:grid;gap:24px}
@media (min-width:900px){.page{grid-template-columns:220px minmax(0,1fr)}nav{position:sticky;top:16px;align-self:start;max-height:calc(100vh - 32px);overflow:auto}}
h1{font-size:28px;line-height:36px;margin:0 0 8px}h2{font-size:20px;margin:32px 0 12px}p{margin:0 0 12px;color:var(--soft)}
nav ul{list-style:none;margin:0;padding:0}nav a{display:block;padding:4px 0}
a{color:var(--brand)}a:focus-visible,summary:focus-visible{outline:2px solid currentColor;outline-offset:2px}
article{background:var(--card);border-radius:8px;box-shadow:0 0 2px #0000001f,0 2px 4px #0000001f;padding:16px 20px;margin-bottom:12px;overflow-wrap:anywhere}
h3{font-size:16px;margin:0 0 4px;font-weight:600}code{font:14px/1.5 Consolas,"Cascadia Mono",monospace;background:var(--code);border-radius:4px;padding:1px 5px}
.method{display:inline-block;min-width:62px;color:var(--brand);font-weight:700}
details{border-top:1px solid var(--line);padding:6px 0}summary{cursor:pointer;font-weight:600}
ul.fields{margin:8px 0 4px;padding-left:20px}ul.fields li{margin:4px 0}.quiet{color:var(--soft);font-size:14px}`,
);

const callers: Record<string, string> = {
  outlook: "somebody in Outlook (access token)",
  apiToken: "an admin’s API token",
  session: "an admin in the portal",
};

/** The API for people to read, from the same description that machines read. No script, nothing from elsewhere. */
export function apiPage(describe: () => unknown): Router {
  const router = Router();
  let html: string | undefined;
  router.get(styles.path, styles.send);
  router.get("/api/docs", (_req, res) => {
    html ??= page(describe() as Description);
    res.set("Cache-Control", "no-cache").type("html").send(html);
  });
  return router;
}

function page({ info, servers, paths, components }: Description): string {
  const groups = new Map<string, string[]>();
  for (const [path, operations] of Object.entries(paths)) {
    const group = path.split("/")[3] ?? "other";
    for (const [method, operation] of Object.entries(operations))
      groups.set(group, [
        ...(groups.get(group) ?? []),
        article(method, path, operation, components?.schemas ?? {}),
      ]);
  }
  const sorted = [...groups].sort(([a], [b]) => a.localeCompare(b));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>API · Firstcatch</title><link rel="stylesheet" href="${styles.href}"></head>
<body><div class="page"><nav aria-label="Parts of the API"><ul>${sorted.map(([group]) => `<li><a href="#${group}">${words(group)}</a></li>`).join("")}</ul></nav>
<main><h1>${escapeHtml(info.title)} API</h1>
<p>${escapeHtml(info.description)} At <code>${escapeHtml(servers[0]?.url ?? "")}</code>; for machines: <a href="/api/openapi.json">openapi.json</a>.</p>
<p>Scripts send <code>Authorization: Bearer fc_…</code> with a token made in the portal under <em>API tokens</em>. Errors are problem documents (RFC 9457): branch on their <code>code</code>.</p>
${sorted.map(([group, articles]) => `<h2 id="${group}">${words(group)}</h2>\n${articles.join("\n")}`).join("\n")}
</main></div></body></html>
`;
}

/** `api-tokens` as people write it: "API tokens". */
function words(group: string): string {
  const text = group.replaceAll("-", " ").replace(/^api\b/, "API");
  return escapeHtml(text.charAt(0).toUpperCase() + text.slice(1));
}

function article(
  method: string,
  path: string,
  { operationId, summary, description, security, parameters = [], requestBody, responses }: Operation,
  known: Record<string, Schema>,
): string {
  const who = security.flatMap((one) => Object.keys(one)).map((name) => callers[name] ?? name);
  const bodies = Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) =>
    part(`Body: ${type}`, schema ? schemaList(schema, known) : ""),
  );
  const asked =
    parameters.length > 0
      ? part(
          "In the address",
          schemaList(
            {
              type: "object",
              properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
              required: parameters.filter(({ required }) => required).map(({ name }) => name),
            },
            known,
          ),
        )
      : "";
  const answers = Object.entries(responses)
    .filter(([status]) => status !== "default")
    .map(([status, { content = {} }]) => {
      const [[type, { schema }] = ["nothing", {}] as [string, { schema?: Schema }]] = Object.entries(content);
      return part(`Answer ${status}: ${type}`, schema ? schemaList(schema, known) : "");
    });
  return `<article id="${escapeHtml(operationId)}"><h3><span class="method">${method.toUpperCase()}</span> <code>${escapeHtml(path)}</code></h3>
<p>${escapeHtml(summary)} <span class="quiet">For ${escapeHtml(who.join(", or ") || "everybody")}.${description ? ` ${escapeHtml(description.replaceAll("`", ""))}` : ""}</span></p>
${[asked, ...bodies, ...answers].join("")}</article>`;
}

const part = (title: string, inner: string): string =>
  inner
    ? `<details><summary>${escapeHtml(title)}</summary>${inner}</details>`
    : `<p class="quiet">${escapeHtml(title)}</p>`;
