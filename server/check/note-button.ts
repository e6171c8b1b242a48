import type { RequestHandler } from "express";
import type { Logger } from "pino";
import { clientHeader } from "../../shared/outlook-client.ts";
import { employeeOf } from "../auth/caller.ts";
import { pressedFrom, type ButtonStore } from "./button-store.ts";

/** Keeps by which button a report came, once it was taken. Stands before the route of reports and holds nothing up. */
export const noteButton =
  (buttons: Pick<ButtonStore, "saw">, now: () => Date, log: Pick<Logger, "warn">): RequestHandler =>
  (req, res, next) => {
    const pressed = pressedFrom(req.get(clientHeader));
    if (pressed)
      res.on("finish", () => {
        if (res.statusCode !== 201) return;
        buttons
          .saw(employeeOf(req).organization, pressed, now())
          .catch((error: unknown) => log.warn({ err: error }, "a button that was seen was not kept"));
      });
    next();
  };
