import type { ErrorCode } from "../../shared/contracts/error.ts";
import { isCovered } from "./address.ts";
import type { Standing } from "./lifecycle.ts";

export interface JoiningRules {
  anyoneCanJoin: boolean;
  allowedDomains: readonly string[];
  allowedAddresses: readonly string[];
  opensAt?: Date;
  closesAt?: Date;
}

/** Is *Anyone can join* on at this moment, its window included? */
export const isOpen = (rules: JoiningRules, at: Date): boolean =>
  rules.anyoneCanJoin && !(rules.opensAt && at < rules.opensAt) && !(rules.closesAt && at >= rules.closesAt);

/**
 * Why this person may not join now, or null when they may. `address` is canonical; null when what the directory gave
 * is no address we can use. `standing` is null for somebody the roster does not know.
 */
export function joiningRefusal(
  rules: JoiningRules,
  address: string | null,
  standing: Standing | null,
  at: Date,
): ErrorCode | null {
  if (standing && standing.status !== "active") return "user_not_active";
  if (standing && standing.stage !== "notStarted") return null;
  if (!isOpen(rules, at)) return "joining_closed";
  if (address === null) return "address_unusable";
  if (!isCovered(address, rules.allowedDomains, rules.allowedAddresses)) return "address_not_allowed";
  return null;
}
