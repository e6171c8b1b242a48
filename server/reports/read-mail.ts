import { Parser } from "htmlparser2";
import PostalMime, { type Email } from "postal-mime";
import type { MailContent, Piece } from "../domain/report.ts";

/** What can be read of a reported mail without trusting it. Nothing here ever stops a report. */
export interface ReadMail {
  /** Everything that has the form of a token of ours, where tokens stand. */
  tokens: string[];
  messageId?: string;
  subject?: string;
  from?: string;
  /** Null when the mail cannot, or need not, be read to the end: then nothing can be proven. */
  content: MailContent | null;
}

/** Our simulations are a tenth of this; what is larger holds something that we did not make. */
const largestProvable = 256 * 1024;
const mostParts = 40;
const headerBytes = 256 * 1024;
const scannedBytes = 1024 * 1024;
const mostTokens = 20;

const tokenPlaces =
  /(?:x-firstcatch-simulation:\s*|<|\/learn\/|%2flearn%2f|_learn_)([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/gi;

/** Tokens in header, Message-ID and links; also where a line was folded or softly broken within one. */
function findTokens(texts: readonly string[]): string[] {
  const found = new Set<string>();
  for (const text of texts)
    for (const form of [text, text.replace(/=\r?\n/g, "").replace(/\r?\n[ \t]+/g, "")])
      for (const [, token] of form.matchAll(tokenPlaces)) {
        if (token) found.add(token);
        if (found.size >= mostTokens) return [...found];
      }
  return [...found];
}

/** An HTML body in pieces; a comment or a declaration inside counts as something that we did not make. */
export function htmlPieces(html: string): { pieces: Piece[]; extras: number } {
  const pieces: Piece[] = [];
  let extras = 0;
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => pieces.push({ tag, attributes: { ...attributes } }),
      ontext: (text) => pieces.push({ text }),
      oncomment: () => extras++,
      onprocessinginstruction: (name) => {
        if (name.toLowerCase() !== "!doctype") extras++;
      },
      oncdatastart: () => extras++,
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.end(html);
  return { pieces, extras };
}

const speaksForTheSender = new Set(["sender", "reply-to", "resent-from", "resent-sender"]);

function contentOf(email: Email): MailContent | null {
  const count = (key: string) => email.headers.filter((header) => header.key === key).length;
  if (!email.from || email.from.address === undefined || email.html === undefined) return null;
  const { pieces, extras } = htmlPieces(email.html);
  return {
    fromName: email.from.name,
    fromAddress: email.from.address,
    subject: email.subject ?? "",
    text: email.text ?? null,
    html: pieces,
    extras:
      extras +
      email.attachments.length +
      email.headers.filter(({ key }) => speaksForTheSender.has(key)).length +
      Math.max(0, count("from") - 1) +
      Math.max(0, count("subject") - 1) +
      Math.max(0, count("content-type") - 1),
  };
}

const parse = async (raw: Buffer | string): Promise<Email | null> => {
  try {
    return await PostalMime.parse(raw, {
      maxNestingDepth: 20,
      maxHeadersSize: headerBytes,
      maxRfc822NestingDepth: 2,
    });
  } catch {
    return null;
  }
};

/** Where the header block ends, within what is read of it. */
function headerBlock(raw: Buffer): Buffer {
  const head = raw.subarray(0, headerBytes);
  const ends = ["\r\n\r\n", "\n\n"].map((blank) => head.indexOf(blank)).filter((at) => at >= 0);
  return ends.length > 0 ? head.subarray(0, Math.min(...ends) + 2) : head;
}

/** Lines that begin like a delimiter of parts; a parser's work grows with them. */
function partLines(raw: Buffer): number {
  let lines = 0;
  for (let at = raw.indexOf("\n--"); at >= 0 && lines <= mostParts; at = raw.indexOf("\n--", at + 3)) lines++;
  return lines;
}

const line = (text: string | undefined): string | undefined =>
  text
    ?.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, " ")
    .trim()
    .slice(0, 2000) || undefined;

/** Reads the mail itself, or what the client told of it. */
export async function readMail(
  told: { headers?: string; internetMessageId?: string },
  raw?: Buffer,
): Promise<ReadMail> {
  const head = raw
    ? await parse(headerBlock(raw))
    : told.headers
      ? await parse(told.headers.slice(0, headerBytes))
      : null;
  const whole = raw && raw.length <= largestProvable && partLines(raw) <= mostParts ? await parse(raw) : null;
  const tokens = findTokens([
    told.headers ?? "",
    told.internetMessageId ?? "",
    ...(raw ? [raw.subarray(0, scannedBytes).toString("latin1")] : []),
    ...(whole ? [whole.html ?? "", whole.text ?? ""] : []),
  ]);
  const from = head?.from;
  const subject = line(head?.subject);
  const messageId = line(head?.messageId);
  const sender = line(from?.address === undefined ? from?.name : `${from.name} <${from.address}>`);
  return {
    tokens,
    ...(messageId && { messageId }),
    ...(subject && { subject }),
    ...(sender && { from: sender }),
    content: whole && contentOf(whole),
  };
}
