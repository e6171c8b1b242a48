import type { ReportFields } from "../../shared/contracts/report.ts";
import type { MailContent } from "../domain/report.ts";
import { findTokens, parseHead } from "./parse-mail.mjs";
import type { Parsed, ParseMail } from "./parse-threads.ts";

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

const headerBytes = 256 * 1024;
/** A header block alone has no parts, and so much of it is read faster than a thread is asked. */
const smallHead = 16 * 1024;
const scannedBytes = 1024 * 1024;
/** A mail is read to its end up to here; the bytes above are forwarded all the same. */
export const largestRead = 5 * 1024 * 1024;
const mostParts = 1_000;

/** Where the header block ends, within what is read of it. */
function headerBlock(raw: Buffer): Buffer {
  const head = raw.subarray(0, headerBytes);
  const ends = ["\r\n\r\n", "\n\n"].map((blank) => head.indexOf(blank)).filter((at) => at >= 0);
  return ends.length > 0 ? head.subarray(0, Math.min(...ends) + 2) : head;
}

/** Few enough lines that begin like a delimiter of parts: a parser's work grows with the square of them. */
export function fewParts(raw: Buffer): boolean {
  let lines = 0;
  for (let at = raw.indexOf("\n--"); at >= 0 && lines <= mostParts; at = raw.indexOf("\n--", at + 3)) lines++;
  return lines <= mostParts;
}

async function readParts(parse: ParseMail, head: Buffer, whole: Buffer | undefined): Promise<Parsed> {
  if (!whole && head.length <= smallHead)
    return { head: await parseHead(head).catch(() => null), whole: null };
  // Copies: what goes to a thread takes its whole memory along, and small buffers share theirs with others.
  return parse({ head: new Uint8Array(head), ...(whole && { whole: new Uint8Array(whole) }) });
}

/**
 * Reads the mail itself, or what the client told of it: a header block says nothing more of sender, subject and id than
 * the same client's fields, and is read only where one of them is missing.
 */
export async function readMail(
  parse: ParseMail,
  told: Pick<ReportFields, "headers" | "internetMessageId" | "marker" | "subject" | "from">,
  raw?: Buffer,
): Promise<ReadMail> {
  const toldAll = [told.internetMessageId, told.subject, told.from].every((field) => field !== undefined);
  const head = raw ?? (told.headers && !toldAll ? Buffer.from(told.headers) : null);
  const block = head && headerBlock(head);
  const whole = raw && raw.length <= largestRead && fewParts(raw) ? raw : undefined;
  const parsed = block ? await readParts(parse, block, whole) : { head: null, whole: null };
  // What stands in plain sight is found here, so that credit does not hang on a parser.
  const plain = findTokens([
    told.headers ?? "",
    told.internetMessageId ?? "",
    told.marker ?? "",
    ...(raw ? [raw.subarray(0, scannedBytes).toString("latin1")] : []),
  ]);
  const { messageId, subject, from } = parsed.head ?? {};
  return {
    tokens: [...new Set([...plain, ...(parsed.whole?.tokens ?? [])])],
    ...(messageId && { messageId }),
    ...(subject && { subject }),
    ...(from && { from }),
    content: parsed.whole?.content ?? null,
  };
}
