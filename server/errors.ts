import type { ErrorCode, Problem, Violation } from "../shared/contracts/error.ts";

/** A refusal: not our fault, told to the client with a stable code. Anything else that is thrown is `internal`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** What is wrong, where, for requests with several faults. */
  readonly violations?: Violation[];
  /** With `version_conflict`: the resource as it is now. */
  readonly current?: unknown;
  /** With `already_exists`: who has it. */
  readonly existing?: Problem["existing"];
  /** Seconds until trying again makes sense; becomes Retry-After. */
  readonly retryAfter?: number;

  constructor(
    code: ErrorCode,
    message: string,
    more: {
      violations?: Violation[];
      current?: unknown;
      existing?: Problem["existing"];
      retryAfter?: number;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: more.cause });
    this.name = "AppError";
    this.code = code;
    if (more.violations) this.violations = more.violations;
    if (more.current !== undefined) this.current = more.current;
    if (more.existing) this.existing = more.existing;
    if (more.retryAfter !== undefined) this.retryAfter = more.retryAfter;
  }
}
