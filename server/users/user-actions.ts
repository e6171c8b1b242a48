import type * as z from "zod/mini";
import type { ActOnUsers } from "../../shared/contracts/user-action.ts";
import { mostAtOnce, targetField } from "../../shared/contracts/user-action.ts";
import type { UserAction } from "../../shared/lifecycle.ts";
import type { ApiTokenStore } from "../api-tokens/api-token-store.ts";
import type { Actor, AuditStore } from "../audit/audit-store.ts";
import type { Admin } from "../auth/caller.ts";
import { tookTooLong, type Transact, type Tx } from "../db/connect.ts";
import { Inserts } from "../db/insert-groups.ts";
import { changeOf, skipOf, takesOwners, type ActionBy } from "../domain/user-action.ts";
import type { Outbox } from "../mail/outbox.ts";
import type { OrganizationDoc, OrganizationStore } from "../organization/organization-store.ts";
import type { Simulations } from "../simulations/simulation.ts";
import {
  type ActionFactPorts,
  type ActionFacts,
  createActionFacts,
  type Targets,
  welcomeMail,
} from "./action-facts.ts";
import { createActionPlan } from "./action-plan.ts";
import { countReasons, reasonsOf } from "./skip-reasons.ts";
import type { Skipped } from "./user-job-store.ts";
import type { UserDoc, UserFilter, UserStore } from "./user-store.ts";

export interface UserActionPorts {
  users: UserStore;
  units: ActionFactPorts["units"];
  programmeNames: ActionFactPorts["programmeNames"];
  organizations: Pick<OrganizationStore, "get" | "holdOwners">;
  apiTokens: Pick<ApiTokenStore, "revokeAllOf">;
  simulations: Pick<
    Simulations,
    "enqueueFirstWelcome" | "openOf" | "supersede" | "latestWelcomes" | "enqueueCopy"
  >;
  outbox: Pick<Outbox, "cancelOf" | "holdOf">;
  audit: AuditStore;
  transact: Transact;
  now: () => Date;
  /** Tells the worker that mail is waiting. */
  mailWaits: () => void;
  /** What is still open for people who are about to be removed. */
  leaving: (organization: string, users: readonly string[], at: Date) => Promise<Answer["leaving"]>;
  /** Erases people who are marked for it, or leaves them to the worker. */
  eraseMarked: (organization: string, users: readonly string[]) => Promise<void>;
  /** Forgets the portal sessions of a person, which are over already. */
  forgetSessions: (organization: string, user: string) => Promise<void>;
}

/** Who goes, and who stays as they are and why. */
export interface Sorted {
  go: UserDoc[];
  skipped: Skipped[];
}
/** What is done, and to whom: those who are named, or all that a filter finds. */
export interface UserOrder extends Targets {
  action: UserAction;
  users: { ids: readonly string[] } | { filter: UserFilter };
  dryRun?: boolean | undefined;
}
type Answer = z.input<typeof ActOnUsers.response>;

/** What makes, holds and cancels no mail. */
const movesNoMail: readonly UserAction[] = [
  "activate",
  "restore",
  "purge",
  "assignGroup",
  "leaveGroup",
  "setProgramme",
];

/** People in one transaction: few enough that it is over long before the database would give it up. */
const batchSize = 250;

/** What the record tells of a programme that was set: names, which say what an id would not. */
const programmeChange = (
  before: string | undefined,
  after: string | undefined,
  names: ReadonlyMap<string, string>,
) => {
  const nameOf = (id: string | undefined) => (id === undefined ? null : (names.get(id) ?? id));
  return { changes: [{ field: "programme", before: nameOf(before), after: nameOf(after) }] };
};

export type UserActions = ReturnType<typeof createUserActions>;

