import PostalMime, { type Address } from "postal-mime";

/** What a list shows of a mail. */
export interface MailSummary {
  subject: string;
  from: string;
  fromName: string;
  fromAddress: string;
  to: string;
  internetMessageId: string;
  preview: string;
}

const flat = (text: string) => text.replace(/\s+/g, " ").trim();
const shown = ({ name, address }: Address) =>
  address ? (name ? `${name} <${address}>` : `<${address}>`) : name;
const withoutTags = (html: string) =>
  html
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/&nbsp;/g, " ");

/** Reads what a list shows out of a mail. A mail that cannot be read is still a mail: what is missing stays empty. */
export async function summarize(raw: Uint8Array): Promise<MailSummary> {
  const mail = await PostalMime.parse(raw).catch(() => null);
  const fields = new Map(mail?.headers.map(({ key, value }) => [key, value]));
  const from = mail?.from;
  return {
    subject: flat(mail?.subject ?? ""),
    from: from ? shown(from) : (fields.get("from") ?? ""),
    fromName: from?.name ?? "",
    fromAddress: from?.address ?? "",
    to: mail?.to?.map(shown).join(", ") ?? "",
    internetMessageId: mail?.messageId ?? "",
    preview: flat(mail?.text ?? withoutTags(mail?.html ?? "")).slice(0, 160),
  };
}
