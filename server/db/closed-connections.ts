import type { EventEmitter } from "node:events";
import mongoose, { type mongo } from "mongoose";

/** What we need of the driver's inside, as of 7.8; where it looks otherwise nothing is done. */
interface Inside {
  topology?: { s?: { servers?: Map<string, { pool?: { checkedOut?: Set<Checked> } }> } };
}
interface Checked {
  closed?: boolean;
  error?: Error;
  socket?: EventEmitter;
}

const lookEvery = 500;

/**
 * When a database ends in order or is killed, a command may be written to a connection whose socket is closed already while
 * the driver has not heard of it. Then the driver waits for ever for that socket to take more, and with it the request or
 * the worker that asked, however well the next database does. Such a connection is told again that it is closed: the
 * command fails as others do, and is repeated where it may be.
 */
export function endCommandsOnClosedConnections(client: mongo.MongoClient): void {
  const timer = setInterval(() => {
    const servers = (client as unknown as Inside).topology?.s?.servers?.values() ?? [];
    for (const { pool } of servers)
      for (const { closed, error, socket } of pool?.checkedOut ?? [])
        if (closed)
          socket?.emit("error", error ?? new mongoose.mongo.MongoNetworkError("The connection was closed."));
  }, lookEvery).unref();
  client.once("topologyClosed", () => clearInterval(timer));
}
