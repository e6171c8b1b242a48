import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { meaningOf, type SendResult, type SmtpStage } from "../domain/outbox.ts";
import { isWatched, pass } from "../steps.ts";
import type { SmtpSettings } from "./smtp-settings.ts";

/** How long each part of a conversation may take, in milliseconds. */
export interface SmtpLimits {
  /** Until the server is ready for a message: name, connection, greeting, encryption, sign-in. */
  connect: number;
  /** From MAIL until 354. */
  envelope: number;
  /** From the first byte of the message until the final answer. */
  message: number;
}

export interface OutgoingMail {
  /** Envelope addresses, canonical. */
  from: string;
  to: string;
  raw: Buffer;
  /** Awaited exactly between 354 and the first byte; when it rejects, nothing is sent. */
  onData: () => Promise<void>;
}

/** What nodemailer hangs on its errors. */
interface SmtpError extends Error {
  code?: string;
  command?: string;
  response?: string;
  responseCode?: number;
}

/** The mail server could not be reached, or would not have us. */
export class SmtpUnreachable extends Error {}

/** A sign-in of our own is the one way to say a single command through nodemailer; no server offers one by this name. */
const asSender = "FIRSTCATCH-SENDER";

const oneLine = (text: string): string => text.replace(/\s+/g, " ").slice(0, 500);
const replyOf = (error: SmtpError): string => oneLine(error.response ?? error.message);

function stageOf(error: SmtpError): SmtpStage {
  if (error.code === "EMESSAGE") return "end";
  if (error.command === "RCPT TO") return "recipient";
  return error.command === "DATA" ? "data" : "mail";
}

/** nodemailer writes a line of its log at two steps that it shows in no other way. */
const stepsOfConversation = {
  ...Object.fromEntries(["level", "trace", "warn", "error", "fatal"].map((name) => [name, () => undefined])),
  debug: ({ tnx }: { tnx: string }, line: string) => {
    if (tnx === "client" && line === "DATA") pass("recipientTaken");
  },
  info: ({ tnx }: { tnx: string }) => {
    if (tnx === "message") pass("dotWritten");
  },
};

async function mayBeSender(
  sender: string,
  sendCommand: (command: string) => Promise<{ status: number; response: string }>,
): Promise<void> {
  const { status, response } = await sendCommand(`MAIL FROM:<${sender}>`);
  if (status < 200 || status > 299) throw new Error(response);
}

/** One connection that is ready for messages, one after the other. */
export class SmtpSession {
  readonly #connection: SMTPConnection;
  readonly #limits: SmtpLimits;
  /** Messages handed to this connection so far. */
  used = 0;
  open = true;
  #lost: ((error: SmtpError) => void) | undefined;

  private constructor(connection: SMTPConnection, limits: SmtpLimits) {
    this.#connection = connection;
    this.#limits = limits;
    const lose = (error: SmtpError) => {
      this.open = false;
      this.#lost?.(error);
    };
    connection.on("error", lose);
    connection.on("end", () => lose(new Error("The connection was closed.")));
  }

  /**
   * Connects, encrypts and signs in.
   * @throws SmtpUnreachable with the server's words, or what else stood in the way.
   */
  static async connect(
    { connection: options, auth }: SmtpSettings,
    limits: SmtpLimits,
  ): Promise<SmtpSession> {
    // Our own limits end each part; nodemailer's idle limit must not end a wait for our database.
    const connection = new SMTPConnection({
      ...options,
      connectionTimeout: limits.connect,
      greetingTimeout: limits.connect,
      socketTimeout: 2 * (limits.connect + limits.envelope + limits.message) + 60_000,
      socketCloseTimeout: 0,
      customAuth: {
        [asSender]: (asked) => mayBeSender(asked.auth.user ?? "", (command) => asked.sendCommand(command)),
      },
      ...(isWatched() && { transactionLog: true, logger: stepsOfConversation }),
    });
    const session = new SmtpSession(connection, limits);
    await new Promise<void>((resolve, reject) => {
      const fail = (error: SmtpError) => {
        clearTimeout(timer);
        // Closing tells of a closed connection, which is not why.
        session.#lost = undefined;
        session.close();
        reject(new SmtpUnreachable(replyOf(error), { cause: error }));
      };
      const ready = () => {
        clearTimeout(timer);
        session.#lost = undefined;
        pass("connected");
        resolve();
      };
      const timer = setTimeout(
        () => fail(new Error("The mail server took too long to get ready.")),
        limits.connect,
      );
      session.#lost = fail;
      connection.connect((error) => {
        if (error) fail(error);
        else if (!auth) ready();
        else connection.login({ credentials: auth }, (refusal) => (refusal ? fail(refusal) : ready()));
      });
    });
    return session;
  }

