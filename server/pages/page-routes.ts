import { readFile } from "node:fs/promises";
import path from "node:path";
import express, { Router, type Response } from "express";
import helmet from "helmet";
import { skeletonCss, skeletonHtml } from "../../addin/pane/skeleton.ts";
import type { PaneConfig } from "../../shared/contracts/page-config.ts";
import { languages, type Language } from "../../shared/lifecycle.ts";
import { escapeHtml, plainPageCss } from "./plain-page.ts";

/** Hosts that show the task pane in a frame. */
const outlookHosts = [
  "https://outlook.office.com",
  "https://outlook.office365.com",
  "https://outlook.live.com",
  "https://outlook.cloud.microsoft",
  "https://*.officeapps.live.com",
];
const officeCdns = ["https://appsforoffice.microsoft.com", "https://ajax.aspnetcdn.com"];

export interface PageSettings {
  /** Folder that holds `dist/` and `addin/icons`. */
  root: string;
  paneConfig: PaneConfig;
  /** Scripts that the pane loads before its own, in order: office.js, in the sandbox more. */
  paneScripts: string[];
  /** Origin of the product, for form targets of sign-in. */
  identityOrigin: string;
}

/** Policy of pages that nobody may frame. */
export const pagePolicy = (identityOrigin: string) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:"],
        fontSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        formAction: ["'self'", identityOrigin],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    frameguard: { action: "deny" },
    hsts: false,
    referrerPolicy: { policy: "no-referrer" },
  });

/** Policy of the task pane: Outlook frames it, Microsoft's network serves office.js. */
const panePolicy = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", ...officeCdns],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", "data:"],
      fontSrc: ["'self'", "data:"],
      connectSrc: ["'self'", "https://login.microsoftonline.com"],
      frameSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'self'", ...outlookHosts],
    },
  },
  frameguard: false,
  hsts: false,
  referrerPolicy: { policy: "no-referrer" },
  // Outlook's page and ours talk by postMessage, and its frame is of another origin.
  crossOriginResourcePolicy: { policy: "cross-origin" },
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
});
/** What the rest of the product sends and a framed page with pop-ups for sign-in cannot live with. */
const notInFrames = ["X-Frame-Options", "Cross-Origin-Opener-Policy", "Origin-Agent-Cluster"];

const languageOf = (accept: string | undefined): Language =>
  languages.find((language) => accept?.toLowerCase().startsWith(language)) ?? "en";

/** JSON that may stand inside a script element. */
export const inScript = (value: unknown): string => JSON.stringify(value).replaceAll("<", "\\u003c");

/** The pages that browsers open: the pane, the portal, their scripts and icons. */
export function pageRoutes(settings: PageSettings): Router {
  const router = Router();
  const web = path.join(settings.root, "dist/web");
  const scriptsOf = async (page: string): Promise<string[]> => {
    const list = JSON.parse(await readFile(path.join(web, "assets.json"), "utf8")) as Record<
      string,
      string[]
    >;
    return (list[page] ?? []).map((file) => `/assets/${file}`);
  };
  const send = (res: Response, html: string) => res.set("Cache-Control", "no-cache").type("html").send(html);

  router.use(
    "/assets",
    express.static(web, {
      immutable: true,
      maxAge: "365d",
      index: false,
      redirect: false,
      fallthrough: false,
    }),
  );
  router.use(
    "/addin/icons",
    express.static(path.join(settings.root, "addin/icons"), {
      maxAge: "1d",
      index: false,
      redirect: false,
      extensions: [],
      fallthrough: false,
    }),
  );
  router.get(
    "/pages.css",
    (_req, res) => void res.set("Cache-Control", "max-age=3600").type("css").send(plainPageCss),
  );
  router.get(
    "/addin/pane.css",
    (_req, res) => void res.set("Cache-Control", "max-age=3600").type("css").send(skeletonCss),
  );

  router.get("/addin/pane", panePolicy, async (req, res) => {
    notInFrames.forEach((header) => res.removeHeader(header));
    const language = languageOf(req.get("accept-language"));
    const scripts = [...settings.paneScripts, ...(await scriptsOf("pane"))];
    send(
      res,
      `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Firstcatch</title>
<link rel="stylesheet" href="/addin/pane.css"><script type="application/json" id="config">${inScript(settings.paneConfig)}</script>
${scripts.map((script) => `<script defer src="${escapeHtml(script)}"></script>`).join("\n")}
</head><body><div id="root">${skeletonHtml(language)}</div></body></html>
`,
    );
  });

  router.get(["/portal", "/portal/*rest"], pagePolicy(settings.identityOrigin), async (_req, res) => {
    const scripts = await scriptsOf("portal");
    send(
      res,
      `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><title>Firstcatch</title>
<link rel="icon" href="/addin/icons/icon-32.png"><script type="application/json" id="config">{}</script>
${scripts.map((script) => `<script defer src="${escapeHtml(script)}"></script>`).join("\n")}
</head><body><div id="root"></div></body></html>
`,
    );
  });
  return router;
}
