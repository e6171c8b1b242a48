import { createHash } from "node:crypto";
import type { RequestHandler } from "express";

export interface StyleSheet {
  path: string;
  /** The path with a hash of the content: a page that names it gets the rules it was made for, and browsers keep them. */
  href: string;
  send: RequestHandler;
}

/** A style sheet that stands in our own code. */
export function styleSheet(path: string, css: string): StyleSheet {
  const version = createHash("sha256").update(css).digest("hex").slice(0, 12);
  return {
    path,
    href: `${path}?v=${version}`,
    send: (req, res) => {
      const forEver = req.query["v"] === version;
      res
        .set("Cache-Control", forEver ? "public, max-age=31536000, immutable" : "no-cache")
        .type("css")
        .send(css);
    },
  };
}
