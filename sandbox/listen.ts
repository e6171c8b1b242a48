import http from "node:http";
import https from "node:https";
import type { RequestListener } from "node:http";
import type { Certificate } from "./certificate.ts";
import { SettingsError } from "./settings.ts";

type Server = http.Server | https.Server;
const patience = 5000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function attempt(server: Server, port: number, host: string): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    server.once("error", resolve);
    server.listen(port, host, () => {
      server.off("error", resolve);
      resolve(null);
    });
  });
}

/** Listens, and waits a little for a port that somebody is just leaving. */
async function listen(make: () => Server, name: string, port: number, host: string): Promise<Server> {
  const until = Date.now() + patience;
  for (;;) {
    const server = make();
    const error = await attempt(server, port, host);
    if (!error) return server;
    if (error.code === "EADDRINUSE" && Date.now() < until) await pause(250);
    else if (error.code === "EADDRINUSE")
      throw new SettingsError(
        `Port ${port} is taken by another program. Stop that, or set ${name} to a free port.`,
      );
    else throw error;
  }
}

export interface Listening {
  close(): Promise<void>;
}

/** Serves by http and by https, on loopback only: in IPv4, and in IPv6 where the machine has it. */
export async function listenOnLoopback(
  handler: RequestListener,
  ports: { http: number; https: number },
  { key, cert }: Certificate,
): Promise<Listening> {
  const plain = () => http.createServer(handler);
  const secure = () => https.createServer({ key, cert }, handler);
  const servers = [
    await listen(plain, "PORT", ports.http, "127.0.0.1"),
    await listen(secure, "HTTPS_PORT", ports.https, "127.0.0.1"),
  ];
  for (const [make, port] of [[plain, ports.http] as const, [secure, ports.https] as const]) {
    const server = make();
    if ((await attempt(server, port, "::1")) === null) servers.push(server);
  }
  return {
    async close() {
      const closed = servers.map((server) => new Promise((resolve) => server.close(resolve)));
      for (const server of servers) server.closeIdleConnections();
      const cut = setTimeout(() => servers.forEach((server) => server.closeAllConnections()), 3000);
      await Promise.all(closed);
      clearTimeout(cut);
    },
  };
}
