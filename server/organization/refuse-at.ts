import { AppError } from "../errors.ts";

/** @throws AppError `invalid_request`, naming the setting and what is wrong with it. */
export function refuseAt(path: string, message: string): never {
  throw new AppError("invalid_request", "One of the settings cannot be used.", {
    violations: [{ path, message }],
  });
}
