import type { User } from "../../../shared/contracts/user.ts";
import type { SkipCode, UserAction } from "../../../shared/lifecycle.ts";
import type { PortalTextKey } from "../text-context.ts";

/** What can be taken back by one press, and by which action; a mail that went out cannot. */
export const undoOf: Partial<Record<UserAction, UserAction>> = {
  activate: "deactivate",
  deactivate: "activate",
  remove: "restore",
  restore: "remove",
  assignGroup: "leaveGroup",
  leaveGroup: "assignGroup",
};

/** Worth offering for this person; what moves nobody is offered to all who are there, and its summary says why not. */
export function isOffered(action: UserAction, { allowed, shown }: Pick<User, "allowed" | "shown">): boolean {
  if (action === "leaveGroup") return false;
  if (action === "assignGroup" || action === "setProgramme") return shown !== "removed";
  if (action === "resendWelcome") return shown === "waiting";
  return allowed.includes(action);
}

/** Why somebody stays as they are. */
export function reasonWord(action: UserAction, code: SkipCode): PortalTextKey {
  if (code === "already") return `actions.already.${action}`;
  if (code === "move_not_allowed") return `actions.notAllowed.${action}`;
  return `actions.skip.${code}`;
}
