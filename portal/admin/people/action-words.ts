import type { SkipCode, UserAction } from "../../../shared/lifecycle.ts";
import type { PortalTextKey } from "../text-context.ts";

/** What can be taken back by one press, and by which action; a mail that went out cannot. */
export const undoOf: Partial<Record<UserAction, UserAction>> = {
  activate: "deactivate",
  deactivate: "activate",
  remove: "restore",
  restore: "remove",
};

const reasonOf = (action: UserAction, code: SkipCode): PortalTextKey => {
  if (code === "already") return `actions.already.${action}`;
  if (code === "move_not_allowed") return `actions.notAllowed.${action}`;
  return `actions.skip.${code}`;
};

/** Why people stay as they are, and how many for each reason; most first. */
export function reasonsOf(
  action: UserAction,
  skipped: readonly { code: SkipCode }[],
): { key: PortalTextKey; n: number }[] {
  const counts = new Map<PortalTextKey, number>();
  for (const { code } of skipped) {
    const key = reasonOf(action, code);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, n]) => ({ key, n })).sort((a, b) => b.n - a.n);
}