  /** One message to one recipient. `untouched`: the connection was gone before the server answered anything. */
  async send(mail: OutgoingMail): Promise<{ result: SendResult; untouched: boolean }> {
    this.used++;
    let stage: "envelope" | "marking" | "message" = "envelope";
    let marked: Promise<boolean> | undefined;
    let stopped = "";
    let timer: NodeJS.Timeout | undefined;
    const raw = mail.raw;
    const messageLimit = this.#limits.message;
    const failure = await new Promise<SmtpError | string>((resolve) => {
      const limit = (milliseconds: number, words: string) => {
        clearTimeout(timer);
        timer = setTimeout(() => resolve(new Error(words)), milliseconds);
      };
      this.#lost = resolve;
      // Nobody reads from a stream before nodemailer pipes it, and that happens on 354.
      const source = new Readable({
        highWaterMark: raw.length + 1,
        read() {
          if (stage !== "envelope") return;
          stage = "marking";
          pass("dataAsked");
          clearTimeout(timer);
          marked = mail.onData().then(
            () => true,
            (error: unknown) => {
              stopped = error instanceof Error ? error.message : "stopped";
              resolve(new Error(stopped));
              return false;
            },
          );
          void marked.then((go) => {
            if (!go || this.destroyed) return;
            stage = "message";
            limit(messageLimit, "The mail server took too long to answer the message.");
            this.push(raw);
            this.push(null);
          });
        },
      });
      limit(this.#limits.envelope, "The mail server took too long to answer.");
      this.#connection.send({ from: mail.from, to: [mail.to], size: raw.length }, source, (error, info) =>
        resolve(error ?? info.response),
      );
    });
    clearTimeout(timer);
    this.#lost = undefined;
    if (typeof failure === "string") return { result: this.#final(failure), untouched: false };
    // Whatever went wrong, the conversation is in no state to carry another message.
    this.close();
    // The mark may still be on its way to the database; its outcome belongs to this attempt.
    const went = await marked;
    if (stopped || went === false)
      return { result: { kind: "stopped", reply: oneLine(stopped) }, untouched: false };
    const began = (stage as string) === "message";
    return {
      result: this.#failed(failure, began),
      untouched: !began && !marked && failure.responseCode === undefined,
    };
  }

  /**
   * Begins a message from this sender and takes it back, so nobody gets anything.
   * @throws SmtpUnreachable with the server's words, or what else stood in the way.
   */
  async tryOut(sender: string): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        const fail = (error: SmtpError) => reject(new SmtpUnreachable(replyOf(error), { cause: error }));
        this.#lost = fail;
        timer = setTimeout(
          () => fail(new Error("The mail server took too long to answer.")),
          this.#limits.envelope,
        );
        this.#connection.login({ method: asSender, user: sender }, (refusal) => {
          if (refusal) fail(refusal);
          else this.#connection.reset((error) => (error ? fail(error) : resolve()));
        });
      });
    } finally {
      clearTimeout(timer);
      this.#lost = undefined;
    }
  }

  #final(reply: string): SendResult {
    const accepted = meaningOf("end", Number.parseInt(reply, 10)).kind === "accepted";
    return accepted
      ? { kind: "accepted", reply: oneLine(reply) }
      : { kind: "inDoubt", reply: oneLine(reply) };
  }

  #failed(error: SmtpError, began: boolean): SendResult {
    const reply = replyOf(error);
    // nodemailer compares with the size that the server named in its greeting, before MAIL.
    if (error.code === "EMESSAGE" && error.command === "MAIL FROM")
      return { kind: "refused", scope: "recipient", reply };
    const meaning = error.responseCode
      ? meaningOf(began ? "end" : stageOf(error), error.responseCode)
      : undefined;
    if (meaning?.kind === "refused" || meaning?.kind === "later") return { ...meaning, reply };
    return began ? { kind: "inDoubt", reply } : { kind: "later", scope: "message", reply };
  }

  /** Takes leave; for connections without a message in hand. */
  quit(): void {
    if (this.open) this.#connection.quit();
    this.open = false;
    setTimeout(() => this.#connection.close(), 1_000).unref();
  }

  /** Cuts the connection at once; a message in hand ends as it stands. */
  close(): void {
    this.open = false;
    this.#connection.close();
  }
}
