import type { Host, MailboxPort, MailContent, OpenMail } from "./mailbox-port.ts";

export interface FakeMailbox extends MailboxPort {
  /** Selects another mail, or none, as a person would in the list. */
  select: (mail: OpenMail | null) => void;
  closed: number;
}

/** An Outlook for tests: says what it is told. */
export function fakeMailbox(
  options: {
    host?: Partial<Host> | Error;
    mail?: OpenMail | null;
    content?: (mail: OpenMail) => MailContent | Promise<MailContent>;
    dark?: boolean;
    owner?: string;
    sets?: string[];
  } = {},
): FakeMailbox {
  let current = options.mail ?? null;
  const listeners: (() => void)[] = [];
  const { host } = options;
  const fake: FakeMailbox = {
    closed: 0,
    ready: () =>
      host instanceof Error
        ? Promise.reject(host)
        : Promise.resolve({ inOutlook: true, language: "en-US", address: "newcomer@acme.example", ...host }),
    currentMail: () => current,
    mailboxOwner: () => Promise.resolve(options.owner),
    readMail: async (mail) => (await options.content?.(mail)) ?? {},
    onMailChanged: (listener) => {
      listeners.push(listener);
    },
    onThemeChanged: () => undefined,
    isDark: () => options.dark ?? false,
    isSetSupported: (name) => options.sets?.includes(name) ?? true,
    close: () => {
      fake.closed++;
    },
    select: (mail) => {
      current = mail;
      for (const listener of listeners) listener();
    },
  };
  return fake;
}
