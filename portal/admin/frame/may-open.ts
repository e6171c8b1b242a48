import type { Role } from "../../../shared/lifecycle.ts";
import { may, type Permission } from "../../../shared/permissions.ts";

/** The portal's pages, and what one must be allowed to open each: what it reads. */
const pages = {
  overview: "overview.read",
  people: "people.read",
  reports: "reports.read",
  mail: "mail.read",
  joining: "settings.read",
  settings: "settings.read",
  structure: "settings.read",
  programmes: "programme.read",
  check: "check.run",
  audit: "audit.read",
  roles: "roles.read",
  tokens: "tokens.own",
} as const satisfies Record<string, Permission>;

/** May this role open the page at this address? An address that is no page's is open to all: it says so itself. */
export function mayOpen(role: Role, path: string): boolean {
  const page = path.split("/")[1] ?? "";
  return Object.hasOwn(pages, page) ? may(role, pages[page as keyof typeof pages]) : true;
}

/** Where the portal begins for this role. Everybody who may sign in sees people: all, or those of their department. */
export const startOf = (role: Role): string => (mayOpen(role, "/overview") ? "/overview" : "/people");
