import type { PersonField } from "../../shared/contracts/user-person.ts";
import type { Role } from "../../shared/lifecycle.ts";
import { may } from "../../shared/permissions.ts";

const plain: readonly PersonField[] = ["firstName", "infix", "lastName", "language", "programme"];
/** By which files and directories know a person: whoever changes these of somebody decides who that is. */
const keys: readonly PersonField[] = ["employeeId", "email"];

/**
 * What somebody may change of a person. Only owners touch the keys of an owner, since an address is also a way to sign in;
 * and only they give roles. A removed person stays as they are until they are restored.
 */
export function editableFields(actor: Role, person: { role?: Role; removedAt?: Date }): PersonField[] {
  if (person.removedAt || !may(actor, "people.change")) return [];
  if (may(actor, "roles.give")) return [...plain, ...keys, "role"];
  return person.role === "owner" ? [...plain] : [...plain, ...keys];
}

/** Who may change what a person belongs to. */
export const mayPlace = (actor: Role, { removedAt }: { removedAt?: Date }): boolean =>
  !removedAt && may(actor, "people.change");

/** Owners and admins are kept out of what a filter starts, from the moment they become so. */
export const isExempt = (role: Role | undefined): boolean => role === "owner" || role === "admin";
