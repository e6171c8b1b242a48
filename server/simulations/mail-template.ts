import { createHash } from "node:crypto";
import { boundaryOf, composeSimulation, type Envelope } from "./compose.ts";
import type { MadeMail } from "./simulation.ts";

/** A composed mail in pieces: what is the same for everybody, and between it what is one person's. */
export interface MailTemplate {
  /** Null for an envelope of an unusual length, whose headers a composer would break elsewhere. */
  fill: (envelope: Envelope) => Buffer | null;
}

/** A header line is folded when it grows longer (RFC 5322, 2.1.1). */
const longestAddress = 60;

// Of the form and length of the real ones, since a composer wraps lines by these; and found nowhere else in a mail.
const marks = {
  token: createHash("sha256").update("the place of a token").digest("base64url"),
  to: "the-place-of-an-address@place.invalid",
  messageLocal: createHash("sha256").update("the place of a message id").digest("base64url"),
  date: new Date(Date.UTC(2001, 1, 3, 4, 5, 6)),
};
type Slot = keyof Envelope | "boundary";

/** As the header has it (RFC 5322, 3.3), always in UTC. */
const headerDate = (date: Date): string => date.toUTCString().replace("GMT", "+0000");

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
/** The text, also where quoted-printable broke its line (RFC 2045, 6.7). */
const perhapsBroken = (text: string): string => Array.from(text, escaped).join("(?:=\\r\\n)?");

/**
 * Composes a mail once, for everybody who gets it: filling it in costs a hundredth of composing it. `made` holds
 * `templateToken` wherever the person's token belongs. The result of `fill` is, byte for byte, what composing afresh gives.
 */
export async function mailTemplate(made: MadeMail): Promise<MailTemplate> {
  const { token, to, date } = marks;
  const messageId = `<${marks.messageLocal}.1@${made.fromAddress.slice(made.fromAddress.indexOf("@") + 1)}>`;
  const composed = (await composeSimulation(made, { to, messageId, token, date })).toString("latin1");
  const texts: Record<Slot, string> = {
    token: perhapsBroken(token),
    to: escaped(to),
    messageId: escaped(messageId),
    date: escaped(headerDate(date)),
    boundary: escaped(boundaryOf(messageId)),
  };
  const slots = Object.keys(texts) as Slot[];
  const anySlot = new RegExp(slots.map((slot) => `(?<${slot}>${texts[slot]})`).join("|"), "g");
  const pieces: { text: string; slot?: Slot; found?: string }[] = [];
  let end = 0;
  for (const match of composed.matchAll(anySlot)) {
    const slot = slots.find((name) => match.groups?.[name] !== undefined);
    pieces.push({ text: composed.slice(end, match.index), ...(slot && { slot }), found: match[0] });
    end = match.index + match[0].length;
  }
  pieces.push({ text: composed.slice(end) });

  return {
    fill(envelope) {
      if (envelope.to.length > longestAddress || envelope.messageId.length !== messageId.length) return null;
      const values: Record<Slot, string> = {
        token: envelope.token,
        to: envelope.to,
        messageId: envelope.messageId,
        date: headerDate(envelope.date),
        boundary: boundaryOf(envelope.messageId),
      };
      let mail = "";
      for (const { text, slot, found } of pieces)
        mail += text + (slot ? brokenLike(found ?? "", values[slot]) : "");
      return Buffer.from(mail, "latin1");
    },
  };
}

/** The token that stands in the text and the links of a mail that becomes a template. */
export const templateToken = marks.token;

/** The value with its line broken where the mark's was. */
function brokenLike(mark: string, value: string): string {
  const at = mark.indexOf("=\r\n");
  return at < 0 ? value : `${value.slice(0, at)}=\r\n${value.slice(at)}`;
}
