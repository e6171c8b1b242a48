import type { Language } from "../../shared/lifecycle.ts";
import en from "../../shared/texts/en/reported-page.json" with { type: "json" };
import nl from "../../shared/texts/nl/reported-page.json" with { type: "json" };
import type { OrganizationDoc } from "../organization/organization-store.ts";
import { escapeHtml } from "../pages/plain-page.ts";
import { publicPage } from "../pages/public-page.ts";
import type { ReportDoc } from "./report.ts";

const texts: Record<Language, typeof en> = { en, nl };
const paragraph = (text: string) => `<p>${escapeHtml(text)}</p>`;
const wayOn = (words: string, href: string) =>
  `<p><a class="button" href="${escapeHtml(href)}">${escapeHtml(words)}</a></p>`;

/** What became of a report, in the words of whoever reported it. */
type Became = "open" | "phish" | "unwanted" | "harmless" | "caught" | "colleague" | "own";

/** A verdict says more than what the mail was taken for as it came in. */
export function becameOf({ review, outcome }: Pick<ReportDoc, "review" | "outcome">): Became {
  if (review) return review;
  if (outcome === "welcomeSimulation" || outcome === "simulation") return "caught";
  if (outcome === "colleaguesSimulation") return "colleague";
  return outcome === "ourOwnMail" ? "own" : "open";
}

/** For whoever is not signed in, or whose session is over; tells nothing of the receipt. */
export function askSignInPage(language: Language, signIn: string): string {
  const t = texts[language];
  return publicPage({
    language,
    title: t["signIn.title"],
    body: paragraph(t["signIn.text"]) + wayOn(t["signIn.button"], signIn),
  });
}

/** The same for a receipt that nobody has, and for somebody else's. */
export function noReportPage(language: Language, organization: string, signIn: string | null): string {
  const t = texts[language];
  return publicPage({
    organization,
    language,
    title: t["none.title"],
    body: paragraph(t["none.text"]) + (signIn === null ? "" : wayOn(t["none.again"], signIn)),
  });
}

/** One's own report: what it was, and how far it has come. */
export function reportedPage(
  language: Language,
  organization: Pick<OrganizationDoc, "name" | "timeZone">,
  report: ReportDoc,
): string {
  const t = texts[language];
  const became = becameOf(report);
  const when = (at: Date) =>
    new Intl.DateTimeFormat(language === "nl" ? "nl-NL" : "en-GB", {
      dateStyle: "long",
      timeStyle: "short",
      timeZone: organization.timeZone,
    }).format(at);
  const last = report.verdicts?.at(-1);
  const step = (name: string, look: "done" | "now" | "next", at?: Date) =>
    `<li class="${look}"${look === "now" ? ' aria-current="step"' : ""}><strong>${escapeHtml(name)}</strong>${at ? ` · ${escapeHtml(when(at))}` : ""}</li>`;
  const isOpen = became === "open";
  const subject = report.subject || t.noSubject;
  return publicPage({
    organization: organization.name,
    language,
    title: t[`${became}.title`],
    body: paragraph(t[`${became}.text`]),
    below: `<section aria-labelledby="about"><h2 id="about">${escapeHtml(t.about)}</h2>
<p class="note"><bdi>${escapeHtml(t.subject.replace("{subject}", () => subject))}</bdi><br>${escapeHtml(t.receipt.split("{receipt}")[0] ?? "")}<bdi dir="ltr">${escapeHtml(report.receipt)}</bdi></p>
<ol>${step(t["step.received"], "done", report.createdAt)}${step(t["step.review"], isOpen ? "now" : "done")}${step(t["step.outcome"], isOpen ? "next" : "now", isOpen ? undefined : (last?.at ?? report.createdAt))}</ol></section>`,
  });
}
