import { HostError, MailboxMethod } from "./dispatch.ts";
import type { HostItem } from "./item.ts";
import type { Permission } from "./initial-data.ts";
import type { NoticeBoard } from "./notices.ts";
import { fields, text } from "./protocol.ts";

export type ReplyKind = "reply" | "replyAll" | "new";
/** A mail that an add-in wants the person to write. */
export interface ComposeRequest {
  kind: ReplyKind;
  to: string[];
  subject: string;
  html: string;
}

/** What the mail client does for an add-in; the methods below only translate. */
export interface MailboxPorts {
  permission: Permission;
  notices: NoticeBoard;
  /** The mailbox's owner, where that is not the user. */
  sharedBy: string | null;
  /** Settings that travel with the person. */
  saveSettings: (settings: Record<string, string>) => void;
  /** Properties that the add-in keeps at one mail, as JSON text. */
  readProperties: (itemId: string) => string;
  saveProperties: (itemId: string, json: string) => void;
  compose: (request: ComposeRequest) => void;
  openMessage: (id: string) => void;
  move: (itemId: string, folder: "inbox" | "junk" | "deleted") => Promise<void>;
  close: () => void;
  /** How reading this of the open mail goes wrong, if it does. */
  misreading: (what: Readable) => Misreading | undefined;
}

/** What an add-in may read of a mail. */
export type Readable = "headers" | "file" | "body";
/** `refused`, as of a protected mail; `empty`: succeeds with nothing; `silent`: is never answered. */
export type Misreading = "refused" | "empty" | "silent";

export type Reply = Record<string, unknown>;
type Method = (parameters: unknown, item: HostItem | null, ports: MailboxPorts) => Reply | Promise<Reply>;

const done = (data?: unknown): Reply => ({ wasSuccessful: true, data });
export const refused = (errorCode: number): Reply => ({ wasSuccessful: false, error: true, errorCode });
/** Exchange switched these tokens off for everybody; a client of today answers like this. */
const legacyTokensOff: Reply = {
  wasSuccessful: false,
  errorCode: HostError.legacyTokensOff,
  errorName: "GenericTokenError",
  errorMessage: "Legacy tokens are off in this organization.",
};

/** A method that makes no sense without an open mail. */
const withItem =
  (
    method: (
      item: HostItem,
      parameters: Record<string, unknown>,
      ports: MailboxPorts,
    ) => Reply | Promise<Reply>,
  ): Method =>
  (parameters, item, ports) =>
    item ? method(item, fields(parameters), ports) : refused(HostError.itemNotFound);

/** Gives a part of the open mail, or fails as the scenario says. */
const reading = (
  what: Readable,
  give: (item: HostItem, parameters: Record<string, unknown>) => string,
): Method =>
  withItem((item, parameters, ports) => {
    const wrong = ports.misreading(what);
    if (wrong === "silent") return new Promise<Reply>(() => undefined);
    if (wrong === "refused") return refused(HostError.internal);
    return done(wrong === "empty" ? "" : give(item, parameters));
  });

/** Outlook has an HTML body for a mail that came as text alone. */
const asHtml = (text: string) =>
  `<pre>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}</pre>`;

const compose =
  (kind: ReplyKind): Method =>
  (parameters, _item, ports) => {
    const form = fields(parameters);
    const to = Object.values(fields(form.toRecipients)).map(addressOf).filter(Boolean);
    ports.compose({ kind, to, subject: text(form.subject), html: text(form.htmlBody) });
    return done();
  };

const addressOf = (recipient: unknown) =>
  typeof recipient === "string" ? recipient : text(fields(recipient).address);

const notice = (
  act: (ports: MailboxPorts, itemId: string, raw: Record<string, unknown>) => boolean,
): Method =>
  withItem((item, raw, ports) => (act(ports, item.id, raw) ? done() : refused(HostError.internal)));

const htmlBody = 3;
/** Read, write, delete and edit one's own and all, as a sum (Office.MailboxEnums.DelegatePermissions). */
const everyRight = 63;
const folders: Record<string, "inbox" | "junk" | "deleted" | undefined> = {
  inbox: "inbox",
  junk: "junk",
  deleteditems: "deleted",
};

