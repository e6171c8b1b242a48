import { createHash } from "node:crypto";
import type { Language } from "../../shared/lifecycle.ts";
import en from "../../shared/texts/en/forward.json" with { type: "json" };
import nl from "../../shared/texts/nl/forward.json" with { type: "json" };
import { composeMail, headerText } from "../mail/compose.ts";
import type { ReportDoc } from "./report.ts";

const texts: Record<Language, typeof en> = { en, nl };
/** Puts values where their names stand in braces; a value is never looked into again. */
const fill = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? "") : whole,
  );

/** Comments come in lines; nothing else of a person's text may break out of its line. */
const lines = (text: string): string =>
  text
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map(headerText)
    .join("\n  ");

/**
 * The mail to the security team: plain words on top, the reported mail attached.
 *
 * RFC 2046 (5.2.1) lets a message/rfc822 part be encoded as 7bit, 8bit or binary only, and every mail server on the way
 * may then change line ends, long lines and trailing blanks. So the bytes go as base64 of application/octet-stream: they
 * arrive as they were, and Outlook opens the attachment as a mail since its name ends in .eml.
 */
export function composeForward(
  report: ReportDoc,
  envelope: {
    from: string;
    fromName?: string | undefined;
    to: string;
    messageId: string;
    date: Date;
    language: Language;
    /** Set for the test report of a self-check. */
    testLink?: string | undefined;
  },
  raw: Buffer | null,
): Promise<Buffer> {
  const t = texts[envelope.language];
  const subject = headerText(report.subject) || t.noSubject;
  const value = (text: string, what: string) => fill(text, { value: what });
  const { message, comment, from, headers } = report;
  const attachment = raw
    ? { filename: "reported.eml", content: raw, contentType: "application/octet-stream" }
    : headers
      ? { filename: "headers.txt", content: Buffer.from(headers), contentType: "application/octet-stream" }
      : null;
  const { testLink } = envelope;
  const text = [
    ...(testLink === undefined ? [t.intro] : [t.test, "", t.testPress, testLink]),
    ...(report.marked ? ["", t.marked] : []),
    "",
    value(t.receipt, report.receipt),
    value(t.reporter, headerText(report.reporter.address)),
    value(t.at, report.createdAt.toISOString()),
    value(t.mailSubject, subject),
    ...(from ? [value(t.mailFrom, headerText(from))] : []),
    ...(comment ? [value(t.comment, lines(comment))] : []),
    ...(message ? [fill(t.hash, { value: message.sha256, size: String(message.size) })] : []),
    "",
    raw ? (testLink === undefined ? t.attached : t.testAttached) : headers ? t.headersOnly : t.nothing,
    "",
  ].join("\n");
  return composeMail({
    from: { name: envelope.fromName ?? "Firstcatch", address: envelope.from },
    to: { name: "", address: envelope.to },
    subject: headerText(
      fill(testLink === undefined ? t.subject : t.testSubject, { receipt: report.receipt, subject }),
    ),
    messageId: envelope.messageId,
    date: envelope.date,
    text,
    baseBoundary: createHash("sha256").update(envelope.messageId).digest("hex").slice(0, 16),
    headers: {
      "X-Firstcatch-Report": report.receipt,
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
    },
    ...(attachment && {
      attachments: [{ ...attachment, contentTransferEncoding: "base64", contentDisposition: "attachment" }],
    }),
  });
}
