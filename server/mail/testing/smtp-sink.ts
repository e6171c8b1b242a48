import type { Socket } from "node:net";
import { SMTPServer, type SMTPServerSession } from "smtp-server";

export type SinkStep = "connect" | "mail" | "recipient" | "data" | "end";
/** A reply instead of "ok", the line cut, or silence. */
export type Misbehaviour = { code: number; text?: string } | "cut" | "stall" | undefined;

export interface SunkMail {
  from: string;
  to: string[];
  raw: Buffer;
  messageId: string | undefined;
}

export interface SmtpSink {
  url: string;
  /** Every message whose final dot arrived, whatever was answered. */
  mails: SunkMail[];
  /** Every RCPT TO that was asked. */
  recipients: string[];
  connections: () => number;
  /** Decides at each step; set it to change the server's mind. */
  misbehave: (step: SinkStep, address: string) => Misbehaviour;
  close: () => Promise<void>;
}

/** A real mail server on a free port of this machine that keeps what it gets and misbehaves where told. */
export async function startSmtpSink(
  options: { port?: number; auth?: { user: string; pass: string } } = {},
): Promise<SmtpSink> {
  let connections = 0;
  const stalled = new Set<Socket>();
  const socketOf = (session: SMTPServerSession): Socket | undefined => {
    const known = server.connections as unknown as Iterable<{ id: string; _socket: Socket }>;
    return [...known].find(({ id }) => id === session.id)?._socket;
  };
  const act = (
    step: SinkStep,
    address: string,
    session: SMTPServerSession,
    ok: (error?: Error) => void,
  ): void => {
    const what = sink.misbehave(step, address);
    if (what === undefined) ok();
    else if (what === "cut") socketOf(session)?.destroy();
    else if (what === "stall") {
      const socket = socketOf(session);
      if (socket) stalled.add(socket);
    } else ok(Object.assign(new Error(what.text ?? "not now"), { responseCode: what.code }));
  };
  const server = new SMTPServer({
    authOptional: !options.auth,
    disabledCommands: options.auth ? ["STARTTLS"] : ["STARTTLS", "AUTH"],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    onConnect: (session, callback) => {
      connections++;
      act("connect", "", session, callback);
    },
    onAuth: (auth, _session, callback) => {
      const fits = auth.username === options.auth?.user && auth.password === options.auth?.pass;
      if (fits) callback(null, { user: "sink" });
      else callback(new Error("no such user"));
    },
    onMailFrom: (address, session, callback) => act("mail", address.address, session, callback),
    onRcptTo: (address, session, callback) => {
      sink.recipients.push(address.address);
      act("recipient", address.address, session, callback);
    },
    onData: (stream, session, callback) => {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      const chunks: Buffer[] = [];
      const first = sink.misbehave("data", to[0] ?? "");
      if (first === "cut") {
        socketOf(session)?.destroy();
        return;
      }
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const raw = Buffer.concat(chunks);
        const messageId = /^message-id:\s*(<[^>]+>)/im.exec(raw.toString("latin1"))?.[1];
        const from = session.envelope.mailFrom;
        // A message that nobody may get is none.
        if (to.length > 0) sink.mails.push({ from: from ? from.address : "", to, raw, messageId });
        act("end", to[0] ?? "", session, callback);
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const address = server.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const sink: SmtpSink = {
    url: `smtp://${options.auth ? `${options.auth.user}:${options.auth.pass}@` : ""}127.0.0.1:${port}`,
    mails: [],
    recipients: [],
    connections: () => connections,
    misbehave: () => undefined,
    close: async () => {
      for (const socket of stalled) socket.destroy();
      const known = server.connections as unknown as Iterable<{ _socket: Socket }>;
      for (const { _socket } of known) _socket.destroy();
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
  return sink;
}
