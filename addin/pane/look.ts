import type { Me } from "../../shared/contracts/me.ts";
import type { AskedPage, MailReport, PaneState } from "./pane-state.ts";

export type Look =
  | "starting"
  | "outside"
  | "silent"
  | "noSignIn"
  | "signIn"
  | "unreachable"
  | "serverError"
  | "notRegistered"
  | "join"
  | "closed"
  | "welcomeQueued"
  | "welcomeSent"
  | "welcomeRefused"
  | "welcomeInDoubt"
  | "report"
  | "sending"
  | "kept"
  | "caught"
  | "onboarded"
  | "thanks"
  | "already"
  | "colleague"
  | "ourOwn"
  | "noMail"
  | "inactive"
  | "removed"
  | Exclude<AskedPage, "report">;

export type Facts = Pick<
  PaneState,
  | "host"
  | "signIn"
  | "signInProblem"
  | "me"
  | "meProblem"
  | "hint"
  | "mail"
  | "asked"
  | "joinedOn"
  | "reports"
>;

/** Which look for which facts. Nothing here sends anything: a look only offers. */
export function chooseLook(facts: Facts): Look {
  const { host, mail, asked, me } = facts;
  if (host === "outside" || host === "silent") return host;
  if (asked === "data" || asked === "whenToReport" || asked === "whyClosed") return asked;
  if (host === "starting") return "starting";

  const report = mail ? facts.reports[mail.key] : undefined;
  if (report) {
    if (asked === "clues" && report.phase === "answered" && report.receipt?.clues) return "clues";
    const look = lookOfReport(report);
    // Why it could not be sent is told where that can be mended.
    if (look === "kept" && facts.signInProblem) return "signIn";
    if (look) return look;
  }
  if (asked === "report" && mail) return "report";
  if (me) return lookOfPerson(facts, me);
  return lookOfStranger(facts);
}

function lookOfReport(report: MailReport): Look | null {
  if (report.phase !== "answered") return report.phase;
  if (report.step === "onboarded") return "onboarded";
  if (report.step === "dismissed") return null;
  if (!report.receipt || report.receipt.repeated) return "already";
  switch (report.receipt.outcome) {
    case "welcomeSimulation":
    case "simulation":
      return "caught";
    case "colleaguesSimulation":
      return "colleague";
    case "ourOwnMail":
      return "ourOwn";
    case "threat":
      return "thanks";
  }
}

/** Nobody has told yet who this is, or cannot. */
function lookOfStranger({ signIn, signInProblem, meProblem, hint, mail }: Facts): Look {
  if (signInProblem) return "signIn";
  if (signIn === "unavailable" || signIn === "failed") return "noSignIn";
  if (meProblem === "tenant_not_registered") return "notRegistered";
  if (meProblem === "offline" || meProblem === "timeout") return "unreachable";
  if (meProblem) return "serverError";
  if (hint?.onboarded) return mail ? "report" : "noMail";
  return "starting";
}

function lookOfPerson(facts: Facts, me: Me): Look {
  const { mail, reports, joinedOn, hint } = facts;
  const dismissed = mail !== null && reports[mail.key] !== undefined;
  const stage = me.user?.stage ?? "notStarted";

  // Whoever is switched off or taken off the list may report like everybody else, and do nothing besides.
  if (me.user && me.user.status !== "active") return mail && !dismissed ? "report" : me.user.status;
  if (stage === "started" && me.welcome) {
    const here = mail === null || mail.key === (joinedOn ?? hint?.joinedOn);
    if (here || dismissed) return lookOfWelcome(me.welcome.state);
  }
  if (stage === "notStarted") return me.allowed.includes("join") ? "join" : "closed";
  if (dismissed) return "already";
  return mail ? "report" : "noMail";
}

function lookOfWelcome(state: NonNullable<Me["welcome"]>["state"]): Look {
  switch (state) {
    case "queued":
    case "sending":
    case "held":
      return "welcomeQueued";
    case "sent":
      return "welcomeSent";
    case "refused":
    case "cancelled":
      return "welcomeRefused";
    case "inDoubt":
      return "welcomeInDoubt";
  }
}
