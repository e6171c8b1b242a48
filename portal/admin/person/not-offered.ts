import type { Person } from "../../../shared/contracts/user-person.ts";
import type { SkipCode, UserAction } from "../../../shared/lifecycle.ts";

/** Of two that are each other's way back one is always refused, and says nothing that the other does not; a purge follows a removal. */
const pairs: readonly UserAction[] = ["activate", "deactivate", "remove", "restore", "purge", "assignGroup"];
const plain: readonly SkipCode[] = ["already", "move_not_allowed"];
/** Another Welcome mail is nothing to expect but while one is waited for. */
const noCopy: readonly SkipCode[] = [...plain, "user_not_active"];

/** What is not offered and worth a word why. */
export const notOffered = (actions: Person["actions"]): { action: UserAction; why: SkipCode }[] =>
  actions.flatMap(({ action, why }) =>
    why &&
    !(pairs.includes(action) && plain.includes(why)) &&
    !(action === "resendWelcome" && noCopy.includes(why))
      ? [{ action, why }]
      : [],
  );
