import { createServer as createTlsServer } from "node:tls";
import type { AddressInfo, Socket } from "node:net";
import { generate } from "selfsigned";
import { afterEach, describe, expect, it } from "vitest";
import type { SendResult } from "../domain/outbox.ts";
import { createMailer } from "./smtp.ts";
import {
  startScriptedServer,
  type Asked,
  type Script,
  type ScriptedServer,
} from "./testing/scripted-smtp-server.ts";

const raw = Buffer.from(`Message-ID: <1@test.example>\r\n\r\n${"A line of text.\r\n".repeat(20_000)}`);
let servers: ScriptedServer[] = [];
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

/** One message to a server with that script; answers the result and how many messages the server took. */
async function sendTo(
  script: Script,
  { query = "", user = "", message = 600 } = {},
): Promise<SendResult & { copies: number }> {
  const server = await startScriptedServer(script);
  servers.push(server);
  const mailer = createMailer(server.url.replace("//", `//${user}`) + query, {
    limits: { connect: 600, envelope: 600, message },
  });
  const result = await mailer.send({
    from: "service@sender.example",
    to: "newcomer@acme.example",
    raw,
    onData: () => Promise.resolve(),
  });
  mailer.close();
  return { ...result, copies: server.received() };
}
const at =
  (step: Asked, answer: (socket: Socket) => string | null): Script =>
  (asked, socket) =>
    asked === step ? answer(socket) : undefined;
const says = (step: Asked, answer: string) => at(step, () => answer);
const silent = (step: Asked) => at(step, () => null);
const channel = { kind: "later", scope: "channel" };
const later = { kind: "later", scope: "message" };
const person = { kind: "refused", scope: "recipient" };

describe("a mail server's answers", () => {
  it.each([
    ["421 as its greeting", says("greeting", "421 4.3.2 too busy"), channel, 0],
    ["silence after EHLO", silent("EHLO"), channel, 0],
    ["421 to MAIL", says("MAIL", "421 4.7.0 come back later"), later, 0],
    ["452 to MAIL", says("MAIL", "452 4.3.1 no space"), later, 0],
    ["451 to RCPT", says("RCPT", "451 4.7.1 greylisted"), later, 0],
    ["452 to RCPT", says("RCPT", "452 4.2.2 mailbox full"), later, 0],
    ["421 to RCPT", says("RCPT", "421 4.7.0 too many"), later, 0],
    ["552 to RCPT", says("RCPT", "552 5.2.2 over quota"), person, 0],
    ["554 to RCPT", says("RCPT", "554 5.7.1 not here"), person, 0],
    ["451 to DATA", says("DATA", "451 4.3.0 not now"), later, 0],
    ["554 to DATA", says("DATA", "554 5.5.1 no valid recipients"), person, 0],
    ["silence after DATA", silent("DATA"), later, 0],
    ["421 after the text", says("dot", "421 4.3.0 shutting down"), later, 1],
    ["452 after the text", says("dot", "452 4.3.1 no space"), later, 1],
    ["550 after the text", says("dot", "550 5.7.1 looks like spam"), person, 1],
    ["552 after the text", says("dot", "552 5.3.4 too big"), person, 1],
    ["an answer without a number after the text", says("dot", "hello"), { kind: "inDoubt" }, 1],
  ])("%s", async (_name, script, result, copies) => {
    expect(await sendTo(script)).toMatchObject({ ...result, copies });
  });

  it("a greeting that is a refusal is told in the mail server's words", async () => {
    expect((await sendTo(says("greeting", "554 5.3.2 not for you"))).reply).toContain("5.3.2 not for you");
  });

  it("a stall in the sign-in is the channel's trouble", async () => {
    const script: Script = (asked) =>
      asked === "EHLO"
        ? "250-mail.acme.example\r\n250 AUTH PLAIN LOGIN"
        : asked === "AUTH"
          ? null
          : undefined;
    expect(await sendTo(script, { user: "us:pw@" })).toMatchObject({ ...channel, copies: 0 });
  });

  it("250 in pieces of one byte is a 250", async () => {
    const script = at("dot", (socket) => {
      const bytes = Array.from("250 2.0.0 taken\r\n");
      const next = () => {
        const byte = bytes.shift();
        if (byte) socket.write(byte, () => setTimeout(next, 2));
      };
      next();
      return null;
    });
    expect(await sendTo(script)).toMatchObject({ kind: "accepted", copies: 1 });
  });

  it("250 after our patience has ended leaves the mail in doubt, once", async () => {
    const script = at("dot", (socket) => {
      setTimeout(() => socket.write("250 2.0.0 taken after all\r\n"), 400);
      return null;
    });
    expect(await sendTo(script, { message: 150 })).toMatchObject({ kind: "inDoubt", copies: 1 });
  });

  it("an answer of 3,000 lines is one answer, of which little is kept", async () => {
    const script = says("RCPT", `${"550-5.1.1 and another line\r\n".repeat(2999)}550 5.1.1 no such user`);
    const result = await sendTo(script);
    expect(result).toMatchObject(person);
    expect(result.reply.length).toBeLessThanOrEqual(500);
  });

  it.each(["EHLO", "RCPT", "dot"] as const)("an answer to %s without end is cut off", async (step) => {
    let written = 0;
    const script = at(step, (socket) => {
      const more = "250-and on it goes\r\n".repeat(1000);
      const next = () => {
        if (socket.destroyed || written > 64_000_000) return;
        written += more.length;
        socket.write(more, () => setImmediate(next));
      };
      next();
      return null;
    });
    const result = await sendTo(script, { message: 5_000 });
    expect(result.kind).toBe(step === "dot" ? "inDoubt" : "later");
    expect(written).toBeLessThan(64_000_000);
  });

  it("a cut in the middle of the text leaves the mail in doubt, since nobody knows what the server makes of it", async () => {
    const script = at("DATA", (socket) => {
      setTimeout(() => socket.resetAndDestroy(), 5);
      socket.pause();
      return "354 go on";
    });
    expect(await sendTo(script)).toMatchObject({ kind: "inDoubt", copies: 0 });
  });
});

describe("a connection that cannot be made", () => {
  const limits = { connect: 2_000, envelope: 500, message: 500 };
  const sendBy = async (url: string) => {
    const mailer = createMailer(url, { limits });
    const result = await mailer.send({
      from: "service@sender.example",
      to: "newcomer@acme.example",
      raw,
      onData: () => Promise.resolve(),
    });
    mailer.close();
    return result;
  };

  it("a name that does not exist is the channel's trouble", async () => {
    expect(await sendBy("smtp://mail.nowhere.invalid:25")).toMatchObject(channel);
  });

  it("a server that does not offer encryption where it is demanded is the channel's trouble", async () => {
    const server = await startScriptedServer(() => undefined);
    servers.push(server);
    expect(await sendBy(`${server.url}?tls=required`)).toMatchObject(channel);
    expect(server.received()).toBe(0);
  });

  it("a certificate that nobody vouches for is the channel's trouble, and no password is sent", async () => {
    const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }], {
      keySize: 2048,
    });
    let said = "";
    const server = createTlsServer({ key, cert }, (socket) => {
      socket.on("data", (chunk: Buffer) => (said += chunk.toString())).on("error", () => undefined);
      socket.write("220 mail.acme.example\r\n");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    expect(await sendBy(`smtps://us:pw@localhost:${port}`)).toMatchObject(channel);
    expect(said).toBe("");
    await new Promise((resolve) => server.close(resolve));
  });
});
