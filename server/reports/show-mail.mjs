import { parseMail } from "./parse-mail.mjs";
import { safeHtml } from "./safe-html.mjs";
import { safeText, shortLine } from "./safe-text.mjs";

const mostText = 200_000;
const mostHeaders = 300;
const mostAttachments = 200;
const mostLinks = 100;

/** What people may see of a mail that somebody unknown wrote. */
export async function showMail(bytes) {
  const email = await parseMail(bytes);
  const made = email.html === undefined ? null : safeHtml(email.html);
  const written = email.text?.trim() ? email.text : null;
  const told = written === null ? null : safeText(written.slice(0, mostText));
  const known = new Set(made?.links.map(({ address }) => address));
  const links = [
    ...(made?.links ?? []),
    ...(told?.addresses ?? [])
      .filter((address) => !known.has(address))
      .map((address) => ({ text: "", address })),
  ];
  return {
    headers: email.headers.slice(0, mostHeaders).map(({ key, originalKey, value }) => ({
      name: shortLine(originalKey ?? key, 100),
      value: shortLine(value, 4_000),
    })),
    ...(told ? { text: told.text } : made && { text: made.text }),
    ...(made && { html: made.html }),
    links: links.slice(0, mostLinks),
    attachments: email.attachments.slice(0, mostAttachments).map(({ filename, mimeType, content }) => ({
      name: shortLine(filename ?? "", 200),
      type: shortLine(mimeType ?? "", 100),
      size: content.byteLength ?? content.length,
    })),
    cut:
      made?.cut === true ||
      (written?.length ?? 0) > mostText ||
      links.length > mostLinks ||
      email.headers.length > mostHeaders ||
      email.attachments.length > mostAttachments,
  };
}
