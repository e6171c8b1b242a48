import type { DialogProblem } from "../../shared/contracts/sign-in.ts";
import type { SignInProblem } from "./sign-in.ts";

// Written out: with the contract's schema more of zod would come into the pane's first bytes.
const problems: Record<DialogProblem, true> = {
  denied: true,
  needed: true,
  expired: true,
  account: true,
  unknown: true,
  tooOften: true,
  broken: true,
};
const isProblem = (text: unknown): text is DialogProblem =>
  typeof text === "string" && Object.hasOwn(problems, text);

export type WindowOutcome = { code: string } | { problem: SignInProblem["reason"] };

/** Codes of office.js ("Handle errors and events in the Office dialog box", Microsoft). */
const notOpened: Record<number, SignInProblem["reason"]> = {
  // Another window of this pane is open still, or was closed a moment ago.
  12007: "closed",
  // The person said no when Outlook asked whether a window may open.
  12009: "blocked",
  // The browser's settings do not let Outlook open one.
  12011: "blocked",
};
const closedByPerson = 12006;

/** Opens the sign-in window by office.js and waits for its word; never rejects. */
export function openWindow(address: string): Promise<WindowOutcome> {
  return new Promise((resolve) => {
    // A window and not a frame: providers of sign-in refuse frames. Our button was pressed, so Outlook need not ask once more.
    const options = { height: 70, width: 35, promptBeforeOpen: false };
    Office.context.ui.displayDialogAsync(address, options, (result) => {
      if (result.status !== Office.AsyncResultStatus.Succeeded) {
        resolve({ problem: notOpened[result.error.code] ?? "broken" });
        return;
      }
      const dialog = result.value;
      dialog.addEventHandler(Office.EventType.DialogMessageReceived, (arg) => {
        dialog.close();
        resolve(outcomeOf("message" in arg ? arg.message : undefined));
      });
      dialog.addEventHandler(Office.EventType.DialogEventReceived, (arg) => {
        resolve({ problem: "error" in arg && arg.error !== closedByPerson ? "broken" : "closed" });
      });
    });
  });
}

function outcomeOf(message: string | undefined): WindowOutcome {
  try {
    const { code, problem } = JSON.parse(message ?? "") as { code?: unknown; problem?: unknown };
    if (typeof code === "string") return { code };
    return { problem: isProblem(problem) ? problem : "broken" };
  } catch {
    return { problem: "broken" };
  }
}
