import * as z from "zod/mini";
import { type ListSettingChanges, SettingChange } from "../../shared/contracts/organization.ts";
import type { ApiTokenStore } from "../api-tokens/api-token-store.ts";
import type { AuditEntry, AuditStore } from "../audit/audit-store.ts";
import type { UserStore } from "../users/user-store.ts";
import { displayName } from "../users/user-view.ts";

export interface HistoryPorts {
  audit: Pick<AuditStore, "about">;
  users: Pick<UserStore, "findMany">;
  apiTokens: Pick<ApiTokenStore, "findMany">;
}

const shown = 50;

/** The latest changes of an organization's settings. The audit log knows ids alone; names are read from who is there now. */
export async function settingHistory(
  ports: HistoryPorts,
  organization: string,
): Promise<z.input<typeof ListSettingChanges.response>> {
  const entries = await ports.audit.about(organization, organization, shown);
  const idsOf = (kind: AuditEntry["actor"]["kind"]) => [
    ...new Set(entries.flatMap(({ actor }) => (actor.kind === kind && actor.id ? [actor.id] : []))),
  ];
  const tokens = await ports.apiTokens.findMany(organization, idsOf("apiToken"));
  const people = await ports.users.findMany(organization, [
    ...new Set([...idsOf("user"), ...tokens.map(({ user }) => user)]),
  ]);
  const items = entries.map(({ at, actor, details }) => {
    const token = tokens.find(({ _id }) => _id === actor.id);
    const person = people.find(({ _id }) => _id === (token?.user ?? actor.id));
    const changes = z.array(SettingChange).safeParse(details?.["changes"]);
    return {
      at: at.toISOString(),
      actor: actor.kind,
      ...(person && { by: displayName(person) }),
      ...(token && { token: token.name }),
      changes: changes.success ? changes.data : [],
    };
  });
  return { items, total: items.length };
}
