/** A header block worth sending: Outlook sometimes says "succeeded" and gives nothing, or the subject alone. */
export function usableHeaders(text: unknown): string | undefined {
  if (typeof text !== "string") return undefined;
  return /^(from|received|date|message-id|return-path):/im.test(text) ? text.slice(0, 1_000_000) : undefined;
}

/** The bytes of a mail that Outlook gave as base64; undefined when there are none or the text is no base64. */
export function emlOf(base64: unknown): Uint8Array<ArrayBuffer> | undefined {
  if (typeof base64 !== "string") return undefined;
  const packed = base64.replace(/\s+/g, "");
  if (packed === "") return undefined;
  try {
    const bytes = new Uint8Array(Math.floor((packed.length * 3) / 4));
    let length = 0;
    const step = 65_536;
    for (let at = 0; at < packed.length; at += step) {
      const piece = atob(packed.slice(at, at + step));
      for (let index = 0; index < piece.length; index++) bytes[length++] = piece.charCodeAt(index);
    }
    return bytes.subarray(0, length);
  } catch {
    return undefined;
  }
}

const simulationLink = /https?:[^\s"'<>]*learn(?:[/_]|%(?:25)*2f)[\w-]{43}[^\s"'<>]*/gi;

/** The addresses in a body that look like a simulation's, also where a mail gateway wrote its own around them. */
export function markerOf(html: unknown): string | undefined {
  const found = typeof html === "string" ? html.slice(0, 1_000_000).match(simulationLink) : null;
  return found?.join("\n").slice(0, 4_000);
}

/** The header block at the beginning of a mail. */
export function headersOf(eml: Uint8Array): string {
  const start = new TextDecoder("latin1").decode(eml.subarray(0, 262_144));
  return /^[\s\S]*?(?=\r?\n\r?\n)/.exec(start)?.[0] ?? start;
}

/** The Message-ID that a header block names. */
export const messageIdOf = (headers: string): string | undefined =>
  /^message-id:\s*(<[^>]+>)/im.exec(headers)?.[1];

/**
 * Is this header block the mail's own? Outlook reads whatever is open when the call arrives, so a selection that moves
 * on in the middle hands over another mail. Unknown ids prove nothing and pass.
 */
export function belongsTo(headers: string, internetMessageId: string | undefined): boolean {
  const found = messageIdOf(headers);
  return !found || !internetMessageId || found === internetMessageId.trim();
}
