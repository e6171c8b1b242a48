import type * as z from "zod/mini";
import type { ActOnUsers } from "../../shared/contracts/user-action.ts";
import { mostAtOnce } from "../../shared/contracts/user-action.ts";
import type { SkipCode, UserAction } from "../../shared/lifecycle.ts";
import type { ApiTokenStore } from "../api-tokens/api-token-store.ts";
import type { AuditStore } from "../audit/audit-store.ts";
import type { Admin } from "../auth/caller.ts";
import type { Transact, Tx } from "../db/connect.ts";
import { Inserts } from "../db/insert-groups.ts";
import { changeOf, skipOf, takesOwners, type ActionBy } from "../domain/user-action.ts";
import { AppError } from "../errors.ts";
import type { Outbox } from "../mail/outbox.ts";
import type { OrganizationDoc, OrganizationStore } from "../organization/organization-store.ts";
import type { Simulations } from "../simulations/simulation.ts";
import type { UserDoc, UserStore } from "./user-store.ts";

export interface UserActionPorts {
  users: UserStore;
  organizations: Pick<OrganizationStore, "get" | "holdOwners">;
  apiTokens: Pick<ApiTokenStore, "revokeAllOf">;
  simulations: Pick<Simulations, "enqueueFirstWelcome" | "openOf" | "supersede">;
  outbox: Pick<Outbox, "cancelOf" | "holdOf">;
  audit: AuditStore;
  transact: Transact;
  now: () => Date;
  /** Tells the worker that mail is waiting. */
  mailWaits: () => void;
  /** Forgets the portal sessions of a person, which are over already. */
  forgetSessions: (organization: string, user: string) => Promise<void>;
}

interface Skipped {
  id: string;
  code: SkipCode;
}
interface Sorted {
  go: UserDoc[];
  skipped: Skipped[];
}

/** People in one transaction: few enough that it is over long before the database would give it up. */
const batchSize = 250;

export type UserActions = ReturnType<typeof createUserActions>;

/** What admins do to one, several or all that a filter finds. */
export function createUserActions(ports: UserActionPorts) {
  /** Who of these goes, and who stays as they are and why, in the order of the ids. */
  async function sort(organization: string, ids: readonly string[], by: ActionBy, tx?: Tx): Promise<Sorted> {
    const found = new Map(
      (await ports.users.findMany(organization, ids, tx)).map((user) => [user._id, user]),
    );
    const sorted: Sorted = { go: [], skipped: [] };
    for (const id of ids) {
      const user = found.get(id);
      const code = user ? skipOf(user, by) : "not_found";
      if (code) sorted.skipped.push({ id, code });
      else if (user) sorted.go.push(user);
    }
    return sorted;
  }

  /**
   * Leaves the owners where they are when nobody would be left to own the organization. Who asks is an owner who stays,
   * unless another one takes them away at the same moment: so it is asked in the transaction, and no summary foresees it.
   */
  async function keepAnOwner(organization: string, { go, skipped }: Sorted, tx: Tx): Promise<Sorted> {
    const going = new Set(go.map(({ _id }) => _id));
    if ((await ports.users.activeOwners(organization, tx)).some((id) => !going.has(id)))
      return { go, skipped };
    const owners = go.filter(({ role }) => role === "owner");
    return {
      go: go.filter(({ role }) => role !== "owner"),
      skipped: [...skipped, ...owners.map(({ _id }) => ({ id: _id, code: "last_owner" as const }))],
    };
  }

  /** What the action does to mails, sessions and tokens, beside the people themselves. */
  async function consequences(
    organization: OrganizationDoc,
    people: readonly UserDoc[],
    action: UserAction,
    at: Date,
    into: Inserts,
    tx: Tx,
  ): Promise<void> {
    const ids = people.map(({ _id }) => _id);
    if (action === "activate" || action === "restore") return;
    const open = await ports.simulations.openOf(organization._id, ids, tx);
    if (action === "remove") {
      await ports.outbox.cancelOf(organization._id, open, "personRemoved", tx);
      const admins = people.filter(({ role }) => role).map(({ _id }) => _id);
      if (admins.length === 0) return;
      await ports.users.endSessionsOf(organization._id, admins, tx);
      await ports.apiTokens.revokeAllOf(organization._id, admins, at, tx);
    } else if (action === "deactivate") {
      await ports.outbox.holdOf(organization._id, open, "personInactive", tx);
    } else {
      if (open.length > 0) await ports.simulations.supersede(organization._id, open, at, tx);
      for (const user of people)
        await ports.simulations.enqueueFirstWelcome(
          {
            ...user,
            startNumber: user.startNumber + 1,
            language: user.language ?? organization.defaultLanguage,
          },
          "admin",
          at,
          into,
        );
    }
  }

  /** One transaction for these people: whoever is changed by somebody else at the same moment is looked at again. */
  async function apply(admin: Admin, ids: readonly string[], by: ActionBy): Promise<Sorted> {
    const { action, at } = by;
    const organization = await ports.organizations.get(admin.organization);
    return ports.transact(async (tx) => {
      let sorted = await sort(organization._id, ids, by, tx);
      if (takesOwners(action, sorted.go)) {
        await ports.organizations.holdOwners(organization._id, tx);
        sorted = await keepAnOwner(organization._id, sorted, tx);
      }
      const { go } = sorted;
      if (go.length === 0) return sorted;
      const change = changeOf(action, at);
      const into = new Inserts();
      await ports.users.changeMany(
        organization._id,
        go.map(({ _id }) => _id),
        change,
        at,
        tx,
      );
      await consequences(organization, go, action, at, into, tx);
      for (const user of go)
        await ports.audit.append(
          {
            organization: organization._id,
            at,
            actor: admin.actor,
            action: `user.${action}`,
            subject: { kind: "user", id: user._id },
            ...(change.newStart && { details: { startNumber: user.startNumber + 1 } }),
          },
          into,
        );
      await Inserts.write([into], tx);
      return sorted;
    });
  }

  /**
   * Does the action, or tells what it would do. A repeat finds people as they are then, changes nothing and says so.
   * @throws AppError `invalid_request` when the filter finds more than can be done at once.
   */
  async function act(
    admin: Admin,
    { action, users, dryRun = false }: z.output<typeof ActOnUsers.request>,
  ): Promise<{ changed: number; ids: string[]; skipped: Skipped[] }> {
    const byFilter = "filter" in users;
    const ids = byFilter
      ? await ports.users.findIds(admin.organization, users.filter, mostAtOnce + 1)
      : [...new Set(users.ids)];
    if (ids.length > mostAtOnce)
      throw new AppError(
        "invalid_request",
        `This filter finds more than ${mostAtOnce} people; narrow it down, or name them.`,
      );
    const by: ActionBy = {
      action,
      actor: { id: admin.user._id, role: admin.user.role },
      chosen: byFilter ? "byFilter" : "byName",
      at: ports.now(),
    };
    const changed: string[] = [];
    const skipped: Skipped[] = [];
    for (let from = 0; from < ids.length; from += batchSize) {
      const batch = ids.slice(from, from + batchSize);
      const done = dryRun ? await sort(admin.organization, batch, by) : await apply(admin, batch, by);
      changed.push(...done.go.map(({ _id }) => _id));
      skipped.push(...done.skipped);
      if (dryRun) continue;
      if (action === "start" || action === "restart") ports.mailWaits();
      if (action === "remove")
        for (const { _id, role } of done.go) if (role) await ports.forgetSessions(admin.organization, _id);
    }
    return { changed: changed.length, ids: changed, skipped };
  }

  return { act };
}
