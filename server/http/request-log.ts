import { randomUUID } from "node:crypto";
import type { RequestHandler, Response } from "express";
import { pino, type DestinationStream, type Logger } from "pino";

/** Paths below which something secret or personal follows; a route pattern stands in the log instead. */
const secretPaths = /^\/(learn|invite|join|mailbox|check|reported|outlook|sandbox\/mailboxes)\/.*/;

/** The path without what could name a person or hold a secret: no query, no id. */
export const loggedPath = (url: string): string =>
  (url.split("?")[0] ?? "").replace(secretPaths, "/$1/…").replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, ":id");

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

// The words of an error may hold what somebody sent: a duplicate key names the address, a parser quotes its input.
const personal = [
  /[^\s"'<>(){}[\],;:]+@[^\s"'<>(){}[\],;:]+/g, // addresses
  /\beyJ[\w-]*\.[\w-]*\.?[\w-]*/g, // JSON web tokens
  /\bfc_[\w-]+/g, // API tokens
  /\b[\w-]{43}\b/g, // tokens in mails
  /(?<=dup key: ).*/g,
];
/** Text without addresses and tokens. */
export const withoutPersons = (text: string): string =>
  personal.reduce((rest, pattern) => rest.replace(pattern, "[cut]"), text);

/** Of a mail server's answer only its codes (RFC 5321, RFC 3463): the words like to quote the address. */
const replyForLog = (reply: unknown): string =>
  typeof reply === "string"
    ? (/^\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3})?/.exec(reply)?.[0] ?? withoutPersons(reply))
    : "";

/** What the log keeps of an error: where and what kind, not whose. */
function errorForLog(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, cause } = error;
  const { code, codeName } = error as { code?: unknown; codeName?: unknown };
  return {
    type: name,
    ...(typeof code === "string" || typeof code === "number" ? { code } : {}),
    ...(typeof codeName === "string" && { codeName }),
    message: withoutPersons(message),
    stack: withoutPersons(stack ?? ""),
    ...(cause instanceof Error && { cause: { type: cause.name, message: withoutPersons(cause.message) } }),
  };
}

/** JSON logs; whatever could be a secret or a person's is cut out even where somebody logs it by mistake. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      name: "firstcatch",
      level,
      serializers: { err: errorForLog, reply: replyForLog },
      redact: {
        paths: [...secrets, ...secrets.map((secret) => `*.${secret}`), "req.headers", "res.headers"],
        censor: "[cut]",
      },
    },
    destination ?? pino.destination(1),
  );
}

const header = "X-Request-Id";
/** The id under which the log knows a request; every answer carries it. */
export const requestIdOf = (res: Response): string => String(res.getHeader(header));

/** Request id, method, path pattern, status, time in milliseconds. No headers, no bodies, no query strings. */
export const requestLog =
  (log: Logger): RequestHandler =>
  (req, res, next) => {
    const began = performance.now();
    res.setHeader(header, randomUUID());
    const { method, originalUrl } = req;
    res.once("close", () => {
      const status = res.statusCode;
      const level = status >= 500 ? "error" : status >= 400 || !res.writableFinished ? "info" : "debug";
      if (!log.isLevelEnabled(level)) return;
      log[level](
        {
          requestId: requestIdOf(res),
          method,
          path: loggedPath(originalUrl),
          status,
          ms: Math.round(performance.now() - began),
          ...(!res.writableFinished && { cutOff: true }),
        },
        "request",
      );
    });
    next();
  };
