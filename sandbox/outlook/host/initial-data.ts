import type { HostAddress, HostItem } from "./item.ts";

export interface HostUser {
  name: string;
  email: string;
  /** Name of the Windows time zone, as Exchange names them. */
  timeZone: string;
}

/** Permissions of the manifest in the host's own numbering, which is not their order. */
export const permissionLevels = {
  Restricted: 0,
  ReadItem: 1,
  ReadWriteItem: 3,
  ReadWriteMailbox: 2,
} as const;
export type Permission = keyof typeof permissionLevels;

const ItemKind = { message: 1, none: 6 } as const;
const RecipientKind = { user: 2, external: 3 } as const;

export interface InitialDataFacts {
  user: HostUser;
  permission: Permission;
  hostVersion: string;
  origin: string;
  /** The mailbox's owner, where that is not the user. */
  sharedBy: string | null;
}

/** Who is at work and, with an item, what is open. The same goes out at the start and each time another mail is selected. */
export function initialData(facts: InitialDataFacts, item: HostItem | null): Record<string, unknown> {
  const { user } = facts;
  const person = {
    permissionLevel: permissionLevels[facts.permission],
    userProfileType: "office365",
    userDisplayName: user.name,
    userEmailAddress: user.email,
    userTimeZone: user.timeZone,
    hostVersion: facts.hostVersion,
    owaView: "ThreeColumns",
    ewsUrl: `${facts.origin}/ews`,
    restUrl: `${facts.origin}/api`,
    timeZoneOffsets: [{ start: 0, end: 8_640_000_000_000_000, offset: 0 }],
  };
  const shared = facts.sharedBy !== null && { isFromSharedFolder: true };
  return item ? { ...person, ...itemData(item, user), ...shared } : { ...person, itemType: ItemKind.none };
}

function itemData(item: HostItem, user: HostUser): Record<string, unknown> {
  const ownDomain = domain(user.email);
  const recipient = ({ name, address }: HostAddress) => ({
    name: name || address,
    address,
    recipientType: domain(address) === ownDomain ? RecipientKind.user : RecipientKind.external,
    appointmentResponse: 0,
  });
  return {
    itemType: ItemKind.message,
    id: item.id,
    itemClass: "IPM.Note",
    subject: item.subject,
    normalizedSubject: item.subject.replace(/^((re|fwd?|fw|aw|antw|doorst)\s*:\s*)+/i, ""),
    conversationId: item.conversationId,
    internetMessageId: item.internetMessageId,
    from: recipient(item.from),
    sender: recipient(item.from),
    to: item.to.map(recipient),
    cc: item.cc.map(recipient),
    bcc: [],
    dateTimeCreated: item.receivedAt,
    dateTimeModified: item.receivedAt,
    dateTimeSent: item.receivedAt,
    isRead: item.seen,
    entities: {},
    selectedEntities: {},
    attachments: item.attachments.map((attachment) => ({
      id: attachment.id,
      name: attachment.name,
      contentType: attachment.contentType,
      size: attachment.size,
      isInline: attachment.isInline,
      attachmentType: attachment.isItem ? 1 : 0,
    })),
  };
}

const domain = (address: string) => address.slice(address.lastIndexOf("@") + 1).toLowerCase();
