import type { Response } from "express";
import helmet from "helmet";

/** Hosts that show the task pane in a frame. */
const outlookHosts = [
  "https://outlook.office.com",
  "https://outlook.office365.com",
  "https://outlook.live.com",
  "https://outlook.cloud.microsoft",
  "https://*.officeapps.live.com",
];
const officeCdns = ["https://appsforoffice.microsoft.com", "https://ajax.aspnetcdn.com"];

/** Policy of the task pane: Outlook frames it, Microsoft's network serves office.js. */
export const panePolicy = helmet({
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
/** Policy of the sign-in window's last page: office.js as in the pane, and no frame at all. */
export const dialogPolicy = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", ...officeCdns],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", "data:"],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  frameguard: false,
  hsts: false,
  referrerPolicy: { policy: "no-referrer" },
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
});
const notInFrames = ["X-Frame-Options", "Cross-Origin-Opener-Policy", "Origin-Agent-Cluster"];
/** Takes back what the rest of the product sends, and a framed page with pop-ups for sign-in cannot live with. */
export const showInFrames = (res: Response): void =>
  notInFrames.forEach((header) => res.removeHeader(header));

/** JSON that may stand inside a script element. */
export const inScript = (value: unknown): string => JSON.stringify(value).replaceAll("<", "\\u003c");
