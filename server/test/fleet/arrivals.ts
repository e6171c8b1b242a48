import { createHash } from "node:crypto";
import type { SunkMail } from "../../mail/testing/smtp-sink.ts";
import { securityMailbox, type Fleet } from "./fleet.ts";
import type { Copy, Ledger } from "./ledger.ts";

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** The attached mail's bytes, decoded from base64. */
function attached(raw: Buffer): Buffer | null {
  const text = raw.toString("latin1");
  const name = text.search(/filename="?reported\.eml/);
  const start = name < 0 ? -1 : text.indexOf("\r\n\r\n", name);
  if (start < 0) return null;
  return Buffer.from(text.slice(start + 4).split("\r\n--", 1)[0] ?? "", "base64");
}

function copyOf({ messageId = "", to, raw }: SunkMail): Copy {
  const mail = to.includes(securityMailbox) ? attached(raw) : null;
  return { messageId, to, ...(mail && { carried: sha256(mail) }) };
}

/** Keeps what people have in their mailboxes until they report it, and notes every copy that arrives. */
export function watchArrivals({ sink }: Fleet, ledger: Ledger) {
  const mailboxes = new Map<string, Buffer>();
  const collect = () => {
    for (const mail of sink.sink.mails.splice(0)) {
      ledger.copies.push(copyOf(mail));
      for (const address of mail.to) if (address !== securityMailbox) mailboxes.set(address, mail.raw);
    }
  };
  const timer = setInterval(collect, 50);
  return {
    collect,
    /** Takes the Welcome simulation out of the mailbox, if it is there. */
    take(address: string): Buffer | undefined {
      collect();
      const raw = mailboxes.get(address);
      mailboxes.delete(address);
      return raw;
    },
    addresses: () => [...mailboxes.keys()],
    stop: () => clearInterval(timer),
  };
}
export type Arrivals = ReturnType<typeof watchArrivals>;
