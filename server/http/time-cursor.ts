import { AppError } from "../errors.ts";

/** Where a list in the order of time goes on: after this moment and id. */
export interface TimeCursor {
  at: Date;
  id: string;
}

/** Made opaque, so that nobody builds one. */
export const cursorOf = ({ at, id }: TimeCursor): string =>
  Buffer.from(JSON.stringify([at.getTime(), id])).toString("base64url");

/** @throws AppError `invalid_request` for what is no cursor of ours. */
export function afterCursor(cursor: string): TimeCursor {
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as [unknown, unknown];
    if (
      typeof at === "number" &&
      Math.abs(at) <= 8.64e15 &&
      Number.isSafeInteger(at) &&
      typeof id === "string"
    )
      return { at: new Date(at), id };
  } catch {
    // Said below.
  }
  throw new AppError("invalid_request", "This cursor does not come from an earlier answer.");
}
