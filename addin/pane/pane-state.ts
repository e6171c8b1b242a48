import type { ReportReceipt } from "../../shared/contracts/report.ts";
import type { Me } from "../../shared/contracts/me.ts";
import type { Language } from "../../shared/lifecycle.ts";
import type { ApiErrorCode } from "../../ui/api-client.ts";
import type * as z from "zod/mini";
import type { OpenMail } from "../outlook/mailbox-port.ts";
import { SignInError, type SignInProblem } from "../outlook/sign-in.ts";
import type { KeptReport } from "./kept-reports.ts";
import type { PaneTextKey } from "./texts.ts";

export type Receipt = z.infer<typeof ReportReceipt>;

/** Why a report still waits; `earlier`: an earlier pane kept it, and this one has not tried yet. */
export type KeptReason = ApiErrorCode | "signIn" | "earlier";

/** What became of the report of one mail while this pane is open. */
export type MailReport =
  | { phase: "sending"; mail: OpenMail }
  | { phase: "kept"; mail: OpenMail; kept: KeptReport; reason: KeptReason }
  | {
      phase: "answered";
      mail: OpenMail;
      /** When the answer came, in milliseconds. */
      at: number;
      /** Missing when the server knows the report but not how it was answered. */
      receipt?: Receipt;
      /** The mail itself could not be read: identity and perhaps headers were sent. */
      partial: boolean;
      /** This report made its person onboarded. */
      firstCatch: boolean;
      /** From the mail's arrival to the press. */
      minutesToSpot?: number;
      step: "outcome" | "onboarded" | "dismissed";
    };

/** A page that a person opened beside what the pane would show by itself. */
export type AskedPage = "report" | "clues" | "data" | "whenToReport" | "whyClosed";

/** Something to be said without a change of look. */
export interface Notice {
  id: number;
  key: PaneTextKey;
  params?: Record<string, string | number>;
  kind: "done" | "failed";
}

/** Remembered of the last time in this mailbox, so that a known person need not wait for the first answer. */
export interface Hint {
  tid: string;
  oid: string;
  onboarded: boolean;
  organization: string;
  /** The mail that was open when Join was pressed. */
  joinedOn?: string;
  language?: Language;
}

export interface PaneState {
  /** `outside`: no Outlook around the pane. `silent`: there is one, but it does not answer. */
  host: "starting" | "ready" | "outside" | "silent";
  dark: boolean;
  language: Language;
  signIn: "pending" | "done" | "unavailable" | "failed";
  /** What is known of a sign-in by a window that did not work, or was not asked for yet. */
  signInProblem: SignInProblem | null;
  me: Me | null;
  /** Why `me` could not be asked, when it could not. */
  meProblem: ApiErrorCode | null;
  hint: Hint | null;
  mail: OpenMail | null;
  asked: AskedPage | null;
  /** Join was pressed while this pane is open: on this mail, or on none. */
  joinedOn: string | null;
  busy: "join" | "copy" | "check" | null;
  notice: Notice | null;
  reports: Record<string, MailReport>;
  /** Comments that are being written, by mail. */
  drafts: Record<string, string>;
  /** Counts presses that change the look: its title then gets the focus. */
  presses: number;
}

export const initialState: PaneState = {
  host: "starting",
  dark: false,
  language: "en",
  signIn: "pending",
  signInProblem: null,
  me: null,
  meProblem: null,
  hint: null,
  mail: null,
  asked: null,
  joinedOn: null,
  busy: null,
  notice: null,
  reports: {},
  drafts: {},
  presses: 0,
};

/** What a sign-in that did not work changes. */
export function signInTrouble(error: unknown): Pick<PaneState, "signIn" | "signInProblem"> {
  return error instanceof SignInError
    ? { signIn: error.code, signInProblem: error.problem }
    : { signIn: "failed", signInProblem: null };
}
