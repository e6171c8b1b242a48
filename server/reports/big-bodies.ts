import type { RequestHandler, Response } from "express";
import { AppError } from "../errors.ts";

/**
 * Lets only so many large bodies be held in memory at once; the others wait a while before their body is read, and are
 * then asked to come again. Small ones pass. A body that does not arrive in time is given up with its connection, so
 * that slow senders do not keep the others out; whoever goes away gives the place back at once, in the queue as well.
 */
export function limitBigBodies({
  atOnce = 4,
  above = 1024 * 1024,
  waiting = 100,
  waitMs = 20_000,
  arriveMs = 120_000,
} = {}): RequestHandler {
  let held = 0;
  const queue: (() => void)[] = [];
  const leave = () => {
    const next = queue.shift();
    if (next) next();
    else held--;
  };
  const busy = () =>
    new AppError("unavailable", "Many large mails are being reported; please try again.", { retryAfter: 5 });

  /** False when the client went away meanwhile. */
  const turnOf = (res: Response): Promise<boolean> =>
    new Promise((resolve, reject) => {
      const settle = (how: () => void) => () => {
        clearTimeout(timer);
        res.off("close", gone);
        const at = queue.indexOf(turn);
        if (at >= 0) queue.splice(at, 1);
        how();
      };
      const turn = settle(() => resolve(true));
      const gone = settle(() => resolve(false));
      const timer = setTimeout(
        settle(() => reject(busy())),
        waitMs,
      );
      res.once("close", gone);
      queue.push(turn);
    });

  return async (req, res, next) => {
    const length = req.headers["content-length"];
    if (length !== undefined && Number(length) <= above) {
      next();
      return;
    }
    if (held < atOnce) held++;
    else if (queue.length >= waiting) throw busy();
    else if (!(await turnOf(res))) return;
    if (res.closed) {
      leave();
      return;
    }
    const late = setTimeout(() => req.destroy(), arriveMs);
    req.once("end", () => clearTimeout(late));
    res.once("close", () => {
      clearTimeout(late);
      leave();
    });
    next();
  };
}
