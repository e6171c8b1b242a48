import { randomUUID } from "node:crypto";
import { pino, type Logger } from "pino";
import { pinoHttp } from "pino-http";

/** Paths below which something secret or personal follows; a route pattern stands in the log instead. */
const secretPaths = /^\/(learn|invite|join|outlook|sandbox\/mailboxes)\/.*/;

/** The path without what could name a person or hold a secret: no query, no id. */
export const loggedPath = (url: string): string =>
  (url.split("?")[0] ?? "").replace(secretPaths, "/$1/…").replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, ":id");

/** JSON logs; whatever could be a secret or a person's is cut out even where somebody logs it by mistake. */
export function createLog(level: string, name = "firstcatch"): Logger {
  const secrets = [
    "authorization",
    "cookie",
    "token",
    "access_token",
    "id_token",
    "password",
    "secret",
    "email",
    "address",
    "to",
    "from",
  ];
  return pino({
    name,
    level,
    redact: {
      paths: [
        ...secrets,
        ...secrets.map((secret) => `*.${secret}`),
        "req.headers",
        "res.headers",
        'res.headers["set-cookie"]',
        "err.message.email",
      ],
      censor: "[cut]",
    },
  });
}

/** Request id, method, path pattern, status, time. No headers, no bodies, no query strings. */
export const requestLog = (log: Logger) =>
  pinoHttp({
    logger: log,
    genReqId: (_req, res) => {
      const id = randomUUID();
      res.setHeader("X-Request-Id", id);
      return id;
    },
    serializers: {
      req: (req: { id: string; method: string; url: string }) => ({
        id: req.id,
        method: req.method,
        path: loggedPath(req.url),
      }),
      res: (res: { statusCode: number }) => ({ status: res.statusCode }),
    },
    customLogLevel: (_req, res, error) =>
      error || res.statusCode >= 500 ? "error" : res.statusCode >= 400 ? "info" : "debug",
  });
