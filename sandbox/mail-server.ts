import { mkdir } from "node:fs/promises";
import { SMTPServer, type SMTPServerDataStream } from "smtp-server";
import type { Mailboxes } from "./mailboxes.ts";
import { freePort, keepPort, recordedPort } from "./ports.ts";

/** Larger than the largest report, which carries another mail as attachment. */
const largest = 45 * 1024 * 1024;

export interface MailServer {
  /** For SMTP_URL. */
  url: string;
  port: number;
  stop(): Promise<void>;
}

export interface MailServerOptions {
  mailboxes: Mailboxes;
  now: () => Date;
  /** The port number is kept here, so that it is the same after a restart. */
  folder: string;
}

class Refusal extends Error {
  readonly responseCode: number;
  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

async function read(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  // What is too large is read to its end and thrown away: the protocol has no other place to say no.
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk as Buffer);
  if (stream.sizeExceeded) throw new Refusal(552, "5.3.4 Message is larger than 45 MB");
  return Buffer.concat(chunks);
}

/**
 * A real SMTP server on loopback. It takes every mail for every address and puts it into the sandbox's mailboxes. There is no
 * code in it that could hand a mail on to anybody else. Its 250 comes when the mail is stored for good.
 */
export async function startMailServer({ mailboxes, now, folder }: MailServerOptions): Promise<MailServer> {
  await mkdir(folder, { recursive: true });
  const port = await freePort(await recordedPort(folder));
  const server = new SMTPServer({
    name: "localhost",
    banner: "Firstcatch sandbox",
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    size: largest,
    logger: false,
    onData(stream, session, callback) {
      const recipients = session.envelope.rcptTo.map(({ address }) => address);
      read(stream)
        .then((raw) => mailboxes.deliver(raw, recipients, { receivedAt: now() }))
        .then(
          ([first]) => callback(null, `2.0.0 Ok: kept as ${first?.id ?? "nothing"}`),
          (error: unknown) =>
            callback(
              error instanceof Refusal
                ? error
                : new Refusal(451, "4.3.0 The mailbox is away, try again later"),
            ),
        );
    },
  });
  server.on("error", () => undefined); // a client that goes away in the middle is no concern of the server's
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
  await keepPort(folder, port);
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
