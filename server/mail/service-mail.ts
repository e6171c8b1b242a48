import type { MailComposerOptions } from "nodemailer/lib/mail-composer";
import type { Language } from "../../shared/lifecycle.ts";
import { escapeHtml } from "../pages/plain-page.ts";
import { invitePicture } from "./invite-picture.ts";

/** What one of our own mails to a person says. All of it is text. */
export interface ServiceMail {
  organization: string;
  language: Language;
  title: string;
  paragraphs: string[];
  /** The one way on; `or` leads to the same link in full. */
  button: { words: string; link: string; or: string };
  afterButton: string;
  /** How to tell that the mail is genuine. */
  genuine: { title: string; text: string };
  /** The small print. */
  end: string;
}

const font = `font-family:'Segoe UI',-apple-system,BlinkMacSystemFont,Roboto,'Helvetica Neue',Arial,sans-serif`;
const size = { width: 598, height: 148 };
const cell = (style: string, inside: string, name = "") =>
  `<tr><td${name && ` class="${name}"`} style="${font};${style}">${inside}</td></tr>`;
const inLines = (text: string, width = 72): string => {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line].join("\n");
};

/** The text part: lines of a readable length, the link on a line of its own and unbroken. */
function textOf({ title, paragraphs, button, afterButton, genuine, end }: ServiceMail): string {
  return [
    title,
    ...paragraphs.map((paragraph) => inLines(paragraph)),
    `${button.words}:\n${button.link}`,
    inLines(afterButton),
    `${genuine.title}\n${inLines(genuine.text)}`,
    `--\n${inLines(end)}`,
    "",
  ].join("\n\n");
}

// Colours stand in each cell, since many programs drop this; those that keep it know about the dark.
const dark = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){.ground{background:#1b1b1b!important}.card{background:#242a2b!important;border-color:#3b4446!important}.ink{color:#fff!important}.soft{color:#d6d6d6!important}.line{border-color:#3b4446!important}.soft a,.link a{color:#7dcacc!important}}`;

/** One of our own mails, looking like us: one column, 600 wide, its picture carried along, nothing fetched from anywhere. */
export function serviceMail(
  mail: ServiceMail,
): Required<Pick<MailComposerOptions, "text" | "html" | "attachments">> {
  const { organization, language, title, paragraphs, button, afterButton, genuine, end } = mail;
  const href = escapeHtml(button.link);
  const html = `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(title)}</title><style>${dark}</style></head>
<body class="ground" style="margin:0;padding:0;background:#f0f4f4"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="ground" style="background:#f0f4f4"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" class="card" style="width:100%;max-width:600px;background:#ffffff;border:1px solid #e0e0e0;border-radius:8px">
${cell("padding:20px 32px;font-size:16px;line-height:24px;font-weight:600;color:#242424", escapeHtml(organization), "ink")}
${cell("padding:0;background:#e9f7f6;text-align:center;line-height:0;font-size:0", `<img src="cid:${invitePicture.cid}" width="${size.width}" height="${size.height}" alt="" style="width:100%;max-width:${size.width}px;height:auto;border:0">`)}
${cell("padding:28px 32px 0;color:#242424", `<h1 style="margin:0;font-size:24px;line-height:32px;font-weight:600">${escapeHtml(title)}</h1>`, "ink")}
${paragraphs.map((paragraph) => cell("padding:12px 32px 0;font-size:16px;line-height:24px;color:#424242", escapeHtml(paragraph), "soft")).join("\n")}
${cell("padding:20px 32px 0", `<table role="presentation" cellpadding="0" cellspacing="0"><tr><td style="background:#046971;border-radius:4px"><a href="${href}" style="${font};display:inline-block;padding:11px 22px;font-size:16px;line-height:22px;font-weight:600;color:#ffffff;text-decoration:none">${escapeHtml(button.words)}</a></td></tr></table>`)}
${cell("padding:16px 32px 0;font-size:14px;line-height:20px;color:#424242", `${escapeHtml(button.or)}<br><span class="link"><a href="${href}" style="color:#025961;word-break:break-all">${href}</a></span>`, "soft")}
${cell("padding:12px 32px 24px;font-size:14px;line-height:20px;color:#424242", escapeHtml(afterButton), "soft")}
${cell("padding:20px 32px;border-top:1px solid #e0e0e0;font-size:14px;line-height:20px;color:#424242", `<strong>${escapeHtml(genuine.title)}</strong> ${escapeHtml(genuine.text)}`, "soft line")}
${cell("padding:16px 32px;border-top:1px solid #e0e0e0;font-size:12px;line-height:16px;color:#616161", escapeHtml(end), "soft line")}
</table></td></tr></table></body></html>
`;
  return { text: textOf(mail), html, attachments: [{ ...invitePicture, contentDisposition: "inline" }] };
}
