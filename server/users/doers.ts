import type { Doer } from "../../shared/contracts/user-person.ts";
import type { ApiTokenDoc, ApiTokenStore } from "../api-tokens/api-token-store.ts";
import type { Actor } from "../audit/audit-store.ts";
import type { UserDoc, UserStore } from "./user-store.ts";
import { displayName } from "./user-view.ts";

interface DoerPorts {
  users: Pick<UserStore, "findMany">;
  apiTokens: Pick<ApiTokenStore, "findMany">;
}

/** The person that an actor is or acts for, and the token where it is one; neither where they are gone. */
export interface Behind {
  person?: UserDoc;
  token?: ApiTokenDoc;
}

/** Who is behind these. Records know ids alone; all else is read from who is there now. */
export async function behindOf(
  ports: DoerPorts,
  organization: string,
  actors: readonly Actor[],
): Promise<(actor: Actor) => Behind> {
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
    return { ...(person && { person }), ...(token && { token }) };
  };
}

/** An actor as a page names them. */
export const doerOf = ({ kind }: Actor, { person, token }: Behind): Doer => ({
  kind,
  ...(person && { id: person._id, name: displayName(person) }),
  ...(person?.role && { role: person.role }),
  ...(token && { token: token.name }),
});

/** The same for many at once. */
export async function doersOf(
  ports: DoerPorts,
  organization: string,
  actors: readonly Actor[],
): Promise<(actor: Actor) => Doer> {
  const behind = await behindOf(ports, organization, actors);
  return (actor) => doerOf(actor, behind(actor));
}
