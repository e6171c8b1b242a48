import type { mailActions, StuckMail } from "../../../shared/contracts/mail.ts";
import type { PortalTextKey } from "../text-context.ts";

/** What the button says: a held mail was never sent, so it is let go rather than sent again. */
export function wordFor(action: (typeof mailActions)[number], state: StuckMail["state"]): PortalTextKey {
  if (action === "cancel") return "mail.act.cancel";
  return state === "held" ? "mail.act.release" : "mail.act.resend";
}

const heldReasons: Record<string, PortalTextKey> = {
  "It was due more than a day ago.": "mail.held.overdue",
  "the person is inactive": "mail.held.inactive",
  "the person has another address by now": "mail.held.otherAddress",
  "the address is in none of the organization's domains any more": "mail.held.domain",
};

/** The product's own reasons for holding a mail, in the reader's language; the mail server's words stay as they are. */
export const heldReasonFor = (reply = ""): PortalTextKey | undefined => heldReasons[reply];

const reasons: Record<string, PortalTextKey> = {
  not_found: "mail.skipped.not_found",
  move_not_allowed: "mail.skipped.move_not_allowed",
  user_not_active: "mail.skipped.user_not_active",
};

/** How many are left out, by reason, most first. */
export function reasonsOf(skipped: readonly { code: string }[]): { key: PortalTextKey; n: number }[] {
  const counts = new Map<PortalTextKey, number>();
  for (const { code } of skipped) {
    const key = reasons[code] ?? "mail.skipped.other";
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, n]) => ({ key, n })).sort((a, b) => b.n - a.n);
}
