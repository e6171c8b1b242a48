import type { Readable } from "./mailbox-methods.ts";

/** What a mail client can do, as office.js is told: each requirement set with its highest version. */
export interface ClientLevel {
  name: string;
  sets: Readonly<Record<string, string>>;
}

const dialogs = { AddinCommands: "1.1", DialogApi: "1.2", DialogOrigin: "1.1" };
const nested = { IdentityAPI: "1.3", NestedAppAuth: "1.1" };

/** Clients that are met in the field, by their name in `?level=`. */
export const clientLevels = {
  current: { name: "Outlook on the web, current", sets: { Mailbox: "1.15", ...dialogs, ...nested } },
  "1.14": {
    name: "Outlook on the web of 2024 (Mailbox 1.14)",
    sets: { Mailbox: "1.14", ...dialogs, ...nested },
  },
  "1.8": {
    name: "An older Outlook, without nested sign-in (Mailbox 1.8)",
    sets: { Mailbox: "1.8", ...dialogs },
  },
  "1.5": { name: "Like a phone (Mailbox 1.5)", sets: { Mailbox: "1.5", DialogApi: "1.1", ...nested } },
} as const satisfies Record<string, ClientLevel>;
export type LevelName = keyof typeof clientLevels;

export const isLevelName = (name: unknown): name is LevelName =>
  typeof name === "string" && Object.hasOwn(clientLevels, name);

/** The least Mailbox that reads this of a mail; below it office.js has no such method. */
const readFrom: Record<Readable, number> = { body: 3, headers: 8, file: 14 };
const minorOf = (level: ClientLevel): number => Number(level.sets.Mailbox?.split(".")[1] ?? 0);

/** What an add-in cannot read of a mail in a client of this level. */
export const cannotRead = (level: ClientLevel, what: Readable): boolean => minorOf(level) < readFrom[what];

/** Offers add-ins at shared mailboxes, to those whose manifest asks for it. */
export const worksWhereShared = (level: ClientLevel): boolean => minorOf(level) >= 13;

/** Has a report button of its own that an add-in may take over. */
export const hasReportButton = (level: ClientLevel): boolean => minorOf(level) >= 14;
