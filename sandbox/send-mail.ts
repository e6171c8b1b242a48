import { createTransport } from "nodemailer";
import { AppError } from "../server/errors.ts";
import type { Mailboxes, Message } from "./mailboxes.ts";

export interface Outgoing {
  to: string | string[];
  subject?: string | undefined;
  text?: string | undefined;
  /** A mail of this mailbox that goes along as an attachment. */
  attach?: string | undefined;
  /** A mail of this mailbox that is sent on as it is, byte for byte. */
  forward?: string | undefined;
}
export type SendMail = (from: string, outgoing: Outgoing) => Promise<Message>;

const address = /[^\s@<>,;"]+@[^\s@<>,;"]+/g;

/** Sends what somebody writes in the mail client: by SMTP to the sandbox's own server, with a copy in the folder of sent mails. */
export function createSendMail(mailboxes: Mailboxes, smtpUrl: string, now: () => Date): SendMail {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: "windows" });

  const rawOf = async (email: string, id: string) => {
    const raw = await mailboxes.raw(email, id);
    if (!raw) throw new AppError("not_found", "There is no such mail in this mailbox.");
    return raw;
  };
  async function compose(from: string, to: string[], { subject, text, attach }: Outgoing): Promise<Buffer> {
    const name = (await mailboxes.all()).find(({ email }) => email === from)?.name ?? "";
    const attached = attach === undefined ? undefined : await rawOf(from, attach);
    const { message } = await composer.sendMail({
      from: { name, address: from },
      to,
      date: now(),
      subject: subject ?? "",
      text: text ?? "",
      attachments: attached
        ? [{ filename: "mail.eml", content: attached, contentType: "message/rfc822" }]
        : [],
    });
    return message as Buffer;
  }

  return async (from, outgoing) => {
    const asked = Array.isArray(outgoing.to) ? outgoing.to.join(",") : outgoing.to;
    const to = [...new Set(asked.match(address) ?? [])];
    if (to.length === 0) throw new AppError("invalid_request", "There is no mail address in the field to.");
    const raw =
      outgoing.forward === undefined
        ? await compose(from, to, outgoing)
        : await rawOf(from, outgoing.forward);
    const transport = createTransport(smtpUrl);
    try {
      await transport.sendMail({ envelope: { from, to }, raw });
    } finally {
      transport.close();
    }
    const [sent] = await mailboxes.deliver(raw, [from], { folder: "sent", seen: true, receivedAt: now() });
    if (!sent) throw new Error("The copy of a sent mail was not kept.");
    return sent;
  };
}
