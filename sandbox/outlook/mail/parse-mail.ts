import PostalMime from "postal-mime";
import type { Address, Attachment } from "postal-mime";
import type { HostAddress, HostAttachment, HostItem } from "../host/item.ts";
import { toBase64 } from "./base64.ts";

export interface MailPart extends HostAttachment {
  contentId: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** A mail, read whole. What the add-in may know of it is the same object. */
export interface OpenMail extends HostItem {
  bytes: Uint8Array<ArrayBuffer>;
  attachments: MailPart[];
}

/** Reads a raw mail. Attached mails stay attachments, whatever they say of themselves. */
export async function parseMail(
  raw: ArrayBuffer,
  known: { id: string; receivedAt?: string; seen?: boolean },
): Promise<OpenMail> {
  const bytes = new Uint8Array(raw);
  const mail = await PostalMime.parse(raw, {
    forceRfc822Attachments: true,
    attachmentEncoding: "arraybuffer",
  });
  const receivedAt = Date.parse(known.receivedAt ?? mail.date ?? "");
  const html = mail.html ?? "";
  return {
    id: known.id,
    conversationId: mail.references?.trim().split(/\s+/)[0] ?? mail.messageId ?? known.id,
    internetMessageId: mail.messageId ?? "",
    subject: mail.subject ?? "",
    from: people(mail.from)[0] ?? { name: "", address: "" },
    to: mail.to?.flatMap(people) ?? [],
    cc: mail.cc?.flatMap(people) ?? [],
    receivedAt: Number.isNaN(receivedAt) ? 0 : receivedAt,
    seen: known.seen ?? true,
    headers: headerBlock(bytes),
    html,
    text: mail.text ?? textOf(html),
    base64: toBase64(bytes),
    bytes,
    attachments: mail.attachments.map(part),
  };
}

const people = (address: Address | undefined): HostAddress[] => {
  if (!address) return [];
  return address.group ?? [{ name: address.name, address: address.address }];
};

function part(attachment: Attachment, index: number): MailPart {
  const { content } = attachment;
  const bytes =
    typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content as ArrayBuffer);
  const isItem = attachment.mimeType === "message/rfc822";
  const contentId = (attachment.contentId ?? "").replace(/^<|>$/g, "");
  return {
    id: `part-${index + 1}`,
    name: attachment.filename ?? (isItem ? "attached mail.eml" : `attachment ${index + 1}`),
    contentType: attachment.mimeType,
    size: bytes.length,
    isInline: attachment.disposition === "inline" || (attachment.related === true && contentId !== ""),
    isItem,
    base64: toBase64(bytes),
    contentId,
    bytes,
  };
}

/** The raw header block, ending in one line break; bytes above 127 as UTF-8. */
export function headerBlock(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  const end = /\r?\n\r?\n/.exec(text);
  return end ? `${text.slice(0, end.index)}\r\n` : text;
}

/** The words of an HTML mail that has no text part. */
function textOf(html: string): string {
  if (!html) return "";
  const body = new DOMParser().parseFromString(html, "text/html").body;
  for (const hidden of body.querySelectorAll("style, script")) hidden.remove();
  for (const block of body.querySelectorAll("p, div, br, tr, h1, h2, h3, li")) block.append("\n");
  return body.textContent
    .replace(/[ \t]+/g, " ")
    .replace(/\s*\n\s*\n\s*/g, "\n\n")
    .trim();
}
