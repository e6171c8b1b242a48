import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import type { Connection, mongo } from "mongoose";
import { AppError } from "../errors.ts";

/** Patience with a database that went away while a request was under way, in milliseconds. */
const patience = 1_500;
/** The longest wait for an answer, where everything has arrived: a little less than the pane's own. */
const usualLimit = 25_000;
const away = () =>
  new AppError("unavailable", "The database does not answer; please try again.", { retryAfter: 2 });

/**
 * While no database takes writes people get 503 at once, rather than wait for it as long as the workers do. Requests that
 * were under way when it went get it a moment later; what they wrote may be committed all the same, and the same press
 * again finds it. So do those whose database is there, but slow beyond every patience.
 */
export function refuseWhileAway(
  connection: Connection,
  answer: ErrorRequestHandler,
  limit = usualLimit,
): RequestHandler {
  const open = new Map<Response, Request>();
  let writable = true;
  let timer: NodeJS.Timeout | undefined;
  // Past the router: whatever its handlers come to later finds its way as usual, and no connection is cut for it.
  const refuse = (req: Request, res: Response) => {
    if (!res.headersSent) answer(away(), req, res, () => undefined);
  };
  const answerAll = () => {
    for (const [res, req] of open) refuse(req, res);
  };
  connection
    .getClient()
    .on("topologyDescriptionChanged", ({ newDescription }: mongo.TopologyDescriptionChangedEvent) => {
      writable = [...newDescription.servers.values()].some((server) => server.isWritable);
      clearTimeout(timer);
      if (!writable) timer = setTimeout(answerAll, patience).unref();
    });
  return (req, res, next) => {
    if (!writable) throw away();
    open.set(res, req);
    const late = setTimeout(() => req.complete && refuse(req, res), limit).unref();
    res.once("close", () => {
      clearTimeout(late);
      open.delete(res);
    });
    next();
  };
}
