import type { AccountStatus, MailReason } from "../../shared/lifecycle.ts";
import { isCovered } from "./address.ts";

export type Receiving =
  | { verdict: "send" }
  /** `reply`: the mail server's words, when they are why. */
  | { verdict: "hold" | "cancel"; reason: MailReason; reply?: string };

/**
 * May a person get this simulation at this moment? Asked after the claim and before the mail server is spoken to, so a
 * removal, a pause or a changed domain takes effect on the very next mail.
 */
export function mayReceive(
  person: { status: AccountStatus; email: string } | null,
  organization: { domains: readonly { name: string }[]; allowedAddresses: readonly string[] },
  to: string,
): Receiving {
  if (!person || person.status === "removed") return { verdict: "cancel", reason: "personRemoved" };
  if (person.status === "inactive") return { verdict: "hold", reason: "personInactive" };
  if (person.email !== to) return { verdict: "hold", reason: "addressChanged" };
  const domains = organization.domains.map(({ name }) => name);
  if (!isCovered(to, domains, organization.allowedAddresses))
    return { verdict: "hold", reason: "domainNotAllowed" };
  return { verdict: "send" };
}
