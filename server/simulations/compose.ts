import { createHash } from "node:crypto";
import { composeMail } from "../mail/compose.ts";
import type { MadeMail } from "./simulation.ts";

export const simulationHeader = "X-Firstcatch-Simulation";

/** A simulation's mail; the same input gives the same bytes, so an attempt that is repeated repeats the same mail. */
export function composeSimulation(
  made: MadeMail,
  envelope: { to: string; messageId: string; token: string; date: Date },
): Promise<Buffer> {
  return composeMail({
    from: { name: made.fromName, address: made.fromAddress },
    to: { name: "", address: envelope.to },
    subject: made.subject,
    messageId: envelope.messageId,
    date: envelope.date,
    text: made.text,
    html: made.html,
    baseBoundary: createHash("sha256").update(envelope.messageId).digest("hex").slice(0, 16),
    headers: {
      [simulationHeader]: envelope.token,
      // Out-of-office answers to an invented firm help nobody.
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
    },
  });
}
