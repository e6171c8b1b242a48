import type { Role } from "./lifecycle.ts";

/**
 * Who may do what: the one table. Each endpoint for admins names its permission, the server asks on each request whether the
 * caller's stored role has it, and the portal reads the same table to spare presses that could only fail.
 */
export const permissions = {
  /** Signing in, and signing out everywhere. */
  "portal.use": ["owner", "admin", "analyst", "manager"],
  "overview.read": ["owner", "admin", "analyst"],
  "people.read": ["owner", "admin", "analyst", "manager"],
  /** Adding people, and changing what is known of them. */
  "people.change": ["owner", "admin"],
  /** Starting, restarting, switching on and off, removing, restoring and erasing. */
  "people.act": ["owner", "admin"],
  /** All that is stored on one person, as a file. */
  "people.export": ["owner", "admin"],
  "roles.read": ["owner", "admin", "analyst"],
  /** Giving and taking roles, and changing, switching off or removing an owner. */
  "roles.give": ["owner"],
  /** What people belong to, and how many to each. */
  "structure.read": ["owner", "admin", "analyst", "manager"],
  "structure.change": ["owner", "admin"],
  "programme.read": ["owner", "admin", "analyst"],
  "programme.change": ["owner", "admin"],
  "reports.read": ["owner", "admin", "analyst"],
  /** Seeing and downloading the mails that were reported. */
  "reports.open": ["owner", "admin", "analyst"],
  "reports.judge": ["owner", "admin", "analyst"],
  "mail.read": ["owner", "admin", "analyst"],
  "mail.act": ["owner", "admin"],
  "settings.read": ["owner", "admin", "analyst"],
  /** Also who may join. */
  "settings.change": ["owner", "admin"],
  "check.run": ["owner", "admin"],
  "audit.read": ["owner", "admin"],
  /** API tokens of one's own; each can do what its owner can. */
  "tokens.own": ["owner", "admin", "analyst"],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof permissions;
export const permissionNames = Object.keys(permissions) as Permission[];

/** These see the people and the numbers of their own department alone. */
const departmentOnly: readonly Role[] = ["manager"];
export const seesDepartmentOnly = (role: Role): boolean => departmentOnly.includes(role);

/** Does this role have the permission? */
export function may(role: Role, permission: Permission): boolean {
  const allowed: readonly Role[] = permissions[permission];
  return allowed.includes(role);
}
