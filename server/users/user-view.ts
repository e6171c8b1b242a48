import type { User } from "../../shared/contracts/user.ts";
import type { Language, UserEvent } from "../../shared/lifecycle.ts";
import { allowedEvents, shownStanding, statusOf } from "../domain/lifecycle.ts";
import type { UserDoc } from "./user-store.ts";

/** Those that an admin causes; joining, accepting, reporting and rules have doors of their own. */
const adminEvents: UserEvent[] = [
  "start",
  "invite",
  "restart",
  "deactivate",
  "activate",
  "remove",
  "restore",
  "purge",
];

/** What a client sees of a user. `allowed` are the events that may be asked for now: clients know no rules. */
export function userView(user: UserDoc, organizationLanguage: Language): User {
  const standing = { stage: user.stage, status: statusOf(user) };
  return {
    id: user._id,
    email: user.email,
    ...(user.employeeId && { employeeId: user.employeeId }),
    firstName: user.firstName,
    ...(user.infix && { infix: user.infix }),
    lastName: user.lastName,
    language: user.language ?? organizationLanguage,
    ...(user.company && { company: user.company }),
    ...(user.department && { department: user.department }),
    ...(user.costCentre && { costCentre: user.costCentre }),
    functions: user.functions,
    groups: user.groups,
    ...(user.programme && { programme: user.programme }),
    manager: user.manager,
    ...(user.role && { role: user.role }),
    ...standing,
    shown: shownStanding(standing),
    ...(user.startMethod && { startMethod: user.startMethod }),
    startNumber: user.startNumber,
    ...(user.startedAt && { startedAt: user.startedAt.toISOString() }),
    ...(user.onboardedAt && { onboardedAt: user.onboardedAt.toISOString() }),
    ...(user.lastReportAt && { lastReportAt: user.lastReportAt.toISOString() }),
    ...(user.removedAt && { removedAt: user.removedAt.toISOString() }),
    ...(user.purgeAt && { purgeAt: user.purgeAt.toISOString() }),
    createdAt: user.createdAt.toISOString(),
    allowed: allowedEvents(standing).filter((event) => adminEvents.includes(event)),
    version: user.version,
  };
}

/** What a person sees of themselves. */
export function ownView(user: UserDoc, organizationLanguage: Language): Omit<User, "lastReportAt"> {
  const own = userView(user, organizationLanguage);
  delete own.lastReportAt;
  return own;
}

/** The name to show, or the address where there is none. */
export const displayName = (user: Pick<UserDoc, "firstName" | "infix" | "lastName" | "email">): string =>
  [user.firstName, user.infix, user.lastName].filter(Boolean).join(" ") || user.email;
