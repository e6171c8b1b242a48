import { readFile } from "node:fs/promises";
import path from "node:path";
import express, { Router, type Response } from "express";
import helmet from "helmet";
import { skeletonCss, skeletonHtml } from "../../addin/pane/skeleton.ts";
import type { PaneConfig } from "../../shared/contracts/page-config.ts";
import { languages, type Language } from "../../shared/lifecycle.ts";
import { inScript, panePolicy, showInFrames } from "./pane-policy.ts";
import { assetRoutes } from "./asset-routes.ts";
import { dialogPage } from "./dialog-page.ts";
import { escapeHtml, plainStyles } from "./plain-page.ts";
import { publicStyles } from "./public-page.ts";
import { styleSheet } from "./style-sheet.ts";
import { reportCommandRoutes } from "./report-command-routes.ts";

export interface PageSettings {
  /** Folder that holds `dist/` and `addin/icons`. */
  root: string;
  paneConfig: PaneConfig;
  /** Scripts that the pane loads before its own, in order: office.js, in the sandbox more. */
  paneScripts: string[];
  /** Origin of sign-in, for form targets. */
  identityOrigin: string;
  /** The product's own origin. */
  origin: string;
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

const languageOf = (accept: string | undefined): Language =>
  languages.find((language) => accept?.toLowerCase().startsWith(language)) ?? "en";

const paneStyles = styleSheet("/addin/pane.css", skeletonCss);

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

  router.use("/assets", assetRoutes(web));
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
  router.get(plainStyles.path, plainStyles.send);
  router.get(publicStyles.path, publicStyles.send);
  router.get(paneStyles.path, paneStyles.send);

  router.use(
    reportCommandRoutes({
      root: settings.root,
      config: { ...settings.paneConfig, origin: settings.origin },
      scripts: settings.paneScripts,
    }),
  );

  router.use(dialogPage(async () => [...settings.paneScripts, ...(await scriptsOf("dialog"))]));

  router.get("/addin/pane", panePolicy, async (req, res) => {
    showInFrames(res);
    const language = languageOf(req.get("accept-language"));
    const scripts = [...settings.paneScripts, ...(await scriptsOf("pane"))];
    send(
      res,
      `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Firstcatch</title>
<link rel="stylesheet" href="${paneStyles.href}"><script type="application/json" id="config">${inScript(settings.paneConfig)}</script>
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
