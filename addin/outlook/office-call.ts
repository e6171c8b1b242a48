import { MailboxError } from "./mailbox-port.ts";

type Done<T> = (result: Office.AsyncResult<T>) => void;

/**
 * Turns one of office.js's callback methods into a promise with a time limit: some never call back. A call that
 * failed is tried again, one that was slow is not. Some also succeed with nothing: what `take` makes nothing of
 * counts as failed.
 */
export async function officeCall<T, U>(
  start: (done: Done<T>) => void,
  limit: number,
  take: (value: T) => U | undefined,
  tries = 2,
): Promise<U> {
  try {
    const taken = take(await once(start, limit));
    if (taken === undefined) throw new MailboxError("failed", "Outlook succeeded with nothing");
    return taken;
  } catch (error) {
    if (tries <= 1 || !(error instanceof MailboxError) || error.code !== "failed") throw error;
    await new Promise((resolve) => setTimeout(resolve, 150));
    return officeCall(start, limit, take, tries - 1);
  }
}

/** Reads a part of a mail: what this Outlook has no method for, and what it cannot give, is undefined. */
export async function readPart<U>(
  method: ((done: Done<string>) => void) | undefined,
  limit: number,
  use: (value: unknown) => U | undefined,
): Promise<U | undefined> {
  return method && officeCall(method, limit, use).catch(() => undefined);
}

function once<T>(start: (done: Done<T>) => void, limit: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new MailboxError("timeout")), limit);
    const settle = (act: () => void) => {
      clearTimeout(timer);
      act();
    };
    try {
      start((result) =>
        settle(() => {
          // The host answers "succeeded" as text in every build; the enum is not there in all of them.
          if (String(result.status) === "succeeded") resolve(result.value);
          else reject(new MailboxError("failed", messageOf(result)));
        }),
      );
    } catch (error) {
      settle(() => reject(new MailboxError("failed", String(error))));
    }
  });
}

function messageOf(result: { error?: { message?: string } }): string {
  return result.error?.message ?? "Outlook gave no reason";
}
