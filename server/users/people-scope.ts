import { seesDepartmentOnly } from "../../shared/permissions.ts";
import type { Admin } from "../auth/caller.ts";
import { AppError } from "../errors.ts";
import type { UserDoc, UserFilter, UserStore } from "./user-store.ts";

/** Whom of the organization a caller sees: everybody, the people of one department, or nobody. */
export type PeopleScope = "everybody" | { department: string } | "nobody";

/** By the role and the department as they are stored now. Who sees one department and belongs to none sees nobody. */
export function scopeOf({ user: { role, department } }: Pick<Admin, "user">): PeopleScope {
  if (!seesDepartmentOnly(role)) return "everybody";
  return department ? { department } : "nobody";
}

/** The filter, as far as the caller sees. */
export function within(scope: PeopleScope, filter: UserFilter): UserFilter {
  if (scope === "everybody") return filter;
  return scope === "nobody" ? { ...filter, nobody: true } : { ...filter, within: scope.department };
}

/** The person, for a caller who sees them. @throws AppError `not_found`, as for somebody who never was. */
export async function getSeen(
  users: Pick<UserStore, "get">,
  admin: Pick<Admin, "organization" | "user">,
  id: string,
): Promise<UserDoc> {
  const user = await users.get(admin.organization, id);
  const scope = scopeOf(admin);
  if (scope === "everybody" || (scope !== "nobody" && user.department === scope.department)) return user;
  throw new AppError("not_found", "There is no such user.");
}
