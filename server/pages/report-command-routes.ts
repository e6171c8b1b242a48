import { readFile } from "node:fs/promises";
import path from "node:path";
import { Router } from "express";
import type { CommandConfig } from "../../shared/contracts/page-config.ts";
import { reportingPage } from "./reporting-page.ts";
import { inScript, panePolicy, showInFrames } from "./pane-policy.ts";

export interface ReportCommandSettings {
  /** Folder that holds `dist/`. */
  root: string;
  config: CommandConfig;
  /** Scripts that the page loads after the command: office.js, in the sandbox more. */
  scripts: string[];
}

const script = "/addin/report-command.js";

/**
 * What Outlook's own report button runs: a page for Outlook on the web, new Outlook and Mac, the bare file for Outlook for
 * Windows, and the list that lets the latter call us ("Use single sign-on or CORS in event-based add-ins", Microsoft).
 */
export function reportCommandRoutes({ root, config, scripts }: ReportCommandSettings): Router {
  const router = Router();
  const file = path.join(root, "dist/report-command/report-command.js");
  const code = async () =>
    `globalThis.firstcatchCommand=${inScript(config)};\n${await readFile(file, "utf8")}`;
  // Its name stands in the manifest and cannot change with its content.
  const fresh = { "Cache-Control": "no-cache", "Cross-Origin-Resource-Policy": "cross-origin" };

  router.get(script, async (_req, res) => {
    res
      .set(fresh)
      .type("js")
      .send(await code());
  });
  router.get("/addin/report-command", panePolicy, (_req, res) => {
    showInFrames(res);
    res
      .set(fresh)
      .type("html")
      .send(
        `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Firstcatch</title>
${[script, ...scripts].map((address) => `<script defer src="${address}"></script>`).join("\n")}
</head><body></body></html>
`,
      );
  });
  router.get("/.well-known/microsoft-officeaddins-allowed.json", (_req, res) => {
    res.set(fresh).json({ allowed: [`${config.origin}${script}`] });
  });
  router.use(reportingPage());
  return router;
}
