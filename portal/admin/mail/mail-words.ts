import type { mailActions, StuckMail } from "../../../shared/contracts/mail.ts";
import type { PortalTextKey } from "../text-context.ts";

/** What the button says: a held mail was never sent, so it is let go rather than sent again. */
export function wordFor(action: (typeof mailActions)[number], state: StuckMail["state"]): PortalTextKey {
  if (action === "cancel") return "mail.act.cancel";
  return state === "held" ? "mail.act.release" : "mail.act.resend";
}

/**
 * Why a mail stands still: the product's reason in the reader's language, and the mail server's words as they are, when it
 * is they that stopped it.
 */
export function whyOf({ state, reason, reply }: Pick<StuckMail, "state" | "reason" | "reply">): {
  key: PortalTextKey;
  reply?: string | undefined;
} {
  if (state === "inDoubt") return { key: "mail.why.inDoubt" };
  if (reason) return { key: `mail.reason.${reason}`, reply: reply ?? "" };
  if (!reply) return { key: "mail.why.unknown" };
  return { key: state === "refused" ? "mail.why.refused" : "mail.why.held", reply };
}

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