/** What admins do to one, several or all that a filter finds. */
export function createUserActions(ports: UserActionPorts) {
  const facts = createActionFacts(ports);
  const plan = createActionPlan(ports);

  /** Who of these goes, and who stays as they are and why, in the order of the ids. */
  async function sort(
    organization: string,
    ids: readonly string[],
    by: ActionBy,
    { targetGone, welcomes }: ActionFacts,
    tx?: Tx,
  ): Promise<Sorted> {
    const codeOf = (user: UserDoc) => {
      const welcome = welcomes.get(user._id);
      return skipOf({ ...user, ...(welcome && { welcome: welcomeMail(welcome) }) }, { ...by, targetGone });
    };
    const found = new Map(
      (await ports.users.findMany(organization, ids, tx)).map((user) => [user._id, user]),
    );
    const sorted: Sorted = { go: [], skipped: [] };
    for (const id of ids) {
      const user = found.get(id);
      const code = user ? codeOf(user) : "not_found";
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
    { action, at }: ActionBy,
    { welcomes }: ActionFacts,
    into: Inserts,
    tx: Tx,
  ): Promise<void> {
    const ids = people.map(({ _id }) => _id);
    if (movesNoMail.includes(action)) return;
    if (action === "resendWelcome") {
      for (const { _id, email } of people) {
        const welcome = welcomes.get(_id);
        if (welcome) await ports.simulations.enqueueCopy(welcome, email, at, into);
      }
      return;
    }
    // Starting anew replaces the Welcome simulation; a training simulation in a mailbox can still be caught.
    const kind = action === "remove" || action === "deactivate" ? undefined : "welcome";
    const open = await ports.simulations.openOf(organization._id, ids, tx, kind);
    if (action === "remove") {
      await ports.outbox.cancelOf(organization._id, open, "personRemoved", tx);
      const admins = people.filter(({ role }) => role).map(({ _id }) => _id);
      if (admins.length === 0) return;
      await ports.users.endSessions(organization._id, admins, tx);
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

  /**
   * One transaction for these people: whoever is changed by somebody else at the same moment is looked at again. `also` is
   * written with it.
   */
  async function apply(
    { organization: id, actor }: Pick<Admin, "organization" | "actor">,
    ids: readonly string[],
    by: ActionBy,
    also: (sorted: Sorted, tx: Tx) => Promise<void> = () => Promise.resolve(),
  ): Promise<Sorted> {
    const { action } = by;
    const organization = await ports.organizations.get(id);
    const done = await ports.transact(async (tx) => {
      const known = await facts.of(id, ids, by, tx);
      let sorted = await sort(id, ids, by, known, tx);
      if (takesOwners(action, sorted.go)) {
        await ports.organizations.holdOwners(id, tx);
        sorted = await keepAnOwner(id, sorted, tx);
      }
      if (sorted.go.length > 0) await write(organization, sorted.go, by, known, actor, tx);
      await also(sorted, tx);
      return sorted;
    });
    if (changeOf(by).newStart || action === "resendWelcome") ports.mailWaits();
    if (action === "remove")
      for (const { _id, role } of done.go) if (role) await ports.forgetSessions(id, _id);
    if (action === "purge")
      await ports.eraseMarked(
        id,
        done.go.map(({ _id }) => _id),
      );
    return done;
  }

  /** The same, in two transactions where one of them takes the database too long. */
  async function applyInParts(admin: Admin, ids: readonly string[], by: ActionBy): Promise<Sorted> {
    try {
      return await apply(admin, ids, by);
    } catch (error) {
      if (!tookTooLong(error) || ids.length === 1) throw error;
      const half = Math.ceil(ids.length / 2);
      const first = await applyInParts(admin, ids.slice(0, half), by);
      const second = await applyInParts(admin, ids.slice(half), by);
      return { go: [...first.go, ...second.go], skipped: [...first.skipped, ...second.skipped] };
    }
  }

  async function write(
    organization: OrganizationDoc,
    people: readonly UserDoc[],
    by: ActionBy,
    known: ActionFacts,
    actor: Actor,
    tx: Tx,
  ): Promise<void> {
    const { action, target, at } = by;
    const change = changeOf(by);
    const field = targetField[action];
    const into = new Inserts();
    const ids = people.map(({ _id }) => _id);
    await ports.users.changeMany(organization._id, ids, change, at, tx);
    await consequences(organization, people, by, known, into, tx);
    for (const user of people)
      await ports.audit.append(
        {
          organization: organization._id,
          at,
          actor,
          action: `user.${action}`,
          subject: { kind: "user", id: user._id },
          ...(change.newStart && { details: { startNumber: user.startNumber + 1 } }),
          ...(field === "group" && { details: { group: target } }),
          ...(field === "programme" && {
            details: programmeChange(user.programme, target, known.programmes),
          }),
        },
        into,
      );
    await Inserts.write([into], tx);
  }

  /**
   * Does the action, or tells what it would do; null where the filter finds more than can be done before an answer. A repeat
   * finds people as they are then, changes nothing and says so.
   */
  async function act(
    admin: Admin,
    { action, users, dryRun = false, ...targets }: UserOrder,
  ): Promise<Answer | null> {
    const filter = "filter" in users ? users.filter : null;
    const target = await facts.target(admin.organization, action, targets);
    const by: ActionBy = {
      action,
      ...(target !== undefined && { target }),
      actor: { id: admin.user._id, role: admin.user.role },
      chosen: filter ? "byFilter" : "byName",
      at: ports.now(),
    };
    const ids =
      "ids" in users
        ? [...new Set(users.ids)]
        : await ports.users.findIds(admin.organization, users.filter, mostAtOnce + 1);
    if (filter && ids.length > mostAtOnce) return dryRun ? plan(admin.organization, filter, by) : null;
    const changed: string[] = [];
    const skipped: Skipped[] = [];
    for (let from = 0; from < ids.length; from += batchSize) {
      const batch = ids.slice(from, from + batchSize);
      const done = dryRun
        ? await sort(admin.organization, batch, by, await facts.of(admin.organization, batch, by))
        : await applyInParts(admin, batch, by);
      changed.push(...done.go.map(({ _id }) => _id));
      skipped.push(...done.skipped);
    }
    return {
      changed: changed.length,
      ids: changed,
      skipped,
      reasons: reasonsOf(countReasons(skipped)),
      ...(dryRun &&
        action === "remove" &&
        changed.length > 0 && { leaving: await ports.leaving(admin.organization, changed, by.at) }),
    };
  }

  return { act, apply };
}
