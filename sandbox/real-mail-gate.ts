import { createTransport } from "nodemailer";
import { SMTPServer } from "smtp-server";

export interface MailGate {
  /** For SMTP_URL of the product. */
  url: string;
  stop(): Promise<void>;
}

/** Reads SANDBOX_MAIL_TO: addresses apart by commas or spaces. */
export const allowedRecipients = (text = ""): Set<string> =>
  new Set(
    text
      .toLowerCase()
      .split(/[\s,;]+/)
      .filter(Boolean),
  );

const refusal = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });

/**
 * Stands between the product and a real mail server that was named for the sandbox: only to addresses that were named too it
 * hands mails on, with the real server's answer; every other recipient is refused. Without it nothing leaves the machine.
 */
export async function startMailGate(realUrl: string, allowed: Set<string>): Promise<MailGate> {
  const transport = createTransport({ url: realUrl, connectionTimeout: 10_000 });
  const gate = new SMTPServer({
    name: "localhost",
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    size: 45 * 1024 * 1024,
    logger: false,
    onRcptTo({ address }, _session, callback) {
      if (allowed.has(address.toLowerCase())) callback();
      else callback(refusal(550, "5.7.1 Not in SANDBOX_MAIL_TO: the sandbox sends to nobody else"));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.once("end", () => {
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : "";
        const to = session.envelope.rcptTo.map(({ address }) => address);
        transport.sendMail({ envelope: { from, to }, raw: Buffer.concat(chunks) }).then(
          ({ response }) => callback(null, response.replace(/^\d{3}[ -]?/, "")),
          (error: unknown) => {
            const { responseCode = 451, message } = error as { responseCode?: number; message: string };
            callback(refusal(responseCode, message));
          },
        );
      });
    },
  });
  gate.on("error", () => undefined);
  const server = gate.listen(0, "127.0.0.1");
  await new Promise((resolve, reject) => server.once("listening", resolve).once("error", reject));
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("The mail gate has no port.");
  return {
    url: `smtp://127.0.0.1:${bound.port}`,
    stop: () =>
      new Promise((resolve) => {
        transport.close();
        gate.close(() => resolve());
      }),
  };
}
