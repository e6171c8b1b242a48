import { readFile, writeFile } from "node:fs/promises";
import net from "node:net";
import path from "node:path";

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => resolve(null));
    server.listen(port, "127.0.0.1", () => {
      const { port: got } = server.address() as net.AddressInfo;
      server.close(() => resolve(got));
    });
  });
}

/** The wanted port of 127.0.0.1 when nobody listens there, else a free one. */
export async function freePort(wanted = 0): Promise<number> {
  const port = (await tryPort(wanted)) ?? (await tryPort(0));
  if (port === null) throw new Error("No free port on 127.0.0.1.");
  return port;
}

/** The port that this folder's server had the last time; 0 when there was none. */
export async function recordedPort(folder: string): Promise<number> {
  const port = Number(await readFile(path.join(folder, "port"), "utf8").catch(() => "0"));
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : 0;
}

/** Writes the port down, so that the next start has the same address. */
export async function keepPort(folder: string, port: number): Promise<void> {
  await writeFile(path.join(folder, "port"), `${port}\n`);
}
