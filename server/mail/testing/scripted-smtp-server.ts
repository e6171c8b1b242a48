import { createServer, type AddressInfo, type Socket } from "node:net";

/** What a mail server is asked: the verb of a command, the greeting that a client waits for, the final dot. */
export type Asked = "greeting" | "EHLO" | "STARTTLS" | "AUTH" | "MAIL" | "RCPT" | "DATA" | "dot";
/** Answers in any way it likes, or not at all; undefined stands for the usual answer. */
export type Script = (asked: Asked, socket: Socket) => string | null | undefined;

export interface ScriptedServer {
  url: string;
  /** Messages whose final dot arrived. */
  received: () => number;
  close: () => Promise<void>;
}

const usual: Record<Asked, string> = {
  greeting: "220 mail.acme.example ESMTP",
  EHLO: "250 mail.acme.example",
  STARTTLS: "502 no",
  AUTH: "235 welcome",
  MAIL: "250 ok",
  RCPT: "250 ok",
  DATA: "354 go on",
  dot: "250 2.0.0 taken",
};

/** A mail server that follows no rules but its script: for answers that no library would give. */
export async function startScriptedServer(script: Script): Promise<ScriptedServer> {
  let received = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => undefined);
    const say = (asked: Asked) => {
      const answer = script(asked, socket);
      if (answer !== null && !socket.destroyed) socket.write(`${answer ?? usual[asked]}\r\n`);
    };
    let text = false;
    let rest = "";
    socket.on("data", (chunk) => {
      rest += chunk.toString("latin1");
      for (;;) {
        const end = text ? rest.indexOf("\r\n.\r\n") : rest.indexOf("\r\n");
        if (end < 0) return;
        const line = rest.slice(0, end);
        rest = rest.slice(end + (text ? 5 : 2));
        if (text) {
          text = false;
          received++;
          say("dot");
          continue;
        }
        const verb = line.slice(0, 8).trim().split(" ")[0]?.toUpperCase() ?? "";
        if (verb === "QUIT") socket.end("221 bye\r\n");
        else if (verb in usual) {
          text = verb === "DATA";
          say(verb as Asked);
        }
      }
    });
    say("greeting");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: () => received,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
