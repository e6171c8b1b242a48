import type { RequestHandler } from "express";
import { AppError } from "../server/errors.ts";

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** A page of another site could reach this machine under a name of its own (DNS rebinding): only loopback names are served. */
export const loopbackHost: RequestHandler = (req, _res, next) => {
  if (!loopback.test(req.headers.host ?? ""))
    throw new AppError("forbidden", "The sandbox answers only under localhost.");
  next();
};

/** Other sites may not call the sandbox through somebody's browser. */
export const noCrossSite: RequestHandler = (req, _res, next) => {
  if (req.get("sec-fetch-site") === "cross-site")
    throw new AppError("cross_site", "The sandbox takes no calls from other sites.");
  next();
};
