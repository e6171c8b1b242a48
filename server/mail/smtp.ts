import { canonicalAddress } from "../domain/address.ts";
import type { SendResult } from "../domain/outbox.ts";
import { SmtpSession, SmtpUnreachable, type OutgoingMail, type SmtpLimits } from "./smtp-session.ts";
import { readSmtpUrl } from "./smtp-settings.ts";

export interface Mailer {
  /** Hands one message to the mail server; never throws, whatever happens is a result. */
  send: (mail: OutgoingMail) => Promise<SendResult>;
  /**
   * Asks whether the mail server takes mail, without sending any: a new connection, encryption and sign-in as for a mail,
   * and the sender's address when one is given. Never throws.
   */
  probe: (sender?: string) => Promise<{ takesMail: boolean; reply: string }>;
  /** Ends idle connections politely and cuts those in use: their messages end as they stand. */
  close: () => void;
}

const usual: SmtpLimits = { connect: 30_000, envelope: 60_000, message: 300_000 };
const idleFor = 10_000;
const mailsPerConnection = 200;

const isUsable = (address: string): boolean => {
  try {
    return canonicalAddress(address) === address;
  } catch {
    return false;
  }
};

/**
 * A small pool of our own over nodemailer's connection, since a pool that hides when 354 came cannot tell a message that
 * was never sent from one that may have arrived. The caller limits how many messages are in hand at once.
 */
export function createMailer(smtpUrl: string, options: { limits?: Partial<SmtpLimits> } = {}): Mailer {
  const settings = readSmtpUrl(smtpUrl);
  const limits = { ...usual, ...options.limits };
  const idle: { session: SmtpSession; timer: NodeJS.Timeout }[] = [];
  const inUse = new Set<SmtpSession>();

  const takeIdle = (): SmtpSession | undefined => {
    for (let last = idle.pop(); last; last = idle.pop()) {
      clearTimeout(last.timer);
      if (last.session.open) return last.session;
    }
    return undefined;
  };

  const giveBack = (session: SmtpSession): void => {
    if (!session.open) return;
    if (session.used >= mailsPerConnection) {
      session.quit();
      return;
    }
    const entry = {
      session,
      timer: setTimeout(() => {
        idle.splice(idle.indexOf(entry), 1);
        session.quit();
      }, idleFor).unref(),
    };
    idle.push(entry);
  };

  const over = async (session: SmtpSession, mail: OutgoingMail) => {
    inUse.add(session);
    const done = await session.send(mail).finally(() => inUse.delete(session));
    giveBack(session);
    return done;
  };

  return {
    async send(mail) {
      if (!isUsable(mail.from))
        return { kind: "refused", scope: "channel", reply: "The sender's address cannot be used." };
      if (!isUsable(mail.to))
        return { kind: "refused", scope: "recipient", reply: "The recipient's address cannot be used." };
      const waiting = takeIdle();
      if (waiting) {
        // A server may have ended an idle connection; only an answer says anything about the message.
        const { result, untouched } = await over(waiting, mail);
        if (!untouched) return result;
      }
      try {
        return (await over(await SmtpSession.connect(settings, limits), mail)).result;
      } catch (error) {
        if (error instanceof SmtpUnreachable)
          return { kind: "later", scope: "channel", reply: error.message };
        throw error;
      }
    },
    async probe(sender) {
      let session: SmtpSession | undefined;
      try {
        session = await SmtpSession.connect(settings, limits);
        inUse.add(session);
        if (sender && isUsable(sender)) await session.tryOut(sender);
        session.quit();
        return { takesMail: true, reply: "" };
      } catch (error) {
        if (!(error instanceof SmtpUnreachable)) throw error;
        session?.close();
        return { takesMail: false, reply: error.message };
      } finally {
        if (session) inUse.delete(session);
      }
    },
    close() {
      for (const { session, timer } of idle.splice(0)) {
        clearTimeout(timer);
        session.quit();
      }
      for (const session of inUse) session.close();
    },
  };
}
