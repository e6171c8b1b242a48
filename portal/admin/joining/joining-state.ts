import type { Organization } from "../../../shared/contracts/organization.ts";

type Joining = Organization["joining"];

/** What the switch and the settings around it mean at this moment. */
export type JoiningState = "off" | "nobody" | "before" | "open" | "over";

/** The one reading of the settings that badge, sentence and preview share. */
export function joiningState(joining: Joining, now: Date): JoiningState {
  if (!joining.anyoneCanJoin) return "off";
  if (!joining.allowedDomains.length && !joining.allowedAddresses.length) return "nobody";
  if (joining.closesAt && new Date(joining.closesAt) <= now) return "over";
  if (joining.opensAt && new Date(joining.opensAt) > now) return "before";
  return "open";
}

/** Do two readings of the settings let in the same people at the same time? */
export function sameDoor(one: Joining, other: Joining): boolean {
  const door = (joining: Joining) =>
    JSON.stringify([joining.allowedDomains, joining.allowedAddresses, joining.opensAt, joining.closesAt]);
  return door(one) === door(other);
}
