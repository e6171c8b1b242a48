import type { Language } from "../../shared/lifecycle.ts";
import en from "../../shared/texts/en/join-page.json" with { type: "json" };
import nl from "../../shared/texts/nl/join-page.json" with { type: "json" };
import { isOpen } from "../domain/joining.ts";
import { escapeHtml, plainPage } from "../pages/plain-page.ts";
import type { OrganizationDoc } from "./organization-store.ts";

const texts: Record<Language, typeof en> = { en, nl };
const withStrong = (text: string) => escapeHtml(text).replace(/\*\*(.+?)\*\*/g, "<strong>$1</strong>");

/**
 * The page behind the link that newcomers get: how to join by the button. It tells only what stands in the link's own
 * organization's favour to be known by everybody: its name, and whether joining is open.
 */
export function joinPage(
  organization: Pick<OrganizationDoc, "name" | "joining"> | null,
  language: Language,
  now: Date,
): string {
  const t = texts[language];
  const paragraph = (text: string) => `<p>${withStrong(text)}</p>`;
  if (!organization)
    return plainPage({ title: t["unknown.title"], body: paragraph(t["unknown.text"]), language });
  const named = (text: string) => text.replace("{organization}", () => organization.name);
  const body = isOpen(organization.joining, now)
    ? [
        paragraph(t.lead),
        `<ol>${[t["step.open"], t["step.press"], t["step.join"], t["step.catch"]]
          .map((step) => `<li>${withStrong(step)}</li>`)
          .join("")}</ol>`,
        paragraph(t.missing),
      ]
    : [paragraph(t["closed.text"]), paragraph(t["closed.report"])];
  return plainPage({
    title: named(isOpen(organization.joining, now) ? t.title : t["closed.title"]),
    body: body.join("\n"),
    language,
  });
}
