import type { ReportOutcome, SimulationKind } from "../../shared/lifecycle.ts";

/** Whose token the reported mail carries, if any of ours. */
export type Match =
  { whose: "reporter" | "colleague"; kind: SimulationKind } | { whose: "service" } | { whose: "nobody" };

export interface Verdict {
  outcome: ReportOutcome;
  /** Praise, count, onboard: the token was issued to this reporter. */
  credited: boolean;
  /** Goes to the security team: it is not proven to be harmless. */
  forwarded: boolean;
  /** Carries marks of a simulation of ours without being proven to be one. */
  marked: boolean;
}

/**
 * Two questions, answered apart: whose token is it (credit), and is the mail proven to be nothing but what we made
 * (harmless)? A token alone proves nothing about the mail around it: anybody may copy it onto an attack.
 */
export function judge(match: Match, harmless: boolean): Verdict {
  if (match.whose === "nobody") return { outcome: "threat", credited: false, forwarded: true, marked: false };
  if (match.whose === "service")
    return { outcome: "ourOwnMail", credited: false, forwarded: !harmless, marked: false };
  const doubt = { forwarded: !harmless, marked: !harmless };
  if (match.whose === "colleague") return { outcome: "colleaguesSimulation", credited: false, ...doubt };
  return { outcome: match.kind === "welcome" ? "welcomeSimulation" : "simulation", credited: true, ...doubt };
}

/** A piece of an HTML body: text, or an element's beginning with its attributes. */
export type Piece = { text: string } | { tag: string; attributes: Record<string, string> };

/** What a mail shows, as far as it decides whether we made it. */
export interface MailContent {
  fromName: string;
  fromAddress: string;
  subject: string;
  /** Null when there is no such part. */
  text: string | null;
  html: Piece[] | null;
  /** Attachments, comments, further sender headers: anything else that a reader may see or follow. */
  extras: number;
}

/**
 * True when a mail is what we made and nothing more: sender, subject and every part the same, links compared after
 * unwrapping what link rewriters of mail gateways put around them.
 */
export function isWhatWeMade(seen: MailContent, made: MailContent): boolean {
  if (seen.extras > 0 || seen.html === null) return false;
  if (seen.fromName !== made.fromName || seen.fromAddress.toLowerCase() !== made.fromAddress) return false;
  if (seen.subject !== made.subject) return false;
  if (seen.text !== null && words(seen.text) !== words(made.text ?? "")) return false;
  return samePieces(seen.html, made.html ?? []);
}

const blank = /[\s\u00a0]+/g;

/** The words of a text, however broken into lines; addresses unwrapped, with or without angle brackets around them. */
function words(text: string): string {
  return text
    .split(blank)
    .filter((word) => word !== "")
    .map((word) => (/^<?https?:/i.test(word) ? unwrapLink(word.replace(/^<|>$/g, "")) : word))
    .join(" ");
}

/** Elements that gateways add or rewrite and that show nothing. */
const invisible = new Set(["html", "head", "body", "tbody"]);
const isCharsetNote = (attributes: Record<string, string>): boolean =>
  attributes["http-equiv"]?.toLowerCase() === "content-type" || "charset" in attributes;
/** Language, direction and colours; a style that loads something is not plain. */
const isPlain = (attributes: Record<string, string>): boolean =>
  Object.entries(attributes).every(
    ([name, value]) =>
      name === "lang" || name === "dir" || (name === "style" && !/url|expression|@|[\\<]/i.test(value)),
  );
/** Attributes that link rewriters leave behind; those that hold an address must hold ours. */
const leftBehind = new Set(["originalsrc", "shash", "data-auth", "data-linkindex"]);

function shown(pieces: readonly Piece[]): string[] {
  const list: string[] = [];
  let text = "";
  const flush = () => {
    const trimmed = text.replace(blank, " ").trim();
    if (trimmed !== "") list.push(`"${trimmed}`);
    text = "";
  };
  for (const piece of pieces) {
    if ("text" in piece) {
      text += piece.text;
      continue;
    }
    const { tag, attributes } = piece;
    if (invisible.has(tag) && isPlain(attributes)) continue;
    if (tag === "meta" && isCharsetNote(attributes)) continue;
    flush();
    const named = Object.entries(attributes)
      .filter(([name]) => !leftBehind.has(name) || name === "originalsrc")
      .map(([name, value]) =>
        name === "href" || name === "originalsrc" ? ["href", unwrapLink(value)] : [name, normal(value)],
      )
      .map(([name, value]) => `${name}=${value}`);
    list.push(`<${[tag, ...new Set(named.sort())].join(" ")}`);
  }
  flush();
  return list;
}
const normal = (value: string): string => value.replace(/\s+/g, "").replace(/;$/, "").toLowerCase();

function samePieces(seen: readonly Piece[], made: readonly Piece[]): boolean {
  const [a, b] = [shown(seen), shown(made)];
  return a.length === b.length && a.every((piece, n) => piece === b[n]);
}

const mostWrappings = 3;

/** The address within what Safe Links and URL Defense made of it; read as text, never opened. */
export function unwrapLink(link: string): string {
  let address = link.trim();
  for (let n = 0; n < mostWrappings; n++) {
    const inner = unwrapOnce(address);
    if (inner === null) return address;
    address = inner;
  }
  return address;
}

function unwrapOnce(link: string): string | null {
  let url: URL;
  try {
    url = new URL(link);
  } catch {
    return null;
  }
  if (url.protocol !== "https:" || url.username !== "" || url.port !== "") return null;
  if (url.hostname.endsWith(".safelinks.protection.outlook.com")) return url.searchParams.get("url");
  if (url.hostname === "urldefense.proofpoint.com" && url.pathname === "/v2/url")
    return urlDefense2(url.searchParams.get("u"));
  if (url.hostname === "urldefense.com" || url.hostname === "urldefense.us") return urlDefense3(link);
  return null;
}

/** Version 2 writes "-" for "%" and "_" for "/". */
function urlDefense2(text: string | null): string | null {
  if (text === null) return null;
  try {
    return decodeURIComponent(text.replace(/-/g, "%").replace(/_/g, "/"));
  } catch {
    return null;
  }
}

/** Version 3: `/v3/__address__;…`, with a star for each replaced character. Our addresses need none replaced. */
function urlDefense3(link: string): string | null {
  const inner = /\/v3\/__(.+?)__;/.exec(link)?.[1];
  if (!inner || inner.includes("*")) return null;
  // The address's own double slash arrives as one where a proxy tidied the path.
  return inner.replace(/^(https?:)\/(?!\/)/i, "$1//");
}
