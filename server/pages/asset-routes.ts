import { access } from "node:fs/promises";
import path from "node:path";
import express, { Router, type RequestHandler } from "express";

/** What the build compresses, and what its browsers are told that it is. */
const types: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};
const endings = { br: ".br", gzip: ".gz" } as const;
/** The build puts a hash of the content into the name, so what lies under a name never changes. */
const hashed = /(^|\.)[0-9a-f]{12,}\./;
const plainName = /^\/[\w.-]+$/;

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** Answers with the file that the build compressed, where the browser takes it; the strongest first. */
const compressed =
  (folder: string): RequestHandler =>
  async (req, res, next) => {
    const type = types[path.extname(req.path)];
    if (type === undefined || !plainName.test(req.path)) {
      next();
      return;
    }
    res.vary("Accept-Encoding");
    for (const encoding of ["br", "gzip"] as const) {
      if (req.acceptsEncodings(encoding) === false) continue;
      const name = req.path + endings[encoding];
      if (!(await exists(path.join(folder, name)))) continue;
      res.set({ "Content-Encoding": encoding, "Content-Type": type });
      req.url = name;
      break;
    }
    next();
  };

/** The files that the build made: with a hash in the name for ever, anything else only after asking. */
export function assetRoutes(folder: string): Router {
  const router = Router();
  router.use(
    compressed(folder),
    express.static(folder, {
      index: false,
      redirect: false,
      fallthrough: false,
      cacheControl: false,
      setHeaders: (res, file) => {
        const forEver = hashed.test(path.basename(file));
        res.setHeader("Cache-Control", forEver ? "public, max-age=31536000, immutable" : "no-cache");
      },
    }),
  );
  return router;
}
