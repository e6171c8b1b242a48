import type { Request, RequestHandler } from "express";
import { createCounter, createHistogram } from "./counters.ts";
import type { Family } from "./exposition.ts";

const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
/** Folders that are served without a route. */
const folders = new Set(["/assets", "/addin/icons"]);

/** The pattern that our code gave the route, never the address that was asked for: that may hold an id or a token. */
function patternOf(req: Request): string {
  const route = req.route as { path: string | string[] } | undefined;
  if (route) return [route.path].flat()[0] ?? "none";
  const folder = req.baseUrl.toLowerCase();
  return folders.has(folder) ? folder : "none";
}

/** Counts and times requests. Streams are counted when they end and not timed: they last as long as somebody looks. */
export function createRequestFigures(): { watch: RequestHandler; families: () => Family[] } {
  const counter = createCounter("firstcatch_http_requests_total", "Requests answered by this process.");
  const durations = createHistogram(
    "firstcatch_http_request_duration_seconds",
    "Time to the end of the answer.",
    bounds,
  );
  return {
    watch: (req, res, next) => {
      const began = performance.now();
      res.once("close", () => {
        const method = methods.has(req.method) ? req.method : "other";
        const route = patternOf(req);
        counter.add({ method, route, status: res.writableFinished ? String(res.statusCode) : "cut" });
        if (!String(res.getHeader("Content-Type")).startsWith("text/event-stream"))
          durations.observe({ method, route }, (performance.now() - began) / 1000);
      });
      next();
    },
    families: () => [counter.family(), durations.family()],
  };
}
