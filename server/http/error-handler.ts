import type { ErrorRequestHandler, RequestHandler } from "express";
import type { Logger } from "pino";
import type { ErrorCode, Problem } from "../../shared/contracts/error.ts";
import { AppError } from "../errors.ts";
import { requestIdOf } from "./request-log.ts";

/** Every code has a status; a new code without one does not compile. */
export const statusOfCode: Record<ErrorCode, number> = {
  invalid_request: 400,
  invalid_json: 400,
  unsupported_media_type: 415,
  message_too_large: 413,
  unauthenticated: 401,
  token_malformed: 401,
  token_algorithm: 401,
  token_signature: 401,
  token_expired: 401,
  token_not_yet_valid: 401,
  token_issuer: 401,
  token_audience: 401,
  token_scope: 401,
  token_client: 401,
  token_version: 401,
  token_subject: 401,
  tenant_not_registered: 401,
  forbidden: 403,
  cross_site: 403,
  not_found: 404,
  joining_closed: 403,
  address_not_allowed: 403,
  address_unusable: 422,
  user_not_active: 409,
  move_not_allowed: 409,
  already_exists: 409,
  in_use: 409,
  last_owner: 409,
  version_conflict: 409,
  idempotency_key_reused: 422,
  copy_too_soon: 429,
  too_many_mails: 429,
  domain_not_verified: 422,
  field_required: 422,
  unavailable: 503,
  internal: 500,
};

const titles: Partial<Record<number, string>> = {
  400: "Bad request",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  409: "Not possible as things stand",
  413: "Too large",
  415: "Unsupported media type",
  422: "Cannot be used",
  429: "Too soon",
  503: "Not available for a moment",
};

/** Faults of Express and its body parsers that are the client's. */
function refusalOf(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (typeof error !== "object" || error === null) return null;
  const { type, status, name } = error as { type?: string; status?: number; name?: string };
  if (type === "entity.parse.failed") return new AppError("invalid_json", "The body is not JSON.");
  if (type === "entity.too.large" || status === 413)
    return new AppError("message_too_large", "The body is too large.");
  if (type?.startsWith("encoding.") || type?.startsWith("charset.") || status === 415)
    return new AppError("unsupported_media_type", "The body's encoding or character set is not supported.");
  if (status === 404) return new AppError("not_found", "There is nothing at this address.");
  if (typeof status === "number" && status >= 400 && status < 500)
    return new AppError("invalid_request", "The request could not be read.");
  if (name === "MulterError") return new AppError("invalid_request", "The multipart body could not be read.");
  if (isDatabaseAway(error))
    return new AppError("unavailable", "The database does not answer; please try again.", { retryAfter: 2 });
  return null;
}

const awayNames = new Set([
  "MongoNetworkError",
  "MongoNetworkTimeoutError",
  "MongoServerSelectionError",
  "MongooseServerSelectionError",
  "MongoNotConnectedError",
  "MongoPoolClearedError",
  "PoolClearedOnNetworkError",
  "MongoWaitQueueTimeoutError",
  "MongoTopologyClosedError",
  "MongoExpiredSessionError",
]);
// InterruptedAtShutdown, InterruptedDueToReplStateChange, NotWritablePrimary, NotPrimaryNoSecondaryOk, PrimarySteppedDown, ShutdownInProgress
const awayCodes = new Set([11_600, 11_602, 10_107, 13_435, 189, 91]);
/** The driver wraps what cut an insert off, and hands on as it is what a socket says that the other side has closed (EPIPE). */
function isDatabaseAway(error: object): boolean {
  const { name, code, errorResponse } = error as { name?: string; code?: unknown; errorResponse?: unknown };
  return (
    (name !== undefined && awayNames.has(name)) ||
    (typeof code === "number" && awayCodes.has(code)) ||
    code === "EPIPE" ||
    (errorResponse instanceof Error && isDatabaseAway(errorResponse))
  );
}

export const notFound: RequestHandler = () => {
  throw new AppError("not_found", "There is nothing at this address.");
};

/** Problem documents (RFC 9457). What is not a refusal is our fault: logged with the request id, nothing of it told. */
export function errorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    // Answered already, by somebody who would wait no longer.
    if (res.writableEnded) return;
    if (res.headersSent) {
      next(error);
      return;
    }
    const refusal = refusalOf(error);
    if (!refusal) log.error({ err: error, requestId: requestIdOf(res) }, "request failed");
    const told =
      refusal ??
      new AppError("internal", "Something went wrong on our side; it is in our log under the request id.");
    const status = statusOfCode[told.code];
    if (told.retryAfter !== undefined)
      res.set("Retry-After", String(Math.max(1, Math.ceil(told.retryAfter))));
    const problem: Problem = {
      type: "about:blank",
      title: titles[status] ?? "Error",
      status,
      detail: told.message,
      code: told.code,
      requestId: requestIdOf(res),
      ...(told.violations && { violations: told.violations }),
      ...(told.current !== undefined && { current: told.current }),
      ...(told.existing && { existing: told.existing }),
    };
    res.status(status).type("application/problem+json").send(JSON.stringify(problem));
  };
}
