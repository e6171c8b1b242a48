import { readPart } from "./office-call.ts";

const limit = 4_000;

/** office.js as it is in the field: what the type file promises may be missing in the build at hand. */
type Maybe<T> = { [K in keyof T]?: T[K] | undefined } | undefined;

/**
 * Address of whoever owns the mailbox that the open mail lies in, where that is not the person at work; undefined for
 * their own mailbox, and where Outlook does not tell. Whoever is signed in stays the one who reports.
 */
export async function ownerOfMailbox(): Promise<string | undefined> {
  const mailbox = (Office.context as Maybe<Office.Context>)?.mailbox as Maybe<Office.Mailbox>;
  // Only there for a mail in a shared folder or mailbox; some clients have it always, and then fail.
  const item = mailbox?.item as Maybe<Office.MessageRead>;
  const method = item?.getSharedPropertiesAsync?.bind(item) as Parameters<typeof readPart>[0];
  const owner = await readPart(method, limit, ownerIn);
  const own = (mailbox?.userProfile as Maybe<Office.UserProfile>)?.emailAddress;
  return owner && owner.toLowerCase() !== own?.toLowerCase() ? owner : undefined;
}

function ownerIn(value: unknown): string | undefined {
  const { owner } = (typeof value === "object" && value ? value : {}) as { owner?: unknown };
  return typeof owner === "string" && owner !== "" ? owner.slice(0, 320) : undefined;
}
