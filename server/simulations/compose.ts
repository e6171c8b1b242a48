import { createHash } from "node:crypto";
import { composeMail } from "../mail/compose.ts";
import type { MadeMail } from "./simulation.ts";

export const simulationHeader = "X-Firstcatch-Simulation";

/** Made from the Message-ID, so that a repeated attempt repeats the same bytes. */
export const boundaryOf = (messageId: string): string =>
  createHash("sha256").update(messageId).digest("hex").slice(0, 16);

/** What differs from one person's mail to another's, beside the token within the text. */
export interface Envelope {
  to: string;
  messageId: string;
  token: string;
  date: Date;
}

/** A simulation's mail; the same input gives the same bytes, so an attempt that is repeated repeats the same mail. */
export function composeSimulation(made: MadeMail, envelope: Envelope): Promise<Buffer> {
  return composeMail({
    from: { name: made.fromName, address: made.fromAddress },
    to: { name: "", address: envelope.to },
    subject: made.subject,
    messageId: envelope.messageId,
    date: envelope.date,
    text: made.text,
    html: made.html,
    baseBoundary: boundaryOf(envelope.messageId),
    headers: {
      [simulationHeader]: envelope.token,
      // Out-of-office answers to an invented firm help nobody.
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
    },
  });
}
