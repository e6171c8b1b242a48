import type { Request, Response } from "express";
import * as z from "zod/mini";
import type { Endpoint } from "../../shared/contracts/endpoint.ts";
import { AppError } from "../errors.ts";

// Browsers leave the words out to save bytes; whoever calls the API gets them.
z.config(z.locales.en());

/**
 * The value as the contract has it: plain types, no field that the contract does not name.
 * @throws AppError `invalid_request`, listing what is wrong and where.
 */
export function parse<T extends z.ZodMiniType>(schema: T, value: unknown): z.output<T> {
  const read = z.safeParse(schema, value);
  if (read.success) return read.data;
  const violations = read.error.issues.slice(0, 50).map((issue) => ({
    path: `$${issue.path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("")}`,
    message: issue.message,
  }));
  throw new AppError("invalid_request", "The request does not have the form that is described.", {
    violations,
  });
}

/** Answers with the endpoint's status and just the fields that its contract names: no stray field leaves. */
export function reply<E extends Endpoint & { response: z.ZodMiniType }>(
  res: Response,
  endpoint: E,
  value: z.input<E["response"]>,
): void {
  res.status(endpoint.status).json(z.parse(endpoint.response, value));
}

/** Answers that the work goes on after this. */
export function accept<E extends Endpoint & { accepted: z.ZodMiniType }>(
  res: Response,
  endpoint: E,
  value: z.input<E["accepted"]>,
): void {
  res.status(202).json(z.parse(endpoint.accepted, value));
}

/** By which the sender knows one press however often it is sent. @throws AppError `invalid_request` for no sensible key. */
export function idempotencyKey(req: Request): string | undefined {
  const key = req.get("idempotency-key");
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,200}$/.test(key))
    throw new AppError("invalid_request", "Idempotency-Key must be 1 to 200 visible ASCII characters.");
  return key;
}

/** An optional `If-Match: "3"`: the version that the client has seen. @throws AppError `invalid_request`. */
export function versionSeen(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch === "*") return undefined;
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(ifMatch)?.[1];
  if (version === undefined)
    throw new AppError("invalid_request", 'If-Match must hold a version in quotes, like "3".');
  return Number(version);
}
