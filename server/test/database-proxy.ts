import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export interface DatabaseProxy {
  /** The database as the servers see it: through the proxy. */
  uri: string;
  /** So many milliseconds each way. */
  delay: (ms: number) => void;
  /** No connection is left, and none is taken, until it is there again. */
  away: (isAway: boolean) => void;
  close: () => Promise<void>;
}

/** Stands between servers and a database, to make it slow or to take it away. */
export async function startDatabaseProxy(databaseUri: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUri);
  const sockets = new Set<Socket>();
  let delay = 0;
  let away = false;
  // A later piece may not overtake an earlier one when the delay changes: both timers of one connection run in order.
  const pass = (from: Socket, to: Socket) => {
    let last = 0;
    from.on("data", (piece) => {
      last = Math.max(last, Date.now() + delay);
      setTimeout(() => to.write(piece), last - Date.now());
    });
    from.on("error", () => undefined);
    from.on("close", () => {
      sockets.delete(from);
      to.destroy();
    });
    sockets.add(from);
  };
  const server = createServer((client) => {
    if (away) {
      client.on("error", () => undefined).destroy();
      return;
    }
    const database = connect(Number(target.port), target.hostname);
    pass(client, database);
    pass(database, client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    // Directly: a replica set names its members by their own addresses, past the proxy.
    uri: `mongodb://127.0.0.1:${port}${target.pathname}?directConnection=true`,
    delay: (ms) => {
      delay = ms;
    },
    away: (isAway) => {
      away = isAway;
      if (away) cut();
    },
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
