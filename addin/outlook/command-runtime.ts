import type { ReadMail, SpamReportingEvent } from "../report-command/report-command.ts";
import { emlOf, headersOf, usableHeaders } from "./mail-content.ts";
import { readPart } from "./office-call.ts";

const emlLimit = 20_000;
const headersLimit = 8_000;

/** office.js as it is in the field: what the type file promises may be missing in the build at hand. */
type Maybe<T> = { [K in keyof T]?: T[K] | undefined } | undefined;
type Item = Maybe<Office.MessageRead>;

/** What Outlook's runtime for commands offers: no page, no imports, perhaps no more than this. */
export const commandRuntime = {
  /**
   * Names the function that the manifest's button calls. In a page this file comes before office.js, which calls the function
   * as soon as it has started and looks among the globals first: associated any later, it might not be there yet.
   */
  associate: (name: string, handler: (event: SpamReportingEvent) => void): void => {
    (globalThis as unknown as Record<string, unknown>)[name] = handler;
    if (typeof Office !== "undefined") Office.actions.associate(name, handler);
  },

  language: (): string | undefined => (Office.context as Maybe<Office.Context>)?.displayLanguage,

  isSetSupported: (name: string, version: string): boolean => {
    try {
      return Office.context.requirements.isSetSupported(name, version);
    } catch {
      return false;
    }
  },

  /** Reads the mail that the command was called for. Never rejects: what cannot be read is left out. */
  read: async (): Promise<ReadMail> => {
    const item = Office.context.mailbox.item as unknown as Item;
    if (!item) return {};
    const eml = await readPart(item.getAsFileAsync?.bind(item), emlLimit, emlOf);
    const headers = eml
      ? headOf(eml)
      : await readPart(item.getAllInternetHeadersAsync?.bind(item), headersLimit, usableHeaders);
    const from = (item.from ?? item.sender) as Maybe<Office.EmailAddressDetails>;
    const created = item.dateTimeCreated;
    return {
      ...(item.internetMessageId && { internetMessageId: item.internetMessageId }),
      ...(typeof item.subject === "string" && { subject: item.subject }),
      ...(from?.emailAddress && {
        from: from.displayName ? `${from.displayName} <${from.emailAddress}>` : from.emailAddress,
      }),
      ...(created && !Number.isNaN(created.getTime()) && { receivedAt: created.toISOString() }),
      ...(headers && { headers }),
      ...(eml && { eml }),
    };
  },
};

/** Some runtimes have no TextDecoder; the mail itself then has to do. */
const headOf = (eml: Uint8Array): string | undefined =>
  typeof TextDecoder === "function" ? headersOf(eml) : undefined;
