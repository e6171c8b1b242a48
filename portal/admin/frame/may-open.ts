import type { Role } from "../../../shared/lifecycle.ts";

const everyone: readonly Role[] = ["owner", "admin", "analyst"];
/** The portal's pages, and who may open them. The server decides; this spares a page that could only fail. */
const pages = {
  overview: everyone,
  people: everyone,
  reports: everyone,
  mail: everyone,
  joining: everyone,
  settings: everyone,
  structure: everyone,
  tokens: everyone,
  check: ["owner", "admin"],
  audit: ["owner", "admin"],
} as const satisfies Record<string, readonly Role[]>;

/** May this role open the page at this address? An address that is no page's is open to all: it says so itself. */
export function mayOpen(role: Role, path: string): boolean {
  const page = path.split("/")[1] ?? "";
  const allowed: readonly Role[] | undefined = Object.hasOwn(pages, page)
    ? pages[page as keyof typeof pages]
    : undefined;
  return allowed?.includes(role) ?? true;
}

/** Where the portal begins for this role; null where there is nothing for it yet. */
export function startOf(role: Role): string | null {
  const page = Object.keys(pages).find((one) => mayOpen(role, `/${one}`));
  return page === undefined ? null : `/${page}`;
}
