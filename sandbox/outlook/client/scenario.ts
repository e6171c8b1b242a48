import type { CommandResult } from "../host/app-methods.ts";
import type { Misreading, Readable } from "../host/mailbox-methods.ts";
import type { BrokerStatus } from "../host/nested-app-auth.ts";
import type { Message } from "../mail/messages.ts";

/** How a test plays the mail client beyond what a person can do with it. */
export interface Scenario {
  /** Requirement sets instead of the level's own; for panes opened from then on. */
  sets: Record<string, string> | null;
  replyDelay: number;
  /** How reading of the open mail goes wrong, by what is read. */
  reading: Partial<Record<Readable, Misreading>>;
  failures: { method: string | null; status: BrokerStatus; times: number }[];
}

export const calmScenario = (): Scenario => ({ sets: null, replyDelay: 0, reading: {}, failures: [] });

/** The failure that is due for this method, used up by asking. */
export function takeFailure(scenario: Scenario, method: string): BrokerStatus | null {
  const due = scenario.failures.find(
    (failure) =>
      failure.times > 0 &&
      (failure.method === null ? method !== "GetInitContext" : failure.method === method),
  );
  if (due) {
    due.times -= 1;
    return due.status;
  }
  // Whoever signed in by the window need not do so again: from now on silence is enough, as with Outlook's own broker.
  if (method === "GetTokenPopup")
    scenario.failures = scenario.failures.filter(({ status }) => status !== "USER_INTERACTION_REQUIRED");
  return null;
}

/** `window.mailbox`: the mail client in the hands of a test. */
export interface MailboxControl {
  messages: () => Message[];
  /** Opens the newest mail whose subject holds this text, in whatever folder; null closes. Resolves when it is open. */
  select: (subject: string | null) => Promise<void>;
  openPane: () => void;
  closePane: () => void;
  pin: (on: boolean) => void;
  setLocale: (locale: string) => void;
  setRequirementSets: (sets: Record<string, string> | null) => void;
  /** Milliseconds that each answer to the add-in waits. */
  slowReplies: (milliseconds: number) => void;
  /** Lets reading of mails go wrong, as of protected ones; `{}` mends it. */
  misread: (reading: Scenario["reading"]) => void;
  /** Lets sign-in fail: the next `times` requests, of one method (`GetToken`, `GetTokenPopup`) or any; null mends it. */
  failSignIn: (status: BrokerStatus | null, options?: { times?: number; method?: string }) => void;
  /** Runs a function command of the add-in; null when it does not listen. */
  runCommand: (functionName: string, event?: Record<string, unknown>) => Promise<CommandResult | null>;
  closeDialog: () => void;
}

declare global {
  interface Window {
    mailbox?: MailboxControl;
  }
}