const openForm: Method = (parameters, _item, ports) => {
  ports.openMessage(text(fields(parameters).itemId));
  return done();
};

const methods: Partial<Record<number, Method>> = {
  [MailboxMethod.getUserIdentityToken]: () => legacyTokensOff,
  [MailboxMethod.getCallbackToken]: () => legacyTokensOff,
  [MailboxMethod.loadCustomProperties]: withItem((item, _parameters, ports) => ({
    wasSuccessful: true,
    customProperties: ports.readProperties(item.id),
  })),
  [MailboxMethod.saveCustomProperties]: withItem((item, parameters, ports) => {
    const value = parameters.customProperties;
    ports.saveProperties(item.id, typeof value === "string" ? value : JSON.stringify(value ?? {}));
    return done();
  }),
  [MailboxMethod.displayMessageForm]: openForm,
  [MailboxMethod.displayMessageFormAsync]: openForm,
  [MailboxMethod.displayNewMessageForm]: compose("new"),
  [MailboxMethod.displayNewMessageFormAsync]: compose("new"),
  [MailboxMethod.displayReplyForm]: compose("reply"),
  [MailboxMethod.displayReplyFormAsync]: compose("reply"),
  [MailboxMethod.displayReplyAllForm]: compose("replyAll"),
  [MailboxMethod.displayReplyAllFormAsync]: compose("replyAll"),
  [MailboxMethod.addNotification]: notice((ports, id, raw) => ports.notices.add(id, raw)),
  [MailboxMethod.replaceNotification]: notice((ports, id, raw) => ports.notices.replace(id, raw)),
  [MailboxMethod.removeNotification]: notice((ports, id, raw) => ports.notices.remove(id, text(raw.key))),
  [MailboxMethod.getAllNotifications]: withItem((item, _parameters, ports) =>
    done(ports.notices.of(item.id).map(({ raw }) => raw)),
  ),
  [MailboxMethod.getBody]: reading("body", (item, { coercionType }) =>
    coercionType === htmlBody ? item.html || asHtml(item.text) : item.text,
  ),
  [MailboxMethod.getAllInternetHeaders]: reading("headers", (item) => item.headers),
  [MailboxMethod.getAsFile]: reading("file", (item) => item.base64),
  [MailboxMethod.getSharedProperties]: withItem((_item, _parameters, { sharedBy }) =>
    sharedBy === null
      ? refused(HostError.unsupported)
      : done({
          owner: sharedBy,
          targetMailbox: sharedBy,
          delegatePermissions: everyRight,
          targetRestUrl: "",
        }),
  ),
  [MailboxMethod.getAttachmentContent]: withItem((item, parameters) => {
    const found = item.attachments.find(({ id }) => id === parameters.id);
    if (!found) return refused(HostError.invalidAttachment);
    return found.isItem
      ? done({ content: atob(found.base64), format: "eml" })
      : done({ content: found.base64, format: "base64" });
  }),
  [MailboxMethod.getInitializationContext]: () => done(""),
  [MailboxMethod.move]: withItem(async (item, { destinationFolder }, ports) => {
    const folder = folders[text(destinationFolder).toLowerCase()];
    if (!folder || ports.permission !== "ReadWriteMailbox") return refused(HostError.internal);
    await ports.move(item.id, folder);
    return done();
  }),
  [MailboxMethod.saveRoamingSettings]: (parameters, _item, ports) => {
    ports.saveSettings(fields(fields(parameters)[0]) as Record<string, string>);
    return done();
  },
  [MailboxMethod.logTelemetry]: () => done(),
  [MailboxMethod.closeApp]: (_parameters, _item, ports) => {
    ports.close();
    return done();
  },
};

/** Answers a method of Office.context.mailbox or its item. */
export async function mailboxMethod(
  dispatchId: number,
  parameters: unknown,
  item: HostItem | null,
  ports: MailboxPorts,
): Promise<Reply> {
  const method = methods[dispatchId];
  if (!method) return refused(HostError.unsupported);
  try {
    return await method(parameters, item, ports);
  } catch {
    return refused(HostError.internal);
  }
}
