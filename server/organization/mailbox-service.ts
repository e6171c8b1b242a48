import { randomUUID, timingSafeEqual } from "node:crypto";
import type { AuditStore } from "../audit/audit-store.ts";
import type { Transact, Tx } from "../db/connect.ts";
import { AppError } from "../errors.ts";
import type { Outbox, OutboxMessage } from "../mail/outbox.ts";
import {
  composeMailboxMail,
  mailboxMessageId,
  mailboxToken,
  tokenHash,
  type MailboxLook,
} from "./mailbox-mail.ts";
import type { OrganizationDoc, OrganizationStore, PendingMailbox } from "./organization-store.ts";
import { settingChanges } from "./setting-changes.ts";

export interface MailboxPorts {
  organizations: Pick<OrganizationStore, "find" | "get" | "update">;
  outbox: Pick<Outbox, "enqueue">;
  audit: Pick<AuditStore, "append">;
  transact: Transact;
  now: () => Date;
  mailWaits: () => void;
  secret: string;
  serviceFrom: string;
  publicUrl: string;
}

const linkLasts = 7 * 24 * 3_600_000;
/** Between two mails that ask for a confirmation: an admin's mistake shall not fill somebody's mailbox. */
const pause = 60_000;

const same = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

export type MailboxService = ReturnType<typeof createMailboxService>;

/** The security mailbox changes only once somebody who reads the new one has said so; until then the old one holds. */
export function createMailboxService(ports: MailboxPorts) {
  const { organizations, serviceFrom } = ports;

  /** The request for a mailbox, to be written with the settings. @throws AppError `copy_too_soon`. */
  function ask(organization: OrganizationDoc, address: string, at: Date): PendingMailbox {
    const wait = (organization.pendingMailbox?.askedAt.getTime() ?? 0) + pause - at.getTime();
    if (wait > 0)
      throw new AppError("copy_too_soon", "A mail to confirm a mailbox left within the last minute.", {
        retryAfter: wait / 1000,
      });
    const id = randomUUID();
    return {
      id,
      address,
      tokenHash: tokenHash(mailboxToken(ports.secret, organization._id, id)),
      askedAt: at,
      expiresAt: new Date(at.getTime() + linkLasts),
    };
  }

  /** Puts the mail in, in the transaction of the settings. */
  async function enqueue(organization: string, { id, address, askedAt }: PendingMailbox, tx: Tx) {
    await ports.outbox.enqueue(
      {
        organization,
        kind: "mailbox",
        attempt: 1,
        to: address,
        messageId: mailboxMessageId(id, serviceFrom),
        priority: 0,
        dueAt: askedAt,
        cause: "admin",
        createdAt: askedAt,
      },
      tx,
    );
  }

  /** The request that a message is about, if it is still the one that counts. */
  async function pendingOf({ organization: id, messageId }: OutboxMessage) {
    const organization = await organizations.get(id);
    const pending = organization.pendingMailbox;
    const isIt = pending && mailboxMessageId(pending.id, serviceFrom) === messageId;
    return isIt ? { organization, pending } : null;
  }

  /** What a link stands for now. */
  async function look(id: string, token: string) {
    const organization = await organizations.find(id);
    const hash = tokenHash(token);
    const { pendingMailbox: pending, confirmedMailbox: confirmed } = organization ?? {};
    const shown = (kind: MailboxLook, address = "") => ({ look: kind, organization, address });
    if (pending && same(pending.tokenHash, hash) && ports.now() < pending.expiresAt)
      return shown("ask", pending.address);
    if (confirmed && confirmed.address === organization?.securityMailbox && same(confirmed.tokenHash, hash))
      return shown("done", confirmed.address);
    return shown("over");
  }

  /** Whoever reads the mailbox says yes. A second press changes nothing. */
  async function confirm(id: string, token: string) {
    const before = await look(id, token);
    const { organization } = before;
    const pending = organization?.pendingMailbox;
    if (before.look !== "ask" || !organization || !pending) return before;
    const at = ports.now();
    await ports.transact(async (tx) => {
      const after = await organizations.update(
        organization,
        {
          securityMailbox: pending.address,
          pendingMailbox: undefined,
          confirmedMailbox: { address: pending.address, tokenHash: pending.tokenHash, at },
        },
        at,
        tx,
      );
      await ports.audit.append(
        {
          organization: id,
          at,
          actor: { kind: "system" },
          action: "mailbox.confirm",
          subject: { kind: "organization", id },
          details: { changes: settingChanges(organization, after) },
        },
        tx,
      );
    });
    return look(id, token);
  }

  return {
    ask,
    enqueue,
    look,
    confirm,
    mailWaits: ports.mailWaits,
    /** Asked after the claim: a request that was taken back or overtaken is not mailed any more. */
    isWanted: async (message: OutboxMessage) => (await pendingOf(message)) !== null,

    async render(message: OutboxMessage, now: Date): Promise<{ from: string; raw: Buffer }> {
      const found = await pendingOf(message);
      if (!found) throw new Error("Nobody waits for this mailbox to be confirmed any more.");
      const { organization, pending } = found;
      const token = mailboxToken(ports.secret, organization._id, pending.id);
      const raw = await composeMailboxMail(organization, pending, {
        from: serviceFrom,
        fromName: organization.senderName ?? "Firstcatch",
        messageId: message.messageId,
        date: now,
        link: `${ports.publicUrl}/mailbox/${organization._id}/${token}`,
      });
      return { from: serviceFrom, raw };
    },
  };
}
