import { createHash, createHmac } from "node:crypto";
import type { Language } from "../../shared/lifecycle.ts";
import en from "../../shared/texts/en/mailbox.json" with { type: "json" };
import nl from "../../shared/texts/nl/mailbox.json" with { type: "json" };
import { composeMail, headerText } from "../mail/compose.ts";
import { escapeHtml, plainPage } from "../pages/plain-page.ts";
import type { OrganizationDoc, PendingMailbox } from "./organization-store.ts";

const texts: Record<Language, typeof en> = { en, nl };
const fill = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

/** The secret of the link: made anew from the server's key whenever the mail is written, so it is stored nowhere. */
export const mailboxToken = (secret: string, organization: string, id: string): string =>
  createHmac("sha256", secret).update(`mailbox ${organization} ${id}`).digest("base64url");

export const tokenHash = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Fixed by what is asked, so that a second copy is known as one. */
export const mailboxMessageId = (id: string, serviceFrom: string): string =>
  `<${id}.mailbox@${serviceFrom.slice(serviceFrom.lastIndexOf("@") + 1)}>`;

/** The mail that asks whoever reads the mailbox to confirm it. Plain text: its readers look twice at links. */
export function composeMailboxMail(
  organization: Pick<OrganizationDoc, "name" | "defaultLanguage" | "timeZone">,
  pending: PendingMailbox,
  envelope: { from: string; fromName: string; messageId: string; date: Date; link: string },
): Promise<Buffer> {
  const t = texts[organization.defaultLanguage];
  const until = new Intl.DateTimeFormat(organization.defaultLanguage === "nl" ? "nl-NL" : "en-GB", {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: organization.timeZone,
  }).format(pending.expiresAt);
  const named = { organization: headerText(organization.name) };
  return composeMail({
    from: { name: envelope.fromName, address: envelope.from },
    to: { name: "", address: pending.address },
    subject: headerText(fill(t.subject, named)),
    messageId: envelope.messageId,
    date: envelope.date,
    text: [
      fill(t.intro, named),
      "",
      t.do,
      envelope.link,
      "",
      fill(t.until, { until }),
      "",
      t.ignore,
      "",
    ].join("\n"),
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
  });
}

export type MailboxLook = "ask" | "done" | "over";

/** The page behind the link. Opening it changes nothing, since scanners open links too: the button does. */
export function mailboxPage(
  look: MailboxLook,
  language: Language,
  values: { organization: string; address: string },
): string {
  const t = texts[language];
  const text = `<p>${escapeHtml(fill(look === "ask" ? t["page.text"] : t[`${look}.text`], values))}</p>`;
  const form = `<form method="post"><button class="button" type="submit">${escapeHtml(t["page.button"])}</button></form>`;
  return plainPage({
    title: look === "ask" ? t["page.title"] : t[`${look}.title`],
    body: look === "ask" ? text + form : text,
    language,
  });
}
