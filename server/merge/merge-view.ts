import type { MergeSide } from "../../shared/contracts/user-merge.ts";
import type { Language } from "../../shared/lifecycle.ts";
import type { UserDoc } from "../users/user-store.ts";
import { userView } from "../users/user-view.ts";

/** What an admin sees of one of the two. */
export const sideView = (user: UserDoc, organizationLanguage: Language): MergeSide => ({
  user: userView(user, organizationLanguage),
  addresses: [user.email, ...user.addresses.filter((address) => address !== user.email)],
  account: user.directory !== undefined,
  ...(user.language && { ownLanguage: user.language }),
});
