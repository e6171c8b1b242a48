/** The mail that is open in Outlook, as far as it identifies itself; the mail's text is read only for a report. */
export interface OpenMail {
  /** Tells mails apart, also in a later session. */
  key: string;
  subject: string;
  fromName: string;
  fromAddress: string;
  receivedAt?: string;
  internetMessageId?: string;
  itemId?: string;
  /** Whose mailbox it lies in, where that is somebody else's; told after the mail itself. */
  owner?: string;
}

/** What could be read of a mail: all of it, its headers, or neither. */
export interface MailContent {
  headers?: string;
  eml?: Blob;
  /** Addresses in the body that look like a simulation's; looked for where nothing else could be read. */
  marker?: string;
}

export interface Host {
  /** False in a plain browser window. */
  inOutlook: boolean;
  /** BCP 47 tag of Outlook's language. */
  language?: string;
  /** Whose mailbox this is: a hint, never an identity. */
  address?: string;
}

/** All that the pane knows of Outlook. Nothing else in the project touches `Office`. */
export interface MailboxPort {
  /** Resolves when Outlook answers; rejects with MailboxError "notReady" when it does not in time. */
  ready: () => Promise<Host>;
  currentMail: () => OpenMail | null;
  /** Whose mailbox the open mail lies in; undefined for the person's own. Never rejects. */
  mailboxOwner: () => Promise<string | undefined>;
  /** Reads the mail if it is still the open one. Never rejects: what cannot be read is left out. */
  readMail: (mail: OpenMail) => Promise<MailContent>;
  /** Calls back whenever another mail, or none, is selected while the pane stays open. */
  onMailChanged: (listener: () => void) => void;
  isDark: () => boolean;
  onThemeChanged: (listener: () => void) => void;
  isSetSupported: (name: string, version: string) => boolean;
  /** Closes the pane where Outlook can. */
  close: () => void;
}

export class MailboxError extends Error {
  readonly code: "notReady" | "timeout" | "failed" | "unsupported";

  constructor(code: MailboxError["code"], message: string = code) {
    super(message);
    this.name = "MailboxError";
    this.code = code;
  }
}
