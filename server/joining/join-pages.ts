import type { Language } from "../../shared/lifecycle.ts";
import en from "../../shared/texts/en/join-page.json" with { type: "json" };
import nl from "../../shared/texts/nl/join-page.json" with { type: "json" };
import { isOpen } from "../domain/joining.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import { escapeHtml } from "../pages/plain-page.ts";
import { publicPage } from "../pages/public-page.ts";
import type { JoinLook } from "./join-by-mail.ts";

const texts: Record<Language, typeof en> = { en, nl };
type Organization = Pick<OrganizationDoc, "name" | "joining" | "slug" | "terms">;

const fill = (text: string, values: Record<string, string>) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
/** Text as HTML; what stands between double asterisks is strong. */
const html = (text: string, values: Record<string, string> = {}) =>
  fill(
    escapeHtml(text).replace(/\*\*(.+?)\*\*/g, "<strong>$1</strong>"),
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, escapeHtml(value)])),
  );
const paragraph = (text: string, values?: Record<string, string>) => `<p>${html(text, values)}</p>`;
const wayOn = (words: string, href: string) =>
  `<p><a class="button" href="${escapeHtml(href)}">${escapeHtml(words)}</a></p>`;

/**
 * The page behind the link that newcomers get: by mail, or by the button. It tells only what may be known by everybody: the
 * organization's name, and whether joining is open.
 */
export function joinPage(organization: Organization | null, language: Language, now: Date): string {
  const t = texts[language];
  if (!organization)
    return publicPage({ language, title: t["unknown.title"], body: paragraph(t["unknown.text"]) });
  const { name } = organization;
  const named = { organization: name };
  if (!isOpen(organization.joining, now)) return closedPage(organization, language);
  const steps = [t["step.open"], t["step.press"], t["step.join"], t["step.catch"]];
  return publicPage({
    organization: name,
    language,
    title: fill(t.title, named),
    body: `${paragraph(t.lead)}
<form method="post"><label for="email">${html(t.address)}</label><input id="email" name="email" type="email" autocomplete="email" maxlength="254" required dir="ltr">
<button class="button" type="submit">${html(t.send)}</button></form>
<p class="note">${html(t.note, named)}</p>`,
    below: `<section aria-labelledby="steps"><h2 id="steps">${html(t.steps)}</h2>${paragraph(t["steps.lead"])}<ol>${steps.map((step) => `<li>${html(step)}</li>`).join("")}</ol></section>`,
  });
}

function closedPage({ name }: Organization, language: Language): string {
  const t = texts[language];
  return publicPage({
    organization: name,
    language,
    title: fill(t["closed.title"], { organization: name }),
    body: paragraph(t["closed.text"]) + paragraph(t["closed.report"]),
  });
}

/** The one answer to whatever was typed, by whomever: it holds nothing of it. */
export function askedPage(organization: Organization | null, language: Language): string {
  const t = texts[language];
  return publicPage({
    organization: organization?.name,
    language,
    title: t["asked.title"],
    body: `${paragraph(t["asked.text"])}${paragraph(t["asked.none"])}${wayOn(t["asked.back"], `?in=${language}`)}`,
  });
}

/** Too much was asked from this network, so nothing was noted; `seconds` until it is again. */
export function tooOftenPage(organization: Organization | null, language: Language, seconds: number): string {
  const t = texts[language];
  const minutes = Math.ceil(seconds / 60);
  const text = t[minutes === 1 ? "often.text_one" : "often.text_other"];
  return publicPage({
    organization: organization?.name,
    language,
    title: t["often.title"],
    body: paragraph(text, { minutes: String(minutes) }) + wayOn(t["asked.back"], `?in=${language}`),
  });
}

/** The database does not answer, so nothing can be noted and nothing be said. */
export function awayPage(language: Language): string {
  const t = texts[language];
  return publicPage({ language, title: t["away.title"], body: paragraph(t["away.text"]) });
}

function termsField(url: string, t: typeof en, missing: boolean): string {
  const link = `<a href="${escapeHtml(url)}" target="_blank" rel="noopener noreferrer">${html(t["terms.name"])}</a>`;
  const problem = missing ? `<p role="alert" id="missing">${html(t["terms.missing"])}</p>` : "";
  return `${problem}<label class="check"><input type="checkbox" name="terms" value="yes" required${missing ? ' aria-describedby="missing"' : ""}><span>${html(t.terms).replace("{terms}", () => link)}</span></label>`;
}

/** The page behind the link in a mail. Opening it changes nothing, since scanners open links too: the button does. */
export function linkPage(
  look: JoinLook,
  language: Language,
  told: { organization: Organization | null; address: string; mustAccept: boolean },
): string {
  const t = texts[language];
  const { organization, address } = told;
  const values = { organization: organization?.name ?? "", address };
  if (look === "closed" && organization) return closedPage(organization, language);
  if (look === "over" || look === "closed")
    return publicPage({
      organization: organization?.name,
      language,
      title: t["over.title"],
      body:
        paragraph(t["over.text"]) +
        (organization ? wayOn(t["over.again"], `/join/${organization.slug}?in=${language}`) : ""),
    });
  if (look === "done")
    return publicPage({
      organization: values.organization,
      language,
      title: t["done.title"],
      body: paragraph(t["done.text"], values) + paragraph(t["done.next"]),
    });
  return publicPage({
    organization: values.organization,
    language,
    title: t["link.title"],
    body: `${paragraph(t["link.text"], values)}${paragraph(t["link.next"])}
<form method="post">${organization?.terms ? termsField(organization.terms.url, t, told.mustAccept) : ""}<button class="button" type="submit">${html(t["link.button"])}</button></form>`,
  });
}
