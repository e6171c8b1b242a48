import { createHash } from "node:crypto";

const style = `
:root{color-scheme:light dark;--ground:#e9ecf1;--card:#fff;--ink:#242424;--quiet:#5a6270;--line:#d5dae2;--accent:#4a5d7e;--hover:#f4f6f9;--on:#fff}
@media (prefers-color-scheme:dark){:root{--ground:#14181f;--card:#1f242d;--ink:#f0f0f0;--quiet:#aeb6c4;--line:#3a4250;--accent:#9db2d6;--hover:#2a313c;--on:#14181f}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;background:var(--ground);color:var(--ink);font:16px/1.45 "Segoe UI",system-ui,-apple-system,sans-serif;display:flex;flex-direction:column}
.strip{background:#1c2330;color:#dfe5ee;padding:8px 16px;font-size:14px}
.strip b{color:#fff;margin-inline-end:8px}
main{margin:auto;width:100%;max-width:460px;padding:24px 16px}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:28px;box-shadow:0 2px 8px #0000001f}
h1{font-size:24px;line-height:1.25;margin:0 0 4px}
p{margin:0 0 16px;color:var(--quiet)}
ul{list-style:none;margin:0 0 20px;padding:0;border:1px solid var(--line);border-radius:8px;overflow:hidden}
li+li{border-top:1px solid var(--line)}
.person{display:flex;align-items:center;gap:14px;width:100%;min-height:60px;padding:8px 14px;border:0;background:none;color:inherit;font:inherit;text-align:start;cursor:pointer}
.person:hover{background:var(--hover)}
.face{flex:none;width:36px;height:36px;border-radius:50%;background:var(--accent);color:var(--on);display:grid;place-items:center;font-weight:600}
.who{min-width:0;display:block}
.who b,.who span{display:block;overflow-wrap:anywhere}
.who span{color:var(--quiet);font-size:14px}
:focus-visible{outline:2px solid var(--accent);outline-offset:-2px}
label{display:block;font-weight:600;margin-bottom:6px}
.row{display:flex;gap:8px}
input{flex:1;min-width:0;font:inherit;color:inherit;background:var(--card);border:1px solid var(--quiet);border-radius:6px;padding:8px 10px}
.go,a.go{font:inherit;font-weight:600;border:0;border-radius:6px;background:var(--accent);color:var(--on);padding:9px 18px;cursor:pointer;text-decoration:none;display:inline-block}
.small{font-size:14px;margin:20px 0 0}
`;
const styleHash = createHash("sha256").update(style).digest("base64");

/** Text for HTML, in and out of attributes. */
export const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0).toString()};`);

/** Policy for these pages: no scripts at all, our one style sheet, forms that end at an address on this machine. */
export const plainPagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "form-action 'self' http://localhost:* https://localhost:*",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** A page of the outside world that the sandbox plays: works without scripts, in light and dark. `body` is HTML. */
export function plainPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)}</title><style>${style}</style></head>
<body><div class="strip"><b>Sandbox</b>This page plays your company's sign-in. There are no passwords, and nothing leaves this machine.</div>
<main><div class="card">${body}</div></main></body>
</html>`;
}
