import { call, callBytes } from "../../page/calls.ts";

export const folderKeys = ["inbox", "drafts", "sent", "archive", "junk", "deleted"] as const;
type KnownFolder = (typeof folderKeys)[number];
/** One of Outlook's own, or one that somebody made, by its name. */
export type FolderKey = KnownFolder | `folder:${string}`;

const knownNames: Record<KnownFolder, string> = {
  inbox: "Inbox",
  drafts: "Drafts",
  sent: "Sent",
  archive: "Archive",
  junk: "Junk Email",
  deleted: "Deleted",
};
export const isKnown = (folder: FolderKey): folder is KnownFolder => Object.hasOwn(knownNames, folder);
export const folderName = (folder: FolderKey): string =>
  isKnown(folder) ? knownNames[folder] : folder.slice("folder:".length);

/** A line of the message list. */
export interface Message {
  id: string;
  subject: string;
  fromName: string;
  fromAddress: string;
  to: string;
  internetMessageId: string;
  receivedAt: string;
  folder: FolderKey;
  seen: boolean;
  flagged: boolean;
  preview: string;
  size: number;
}
export type MessageChange = Partial<Pick<Message, "seen" | "flagged" | "folder">>;

export interface Outgoing {
  to: string;
  subject: string;
  text: string;
  /** A mail of this mailbox to send along as an attachment. */
  attach?: string;
}

const mailbox = (email: string) => `/sandbox/mailboxes/${encodeURIComponent(email)}`;
const message = (email: string, id: string) => `${mailbox(email)}/messages/${encodeURIComponent(id)}`;

/** The sandbox's mailboxes, as the mail client uses them. */
export const messages = {
  list: (email: string) => call<Message[]>(`${mailbox(email)}/messages`),
  raw: (email: string, id: string, signal?: AbortSignal) => callBytes(`${message(email, id)}.eml`, signal),
  change: (email: string, id: string, change: MessageChange) =>
    call<Message>(message(email, id), { method: "PATCH", body: change }),
  send: (email: string, outgoing: Outgoing) =>
    call<Message>(`${mailbox(email)}/send`, { method: "POST", body: outgoing }),
};
