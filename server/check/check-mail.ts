import { createHash, createHmac } from "node:crypto";
import type { Language } from "../../shared/lifecycle.ts";
import en from "../../shared/texts/en/check.json" with { type: "json" };
import nl from "../../shared/texts/nl/check.json" with { type: "json" };
import { composeMail } from "../mail/compose.ts";
import { escapeHtml, plainPage } from "../pages/plain-page.ts";

const texts: Record<Language, typeof en> = { en, nl };

/** The secret of the link: made anew from the server's key whenever the mail is written, so it is stored nowhere. */
export const checkToken = (secret: string, organization: string, id: string): string =>
  createHmac("sha256", secret).update(`check ${organization} ${id}`).digest("base64url");

export const checkTokenHash = (token: string): string => createHash("sha256").update(token).digest("hex");

/** The harmless mail that a check reports: always the same bytes for one check. */
export function composeTestMail(
  check: { _id: string; startedAt: Date },
  serviceFrom: string,
  language: Language,
): Promise<Buffer> {
  const t = texts[language];
  return composeMail({
    from: { name: "Firstcatch", address: serviceFrom },
    to: { name: "", address: serviceFrom },
    subject: t["mail.subject"],
    messageId: `<${check._id}.test@${serviceFrom.slice(serviceFrom.lastIndexOf("@") + 1)}>`,
    date: check.startedAt,
    text: `${t["mail.text"]}\n`,
    headers: { "Auto-Submitted": "auto-generated" },
  });
}

export type CheckLook = "ask" | "done" | "over";

/** The page behind the link. Opening it changes nothing, since scanners open links too: the button does. */
export function checkPage(look: CheckLook, language: Language, organization: string): string {
  const t = texts[language];
  const words = {
    ask: { title: t["page.title"], text: t["page.text"] },
    done: { title: t["done.title"], text: t["done.text"] },
    over: { title: t["over.title"], text: t["over.text"] },
  }[look];
  const said = words.text.replace("{organization}", () => organization);
  const form = `<form method="post"><button class="button" type="submit">${escapeHtml(t["page.button"])}</button></form>`;
  return plainPage({
    title: words.title,
    body: `<p>${escapeHtml(said)}</p>${look === "ask" ? form : ""}`,
    language,
  });
}
