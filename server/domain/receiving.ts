import type { AccountStatus } from "../../shared/lifecycle.ts";
import { isCovered } from "./address.ts";

export type Receiving = { verdict: "send" } | { verdict: "hold" | "cancel"; reason: string };

/**
 * May a person get this simulation at this moment? Asked after the claim and before the mail server is spoken to, so a
 * removal, a pause or a changed domain takes effect on the very next mail.
 */
export function mayReceive(
  person: { status: AccountStatus; email: string } | null,
  organization: { domains: readonly { name: string }[]; allowedAddresses: readonly string[] },
  to: string,
): Receiving {
  if (!person || person.status === "removed") return { verdict: "cancel", reason: "the person was removed" };
  if (person.status === "inactive") return { verdict: "hold", reason: "the person is inactive" };
  if (person.email !== to) return { verdict: "hold", reason: "the person has another address by now" };
  const domains = organization.domains.map(({ name }) => name);
  if (!isCovered(to, domains, organization.allowedAddresses))
    return { verdict: "hold", reason: "the address is in none of the organization's domains any more" };
  return { verdict: "send" };
}
