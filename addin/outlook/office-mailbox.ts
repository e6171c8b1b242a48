import { belongsTo, emlOf, headersOf, markerOf, messageIdOf, usableHeaders } from "./mail-content.ts";
import {
  type Host,
  type MailboxPort,
  MailboxError,
  type MailContent,
  type OpenMail,
} from "./mailbox-port.ts";
import { readPart } from "./office-call.ts";
import { ownerOfMailbox } from "./shared-mailbox.ts";

const readyLimit = 15_000;
const headersLimit = 6_000;
const emlLimit = 12_000;

type Item = Office.MessageRead;
/** office.js as it is in the field: what the type file promises may be missing in the build at hand. */
type Maybe<T> = { [K in keyof T]?: T[K] | undefined } | undefined;

const mailbox = () => Office.context.mailbox as Office.Mailbox | undefined;
const currentItem = () => mailbox()?.item as unknown as Maybe<Item>;

/** The real Outlook, by way of office.js; every call is tested for before it is made. */
export function officeMailbox(): MailboxPort {
  return {
    ready,
    currentMail: () => toMail(currentItem()),
    mailboxOwner: ownerOfMailbox,
    readMail,
    onMailChanged: (listener) => addHandler(() => Office.EventType.ItemChanged, listener),
    onThemeChanged: (listener) => {
      addHandler(() => Office.EventType.OfficeThemeChanged, listener);
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", listener);
    },
    isDark,
    isSetSupported,
    close: () => {
      if (isSetSupported("Mailbox", "1.5")) Office.context.ui.closeContainer();
    },
  };
}

async function ready(): Promise<Host> {
  const giveUp = Date.now() + readyLimit;
  while (!(globalThis as { Office?: unknown }).Office) {
    if (Date.now() > giveUp) throw new MailboxError("notReady", "office.js was not loaded");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const info = await Promise.race([
    Office.onReady(),
    new Promise<never>((_resolve, reject) =>
      setTimeout(() => reject(new MailboxError("notReady", "Outlook did not answer")), giveUp - Date.now()),
    ),
  ]);
  if (String(info.host) !== "Outlook" || !mailbox()) return { inOutlook: false };
  const profile = mailbox()?.userProfile as Maybe<Office.UserProfile>;
  return { inOutlook: true, language: Office.context.displayLanguage, address: profile?.emailAddress };
}

function isSetSupported(name: string, version: string): boolean {
  try {
    return Office.context.requirements.isSetSupported(name, version);
  } catch {
    return false;
  }
}

function addHandler(event: () => Office.EventType | string | undefined, listener: () => void): void {
  try {
    const add = mailbox() as Maybe<Office.Mailbox>;
    const name = event();
    if (name) add?.addHandlerAsync?.(name, listener);
  } catch {
    // No Outlook, or an event that it does not know: the pane then shows what was open when it was opened.
  }
}

function toMail(item: Maybe<Item>): OpenMail | null {
  if (!item || String(item.itemType) !== "message") return null;
  const from = (item.from ?? item.sender) as Maybe<Office.EmailAddressDetails>;
  const internetMessageId = item.internetMessageId ?? undefined;
  const created = item.dateTimeCreated;
  const receivedAt = created && !Number.isNaN(created.getTime()) ? created.toISOString() : undefined;
  const subject = typeof item.subject === "string" ? item.subject : "";
  return {
    key: internetMessageId ?? item.itemId ?? `${subject} ${receivedAt ?? ""}`,
    subject,
    fromName: from?.displayName ?? "",
    fromAddress: from?.emailAddress ?? "",
    receivedAt,
    internetMessageId,
    itemId: item.itemId,
  };
}

async function readMail(mail: OpenMail): Promise<MailContent> {
  const item = currentItem();
  if (toMail(item)?.key !== mail.key) return {};
  const [headers, eml] = await Promise.all([
    readPart(item?.getAllInternetHeadersAsync?.bind(item), headersLimit, usableHeaders),
    readPart(item?.getAsFileAsync?.bind(item), emlLimit, emlOf),
  ]);
  // Outlook reads what is open when the call arrives: after the selection moved on, only what names this mail is taken.
  const stayed = toMail(currentItem())?.key === mail.key;
  const own = (block: string) => (stayed ? belongsTo(block, mail.internetMessageId) : names(block, mail));
  const content: MailContent = {};
  if (headers && own(headers)) content.headers = headers;
  if (eml && own(headersOf(eml))) content.eml = new Blob([eml], { type: "message/rfc822" });
  if (content.headers || content.eml || !stayed) return content;
  const body = item?.body as Maybe<Office.Body>;
  const html = (done: (result: Office.AsyncResult<string>) => void) => body?.getAsync?.("html", done);
  const marker = body?.getAsync && (await readPart(html, headersLimit, markerOf));
  if (marker && toMail(currentItem())?.key === mail.key) content.marker = marker;
  return content;
}

const names = (headers: string, { internetMessageId }: OpenMail) =>
  internetMessageId !== undefined && messageIdOf(headers) === internetMessageId.trim();

/** Outlook's own background where it tells it, else what the browser prefers. */
function isDark(): boolean {
  const colour = (globalThis as { Office?: typeof Office }).Office?.context as Maybe<Office.Context>;
  const background = (colour?.officeTheme as Maybe<Office.OfficeTheme>)?.bodyBackgroundColor;
  const parts = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(background ?? "");
  if (!parts) return matchMedia("(prefers-color-scheme: dark)").matches;
  const [red = 0, green = 0, blue = 0] = parts.slice(1).map((part) => parseInt(part, 16));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 110;
}
