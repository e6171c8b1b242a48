import type { Language } from "../../shared/lifecycle.ts";
import en from "../../shared/texts/en/join-mail.json" with { type: "json" };
import nl from "../../shared/texts/nl/join-mail.json" with { type: "json" };
import { composeMail, headerText } from "../mail/compose.ts";
import { serviceMail } from "../mail/service-mail.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";

const texts: Record<Language, typeof en> = { en, nl };
const fill = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

/** The mail by which somebody confirms that they want to join. The same input gives the same bytes but for boundaries. */
export function composeJoinMail(
  organization: Pick<OrganizationDoc, "name" | "timeZone" | "senderName" | "joining">,
  mail: {
    to: string;
    language: Language;
    from: string;
    messageId: string;
    date: Date;
    expiresAt: Date;
    publicUrl: string;
    link: string;
  },
): Promise<Buffer> {
  const t = texts[mail.language];
  const name = headerText(organization.name);
  const until = new Intl.DateTimeFormat(mail.language === "nl" ? "nl-NL" : "en-GB", {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: organization.timeZone,
  }).format(mail.expiresAt);
  const { contact } = organization.joining;
  const genuine = fill(t.genuine, { start: `${mail.publicUrl}/` });
  const { text, html, attachments } = serviceMail({
    organization: name,
    language: mail.language,
    title: t.title,
    paragraphs: [fill(t.text, { organization: name })],
    button: { words: t.button, link: mail.link, or: t.link },
    afterButton: t.opening,
    genuine: {
      title: t["genuine.title"],
      text: contact ? `${genuine} ${fill(t["genuine.ask"], { contact })}` : genuine,
    },
    end: fill(t.end, { address: mail.to, until }),
  });
  return composeMail({
    from: { name: organization.senderName ?? "Firstcatch", address: mail.from },
    to: { name: "", address: mail.to },
    subject: t.subject,
    messageId: mail.messageId,
    date: mail.date,
    text,
    html,
    attachments,
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
  });
}
