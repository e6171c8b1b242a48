import type { RequestHandler } from "express";
import { AppError } from "../errors.ts";

/**
 * Lets only so many large bodies be held in memory at once; the others wait a while before their body is read, and are
 * then asked to come again. Small ones pass.
 */
export function limitBigBodies({
  atOnce = 4,
  above = 1024 * 1024,
  waiting = 100,
  waitMs = 20_000,
} = {}): RequestHandler {
  let held = 0;
  const queue: (() => void)[] = [];
  const leave = () => {
    const next = queue.shift();
    if (next) next();
    else held--;
  };
  return async (req, res, next) => {
    const length = req.headers["content-length"];
    if (length !== undefined && Number(length) <= above) {
      next();
      return;
    }
    if (held < atOnce) held++;
    else {
      const busy = () =>
        new AppError("unavailable", "Many large mails are being reported; please try again.", {
          retryAfter: 5,
        });
      if (queue.length >= waiting) throw busy();
      await new Promise<void>((resolve, reject) => {
        const turn = () => {
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(() => {
          queue.splice(queue.indexOf(turn), 1);
          reject(busy());
        }, waitMs);
        queue.push(turn);
      });
    }
    res.once("close", leave);
    // The client may have gone while it waited; then nothing will close any more.
    if (res.closed) {
      res.off("close", leave);
      leave();
      return;
    }
    next();
  };
}
