import { Parser } from "htmlparser2";
import PostalMime from "postal-mime";

// Plain JavaScript, since a worker thread reads it without the server's loader of TypeScript.

const deepest = 50;
const mostHeaderBytes = 256 * 1024;
/** Our simulations are a tenth of these; what is larger holds something that we did not make. */
const largestProvable = 256 * 1024;
const mostPieces = 2_000;
const scannedBytes = 1024 * 1024;
const mostTokens = 20;

const tokenPlaces =
  /(?:x-firstcatch-simulation:\s*|<|\/learn\/|%(?:25)*2flearn%(?:25)*2f)([A-Za-z0-9_-]{43})(?=__(?:;|%)|[^A-Za-z0-9_-]|$)/gi;

export function findTokens(texts) {
  const found = new Set();
  for (const text of texts)
    for (const form of formsOf(text))
      for (const [, token] of form.matchAll(tokenPlaces)) {
        found.add(token);
        if (found.size >= mostTokens) return [...found];
      }
  return [...found];
}

/** As it stands; in one line; and, where zeros are in it, as the UTF-16 that Outlook's files hold. */
function formsOf(text) {
  const unfolded = unwrapDefense2(text.replace(/=\r?\n/g, "").replace(/\r?\n[ \t]+/g, ""));
  return [text, unfolded, ...(text.includes("\0") ? [text.replaceAll("\0", "")] : [])];
}

/** URL Defense, version 2, writes "_" for "/" and "-5F" for what was "_". */
function unwrapDefense2(text) {
  return text.replace(/\/v2\/url\?u=(?:3D)?([\w.-]+)/g, (_whole, address) =>
    address.replace(/-([0-9a-f]{2})|_/gi, (_part, hex) =>
      hex ? String.fromCharCode(parseInt(hex, 16)) : "/",
    ),
  );
}

export function htmlPieces(html) {
  const pieces = [];
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

export const parseMail = (bytes) =>
  PostalMime.parse(bytes, {
    maxNestingDepth: deepest,
    maxHeadersSize: mostHeaderBytes,
    maxRfc822NestingDepth: 2,
  });

const line = (text) =>
  text
    ?.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, " ")
    .trim()
    .slice(0, 2000) || undefined;

export async function parseHead(bytes) {
  const { messageId, subject, from } = await parseMail(bytes);
  return {
    messageId: line(messageId),
    subject: line(subject),
    from: line(from?.address === undefined ? from?.name : `${from.name} <${from.address}>`),
  };
}

export async function parseWhole(bytes) {
  const email = await parseMail(bytes);
  const attached = email.attachments.map(({ content }) =>
    Buffer.from(content).subarray(0, scannedBytes).toString("latin1"),
  );
  return {
    tokens: findTokens([email.html ?? "", email.text ?? "", ...attached]),
    content: bytes.length <= largestProvable ? contentOf(email) : null,
  };
}

const speaksForTheSender = new Set(["sender", "reply-to", "resent-from", "resent-sender"]);

function contentOf(email) {
  const further = (key) => Math.max(0, email.headers.filter((header) => header.key === key).length - 1);
  if (!email.from || email.from.address === undefined || email.html === undefined) return null;
  const { pieces, extras } = htmlPieces(email.html);
  if (pieces.length > mostPieces) return null;
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
      further("from") +
      further("subject") +
      further("content-type"),
  };
}
