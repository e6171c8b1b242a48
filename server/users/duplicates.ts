import { isDuplicateKey } from "../db/connect.ts";
import { AppError } from "../errors.ts";
import type { UserDoc, UserStore } from "./user-store.ts";
import { displayName } from "./user-view.ts";

const heldBy = (user: UserDoc) => ({
  id: user._id,
  name: displayName(user),
  ...(user.removedAt && { removed: true }),
});

/**
 * The refusal of an address or an employee ID that somebody has already, naming who has it; other errors come back as they
 * are.
 */
export async function asDuplicate(
  error: unknown,
  users: Pick<UserStore, "findPerson" | "findByEmployeeId">,
  organization: string,
  { email, employeeId }: { email?: string | undefined; employeeId?: string | undefined },
): Promise<unknown> {
  if (isDuplicateKey(error, "uniqueEmployeeId")) {
    const holder = employeeId ? await users.findByEmployeeId(organization, employeeId) : null;
    const message = "Somebody has this employee ID already.";
    return refusal("$.employeeId", message, holder, error);
  }
  if (!isDuplicateKey(error)) return error;
  const holder = email ? await users.findPerson(organization, undefined, email) : null;
  const message =
    holder && holder.email !== email
      ? "Somebody had this address before and is still found by it."
      : "Somebody has this address already.";
  return refusal("$.email", message, holder, error);
}

const refusal = (path: string, message: string, holder: UserDoc | null, cause: unknown) =>
  new AppError("already_exists", message, {
    violations: [{ path, message }],
    ...(holder && { existing: heldBy(holder) }),
    cause,
  });
