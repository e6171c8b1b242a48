import type { Doer } from "../../shared/contracts/user-person.ts";
import type { ApiTokenStore } from "../api-tokens/api-token-store.ts";
import type { Actor } from "../audit/audit-store.ts";
import type { UserStore } from "./user-store.ts";
import { displayName } from "./user-view.ts";

interface DoerPorts {
  users: Pick<UserStore, "findMany">;
  apiTokens: Pick<ApiTokenStore, "findMany">;
}

/** Who these are. Records know ids alone; names and roles are read from who is there now. */
export async function doersOf(
  ports: DoerPorts,
  organization: string,
  actors: readonly Actor[],
): Promise<(actor: Actor) => Doer> {
  const idsOf = (kinds: readonly Actor["kind"][]) => [
    ...new Set(actors.flatMap(({ kind, id }) => (id && kinds.includes(kind) ? [id] : []))),
  ];
  const tokenIds = idsOf(["apiToken"]);
  const tokens = tokenIds.length > 0 ? await ports.apiTokens.findMany(organization, tokenIds) : [];
  const ids = [...new Set([...idsOf(["user", "self"]), ...tokens.map(({ user }) => user)])];
  const people = ids.length > 0 ? await ports.users.findMany(organization, ids) : [];
  return ({ kind, id }) => {
    const token = kind === "apiToken" ? tokens.find(({ _id }) => _id === id) : undefined;
    const person = people.find(({ _id }) => _id === (token?.user ?? id));
    return {
      kind,
      ...(person && { id: person._id, name: displayName(person) }),
      ...(person?.role && { role: person.role }),
      ...(token && { token: token.name }),
    };
  };
}
