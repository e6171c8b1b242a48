import type { MoveItem, ReportedAs } from "../../shared/contracts/after-report.ts";
import type { ReportOutcome } from "../../shared/lifecycle.ts";

/** What decides where a reported mail goes: a practice mail, or what its reporter takes it for. */
export type ReportClass = "practice" | ReportedAs;

/** Practice mails have done their work; what may be evil goes out of sight; what nobody is sure of stays. */
const usual: Record<ReportClass, MoveItem> = {
  practice: { to: "deletedItemsFolder" },
  phishing: { to: "junkFolder" },
  spam: { to: "junkFolder" },
  unsure: { to: "noMove" },
};

/** A simulation is one whatever its reporter takes it for; our own mails are no threat and stay. */
export function moveAfterReport(outcome: ReportOutcome, reportedAs: ReportedAs = "phishing"): MoveItem {
  if (outcome === "ourOwnMail") return { to: "noMove" };
  return usual[outcome === "threat" ? reportedAs : "practice"];
}
