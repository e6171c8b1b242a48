import { EventEmitter } from "node:events";
import type { Connection, mongo } from "mongoose";
import type { Logger } from "pino";
import type { LiveTopic } from "../../shared/contracts/session.ts";
import { checkMessages } from "../mail/outbox.ts";

type Listener = (topic: LiveTopic) => void;

const topics: Record<string, LiveTopic> = {
  users: "users",
  organizations: "organization",
  reports: "reports",
  outbox: "mail",
  mail_channel: "mail",
  checks: "checks",
  report_buttons: "checks",
};
/** Of the outbox only what an admin may see: most of its changes are mails on their way. */
const needsPerson = {
  $or: [
    { "updateDescription.updatedFields.state": { $in: ["held", "refused", "cancelled"] } },
    { "updateDescription.updatedFields.closed": true },
    { "updateDescription.updatedFields.cause": "admin" },
    // The test report of a self-check is followed on all of its way.
    { "documentKey._id": { $regex: `^${checkMessages}` } },
    // Left in doubt: the lease is gone, and the state stays what it was.
    {
      "updateDescription.removedFields": "lease",
      "updateDescription.updatedFields.state": { $exists: false },
    },
  ],
};
const reopenAfter = 1000;

export interface ChangeFeed {
  /** Calls back with each topic that changed in the organization, whichever process wrote it. Answers the way to stop. */
  subscribe: (organization: string, listener: Listener) => () => void;
  close: () => Promise<void>;
}

/**
 * What changed, told by the database's change stream, so that a portal hears of writes by any process. One stream a
 * process, open only while somebody listens.
 */
export function createChangeFeed(connection: Connection, log: Logger): ChangeFeed {
  const emitter = new EventEmitter().setMaxListeners(0);
  let stream: mongo.ChangeStream | null = null;
  let listeners = 0;
  let closed = false;

  function open(): void {
    if (closed || stream || listeners === 0) return;
    const opened = connection
      .getClient()
      .db(connection.name)
      .watch(
        [
          {
            $match: {
              "ns.coll": { $in: Object.keys(topics) },
              operationType: { $in: ["insert", "update", "replace"] },
              $or: [{ "ns.coll": { $ne: "outbox" } }, needsPerson],
            },
          },
          {
            $project: {
              ns: 1,
              operationType: 1,
              documentKey: 1,
              "fullDocument._id": 1,
              "fullDocument.organization": 1,
            },
          },
        ],
        { fullDocument: "updateLookup" },
      );
    stream = opened;
    opened.on("change", (change: mongo.ChangeStreamDocument) => {
      if (!("ns" in change) || !("coll" in change.ns) || !("fullDocument" in change)) return;
      const topic = topics[change.ns.coll];
      const document = change.fullDocument as { _id: unknown; organization?: unknown } | undefined;
      if (change.ns.coll === "mail_channel") {
        for (const each of emitter.eventNames()) emitter.emit(each, topic);
        return;
      }
      const organization = change.ns.coll === "organizations" ? document?._id : document?.organization;
      if (!topic || typeof organization !== "string") return;
      emitter.emit(organization, topic);
      if (topic === "mail" && String(document?._id).startsWith(checkMessages))
        emitter.emit(organization, "checks");
    });
    opened.on("error", (error) => {
      log.warn({ err: error }, "change stream ended; it is opened again");
      stream = null;
      void opened.close().catch(() => undefined);
      setTimeout(open, reopenAfter).unref();
    });
  }

  return {
    subscribe(organization, listener) {
      emitter.on(organization, listener);
      listeners += 1;
      open();
      return () => {
        emitter.off(organization, listener);
        listeners -= 1;
        if (listeners > 0 || !stream) return;
        const idle = stream;
        stream = null;
        void idle.close().catch(() => undefined);
      };
    },
    async close() {
      closed = true;
      emitter.removeAllListeners();
      await stream?.close().catch(() => undefined);
    },
  };
}
