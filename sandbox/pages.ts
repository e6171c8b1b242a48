import { readFile } from "node:fs/promises";
import path from "node:path";
import express, { type Response, Router } from "express";
import type { Accounts } from "./accounts.ts";

export interface SandboxPagePorts {
  /** The checkout. */
  root: string;
  accounts: Accounts;
  now: () => Date;
  urls: { http: string; https: string };
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob: cid:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self' data: blob:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");
/** JSON that cannot end the script element it stands in. */
const inScript = (value: unknown) => JSON.stringify(value).replaceAll("<", "\\u003c");

/** The sandbox's own pages with their scripts, and office.js from its npm package with what that build lacks. */
export function sandboxPages({ root, accounts, now, urls }: SandboxPagePorts): Router {
  const router = Router();
  const bundle = path.join(root, "dist", "sandbox-web");

  async function send(res: Response, page: string, title: string, config: unknown): Promise<void> {
    const list = JSON.parse(await readFile(path.join(bundle, "assets.json"), "utf8")) as Record<
      string,
      string[]
    >;
    const scripts = (list[page] ?? []).map((file) => `<script defer src="/sandbox/assets/${file}"></script>`);
    res.set({
      "Content-Security-Policy": policy,
      "Cache-Control": "no-cache",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
    });
    res.type("html").send(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>
<link rel="icon" href="/addin/icons/icon-32.png"><script type="application/json" id="config">${inScript(config)}</script>
${scripts.join("\n")}
</head><body><div id="root"></div></body></html>
`);
  }
  const files = (folder: string, options: Parameters<typeof express.static>[1] = {}) =>
    express.static(path.join(root, folder), { index: false, fallthrough: false, ...options });

  router.use("/sandbox/assets", files("dist/sandbox-web", { immutable: true, maxAge: "365d" }));
  router.use("/sandbox/office-extras", files("sandbox/office"));
  router.use(
    "/sandbox/office",
    (_req, res, next) => {
      res.set({ "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin" });
      next();
    },
    files("node_modules/@microsoft/office-js/dist", { maxAge: "1h" }),
  );
  router.get("/sandbox/manifest.xml", async (_req, res) => {
    const xml = await readFile(path.join(root, "manifest.xml"), "utf8");
    res.type("application/xml").send(xml.replaceAll("https://localhost:3443", urls.https));
  });

  router.get("/", (_req, res) =>
    send(res, "start", "Firstcatch sandbox", {
      httpUrl: urls.http,
      httpsUrl: urls.https,
      now: now().toISOString(),
    }),
  );
  router.get("/outlook/:email", async (req, res) => {
    if (!req.secure) {
      res.redirect(302, new URL(req.originalUrl, urls.https).href);
      return;
    }
    const { email, name } = await accounts.accountFor(req.params.email);
    // Somebody else may sit at this mailbox: one that is shared with them.
    const { as } = req.query;
    const reader = typeof as === "string" ? await accounts.accountFor(as) : { email, name };
    const dutch = /^nl\b/i.test(req.get("accept-language") ?? "");
    await send(res, "outlook", "Mail", {
      reader: { email: reader.email, name: reader.name },
      ...{ email, name, locale: dutch ? "nl-NL" : "en-US", now: now().toISOString() },
      ...{ httpUrl: urls.http, httpsUrl: urls.https, paneUrl: `${urls.https}/addin/pane` },
    });
  });
  return router;
}
