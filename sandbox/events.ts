import { EventEmitter } from "node:events";
import type { RequestHandler } from "express";
import type { Connection, mongo } from "mongoose";

export type SandboxEvent = "mail" | "clock" | "state";
const watched = ["users", "organizations", "outbox"];
const heartbeat = 20_000;

export interface SandboxEvents {
  tell(event: SandboxEvent, data: unknown): void;
  /** Server-sent events. */
  handler: RequestHandler;
  close(): Promise<void>;
}

/** Tells pages what changed: mail in a mailbox, the clock, and by the database's change stream the state of people and parts. */
export function createSandboxEvents(connection: Connection): SandboxEvents {
  const emitter = new EventEmitter<{ event: [SandboxEvent, unknown] }>().setMaxListeners(0);
  const ends = new Set<() => void>();
  let closed = false;
  let stream: mongo.ChangeStream | undefined;
  let soon: NodeJS.Timeout | undefined;

  const stateChanged = () => {
    soon ??= setTimeout(() => {
      soon = undefined;
      emitter.emit("event", "state", {});
    }, 150);
  };
  const watch = () => {
    if (closed) return;
    stream = connection
      .getClient()
      .db(connection.name)
      .watch([{ $match: { "ns.coll": { $in: watched } } }]);
    stream.on("change", stateChanged);
    stream.once("error", () => {
      setTimeout(watch, 1000).unref();
      stateChanged();
    });
  };
  watch();

  return {
    tell: (event, data) => void emitter.emit("event", event, data),
    handler: (req, res) => {
      res.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
      res.write(": hello\n\n");
      const send = (event: SandboxEvent, data: unknown) =>
        res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      const beat = setInterval(() => res.write(": here\n\n"), heartbeat);
      const end = () => res.end();
      emitter.on("event", send);
      ends.add(end);
      req.once("close", () => {
        clearInterval(beat);
        emitter.off("event", send);
        ends.delete(end);
      });
    },
    async close() {
      closed = true;
      clearTimeout(soon);
      for (const end of ends) end();
      await stream?.close();
    },
  };
}
