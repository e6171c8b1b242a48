import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import { pipeline } from "node:stream/promises";
import { Readable, type Writable } from "node:stream";
import mongoose from "mongoose";
import { type MailSummary, summarize } from "./mail-summary.ts";

export const folders = ["inbox", "archive", "junk", "deleted", "sent", "drafts"] as const;
/** A folder that somebody made, by its name; it is there as long as a mail lies in it. */
export type OwnFolder = `folder:${string}`;
export type Folder = (typeof folders)[number] | OwnFolder;

interface StoredMessage extends MailSummary {
  _id: string;
  mailbox: string;
  raw: mongoose.mongo.ObjectId;
  receivedAt: Date;
  folder: Folder;
  seen: boolean;
  flagged: boolean;
  size: number;
}
/** A message as the sandbox's calls show it. */
export interface Message extends MailSummary {
  id: string;
  receivedAt: string;
  folder: Folder;
  seen: boolean;
  flagged: boolean;
  size: number;
}
export interface MessageChange {
  seen?: boolean;
  flagged?: boolean;
  folder?: Folder;
}
interface Delivery {
  folder?: Folder;
  seen?: boolean;
  receivedAt: Date;
}

const normal = (email: string) => email.trim().toLowerCase();
const nameOf = (email: string) => {
  const local = email.split("@")[0] ?? email;
  return local.charAt(0).toUpperCase() + local.slice(1).replaceAll(/[._-]+/g, " ");
};

/** Mailboxes for every address anybody ever writes to. They lie in the database and stay. */
export class Mailboxes {
  /** Emits `mail` with the address of the mailbox whose content changed. */
  readonly events = new EventEmitter<{ mail: [string] }>();
  readonly #messages: mongoose.mongo.Collection<StoredMessage>;
  readonly #boxes: mongoose.mongo.Collection<{ _id: string; name: string }>;
  readonly #raw: mongoose.mongo.GridFSBucket;

  constructor(db: mongoose.mongo.Db) {
    const kept = { writeConcern: { w: "majority" } as const };
    this.#messages = db.collection<StoredMessage>("messages", kept);
    this.#boxes = db.collection<{ _id: string; name: string }>("mailboxes", kept);
    this.#raw = new mongoose.mongo.GridFSBucket(db, { bucketName: "raw", ...kept });
  }

  async createIndexes(): Promise<void> {
    await this.#messages.createIndex({ mailbox: 1, receivedAt: -1, raw: -1 }, {}, {});
  }

  /** Makes sure that a mailbox is there, with a name for people. */
  async open(email: string, name?: string): Promise<void> {
    const address = normal(email);
    await this.#boxes.updateOne(
      { _id: address },
      name ? { $set: { name } } : { $setOnInsert: { name: nameOf(address) } },
      { upsert: true },
    );
  }

  /** Puts one mail into the mailboxes of all its recipients: the bytes first, then what the lists show. */
  async deliver(raw: Buffer, recipients: string[], how: Delivery): Promise<Message[]> {
    const stream = this.#raw.openUploadStream("message.eml");
    await pipeline(Readable.from([raw]), stream as Writable);
    const summary = await summarize(raw);
    const addresses = [...new Set(recipients.map(normal))];
    for (const address of addresses) await this.open(address);
    const messages = addresses.map<StoredMessage>((mailbox) => ({
      _id: randomUUID(),
      mailbox,
      ...summary,
      raw: stream.id,
      receivedAt: how.receivedAt,
      folder: how.folder ?? "inbox",
      seen: how.seen ?? false,
      flagged: false,
      size: raw.length,
    }));
    await this.#messages.insertMany(messages);
    for (const address of addresses) this.events.emit("mail", address);
    return messages.map(toMessage);
  }

  async all(): Promise<{ email: string; name: string; unread: number }[]> {
    const [boxes, unread] = await Promise.all([
      this.#boxes.find().sort({ _id: 1 }).toArray(),
      this.#messages
        .aggregate<{ _id: string; count: number }>([
          { $match: { folder: "inbox", seen: false } },
          { $group: { _id: "$mailbox", count: { $sum: 1 } } },
        ])
        .toArray(),
    ]);
    const counts = new Map(unread.map(({ _id, count }) => [_id, count]));
    return boxes.map(({ _id, name }) => ({ email: _id, name, unread: counts.get(_id) ?? 0 }));
  }

  /** All messages of a mailbox, newest first; none for an address nobody wrote to yet. */
  async messages(email: string): Promise<Message[]> {
    const found = this.#messages.find({ mailbox: normal(email) }).sort({ receivedAt: -1, raw: -1 });
    return (await found.toArray()).map(toMessage);
  }

  /** The bytes as they came; null when there is no such message in this mailbox. */
  async raw(email: string, id: string): Promise<Buffer | null> {
    const found = await this.#messages.findOne({ _id: id, mailbox: normal(email) });
    if (!found) return null;
    const chunks: Buffer[] = [];
    for await (const chunk of this.#raw.openDownloadStream(found.raw)) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }

  /** Changes marks or folder of a message; null when there is no such message in this mailbox. */
  async change(email: string, id: string, change: MessageChange): Promise<Message | null> {
    const mailbox = normal(email);
    const changed = await this.#messages.findOneAndUpdate(
      { _id: id, mailbox },
      { $set: { ...change } },
      { returnDocument: "after" },
    );
    if (changed) this.events.emit("mail", mailbox);
    return changed ? toMessage(changed) : null;
  }

  async count(since?: Date): Promise<number> {
    return this.#messages.countDocuments(since ? { receivedAt: { $gte: since } } : {});
  }
}

function toMessage(stored: StoredMessage): Message {
  const { subject, from, fromName, fromAddress, to, internetMessageId, preview } = stored;
  const { _id: id, receivedAt, folder, seen, flagged, size } = stored;
  const summary = { subject, from, fromName, fromAddress, to, internetMessageId, preview };
  return { id, ...summary, receivedAt: receivedAt.toISOString(), folder, seen, flagged, size };
}
