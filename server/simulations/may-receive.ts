import { isCovered } from "../domain/address.ts";
import type { Verdict } from "../mail/attempt.ts";
import type { OutboxMessage } from "../mail/outbox.ts";

export interface MayReceivePorts {
  /** The person as they are now; null when unknown or purged. */
  findRecipient: (
    organization: string,
    user: string,
  ) => Promise<{ email: string; active: boolean; removedAt?: Date } | null>;
  /** Where mail may go; null when the organization is unknown or switched off. */
  mailDomains: (
    organization: string,
  ) => Promise<{ domains: readonly string[]; addresses: readonly string[] } | null>;
  isOpen: (organization: string, simulation: string) => Promise<boolean>;
}

/** The last question before the mail server is spoken to: a removal, a pause or a changed setting counts from its commit on. */
export function createMayReceive(ports: MayReceivePorts): (message: OutboxMessage) => Promise<Verdict> {
  const hold = (reason: string): Verdict => ({ verdict: "hold", reason });
  const cancel = (reason: string): Verdict => ({ verdict: "cancel", reason });
  return async (message) => {
    const allowed = await ports.mailDomains(message.organization);
    if (!allowed) return hold("The organization is switched off.");
    // A reported mail goes to the security team, wherever that is.
    if (message.kind === "forward") return { verdict: "send" };
    if (!(await ports.isOpen(message.organization, message.simulation ?? "")))
      return cancel("The simulation is closed.");
    const user = await ports.findRecipient(message.organization, message.user ?? "");
    if (!user) return cancel("The user does not exist any more.");
    if (user.removedAt) return cancel("The user was removed.");
    if (!user.active) return hold("The user is inactive.");
    if (user.email !== message.to) return hold("The user's address has changed.");
    if (!isCovered(message.to, allowed.domains, allowed.addresses))
      return hold("The address does not lie in the organization's domains.");
    return { verdict: "send" };
  };
}
