import { randomUUID } from "node:crypto";
import type * as z from "zod/mini";
import { mergeUndoDays, type GetMerge, type MergeUsers } from "../../shared/contracts/user-merge.ts";
import type { ApiTokenStore } from "../api-tokens/api-token-store.ts";
import type { AuditStore } from "../audit/audit-store.ts";
import type { Admin } from "../auth/caller.ts";
import type { Transact, Tx } from "../db/connect.ts";
import { differences } from "../domain/merge.ts";
import { AppError } from "../errors.ts";
import type { OrganizationDoc, OrganizationStore } from "../organization/organization-store.ts";
import type { UserDoc, UserStore } from "../users/user-store.ts";
import { displayName, userView } from "../users/user-view.ts";
import { followMerges } from "./follow-merges.ts";
import { createMergePlan, refusalOf, tell } from "./merge-plan.ts";
import type { MergeRows } from "./merge-rows.ts";
import type { MergeStore, UndoableMerge } from "./merge-store.ts";
import { sideView } from "./merge-view.ts";
import { createUndo } from "./undo-merge.ts";

export interface MergePorts {
  users: UserStore;
  merges: MergeStore;
  rows: MergeRows;
  organizations: Pick<OrganizationStore, "get" | "holdOwners">;
  apiTokens: Pick<ApiTokenStore, "revokeAllOf">;
  audit: AuditStore;
  transact: Transact;
  now: () => Date;
  /** Tells the worker that mail is waiting. */
  mailWaits: () => void;
  /** Forgets the portal sessions of a person, which are over already. */
  forgetSessions: (organization: string, user: string) => Promise<void>;
}

type Asked = z.output<typeof MergeUsers.request>;
type Plan = z.input<typeof MergeUsers.response>;

const undoFor = mergeUndoDays * 24 * 3_600_000;
/** How long requests that were under way may still write of the one who is no more: longer than any of them lives. */
const followFor = 10 * 60_000;
const mostAlike = 3;

export type MergeService = ReturnType<typeof createMergeService>;

/** Two people who turn out to be one. */
export function createMergeService(ports: MergePorts) {
  const plan = createMergePlan(ports);

  async function write(admin: Admin, planned: UndoableMerge, asked: Asked, tx: Tx): Promise<UserDoc> {
    const { organization, at } = planned;
    const { before, after } = planned.undo;
    const { stays, goes } = before;
    if (goes.role === "owner") await ports.organizations.holdOwners(organization, tx);
    const gone = await ports.users.collection.deleteOne(
      { organization, _id: goes._id, version: goes.version },
      { session: tx },
    );
    if (gone.deletedCount === 0) throw conflict(goes, await ports.organizations.get(organization));
    const written = await ports.users.update(stays, differences(stays, after), at, tx);
    await ports.rows.merge(planned, tx);
    await ports.apiTokens.revokeAllOf(organization, [goes._id], at, tx);
    await ports.merges.insert({ ...planned, undo: { ...planned.undo, after: written } }, tx);
    const entry = { organization, at, actor: admin.actor, action: "user.merge" };
    const details = asked.employeeId && { employeeId: asked.employeeId };
    await ports.audit.append(
      { ...entry, subject: { kind: "user", id: stays._id }, details: { other: goes._id, ...details } },
      tx,
    );
    await ports.audit.append(
      { ...entry, subject: { kind: "user", id: goes._id }, details: { into: stays._id } },
      tx,
    );
    return written;
  }

  /** Who both are now. A repeat of a merge that is done finds the other gone, into this one. */
  async function both(
    organization: OrganizationDoc,
    id: string,
    asked: Asked,
    seen: number | undefined,
    tx: Tx,
  ) {
    const stays = await ports.users.get(organization._id, id, tx);
    const goes = await ports.users.find(organization._id, asked.other, tx);
    if (!goes) return { stays, goes };
    if (seen !== undefined && seen !== stays.version) throw conflict(stays, organization);
    if (asked.otherVersion !== undefined && asked.otherVersion !== goes.version)
      throw conflict(goes, organization);
    return { stays, goes };
  }

  /** What the first of two equal merges answered, as far as it is known. */
  async function repeated(
    { defaultLanguage, _id }: OrganizationDoc,
    stays: UserDoc,
    other: string,
    at: Date,
    tx: Tx,
  ): Promise<Plan> {
    const done = await ports.merges.findUndoable(_id, stays._id, at, tx);
    if (done?.goes !== other) throw new AppError("not_found", "There is no such user.");
    const { before, simulations, reports } = done.undo;
    return {
      merged: true,
      stays: sideView(before.stays, defaultLanguage),
      goes: sideView(before.goes, defaultLanguage),
      after: sideView(stays, defaultLanguage),
      proposed: stays._id,
      ask: [],
      warnings: [],
      training: "stays",
      simulations: simulations.goes.length,
      reports: reports.length,
      mails: { cancelled: 0, moved: 0 },
      undoUntil: done.undoUntil.toISOString(),
    };
  }

  /**
   * Merges, or tells what would become of both. Doing it twice is doing it once.
   * @throws AppError `not_found`, `version_conflict`, `invalid_request` for a choice that is left open, and the refusals.
   */
  async function merge(admin: Admin, id: string, asked: Asked, seen?: number): Promise<Plan> {
    const organization = await ports.organizations.get(admin.organization);
    const { defaultLanguage } = organization;
    const at = ports.now();
    const answer = await ports.transact(async (tx): Promise<{ plan: Plan; wrote?: UserDoc }> => {
      const { stays, goes } = await both(organization, id, asked, seen, tx);
      if (!goes) return { plan: await repeated(organization, stays, asked.other, at, tx) };
      const { merge: made, undo, refused, mails } = await plan(admin, { stays, goes }, asked, at, tx);
      const undoUntil = new Date(at.getTime() + undoFor);
      const told = tell(made, { stays, goes }, defaultLanguage);
      const all: Plan = {
        ...told,
        merged: false,
        ...(refused && { refused }),
        simulations: undo.simulations.goes.length,
        reports: undo.reports.length,
        mails,
        undoUntil: undoUntil.toISOString(),
      };
      if (asked.dryRun) return { plan: all };
      if (refused) throw refusalOf(refused);
      if (made.ask.length > 0) throw notChosen();
      const wrote = await write(
        admin,
        {
          _id: randomUUID(),
          organization: organization._id,
          stays: stays._id,
          goes: goes._id,
          at,
          undoUntil,
          undo,
          followUntil: new Date(at.getTime() + followFor),
        },
        asked,
        tx,
      );
      return { plan: { ...all, merged: true, after: sideView(wrote, defaultLanguage) }, wrote: goes };
    });
    if (answer.wrote?.role) await ports.forgetSessions(organization._id, answer.wrote._id);
    if (answer.wrote && answer.plan.mails.moved > 0) ports.mailWaits();
    return answer.plan;
  }

  /** Somebody else of precisely this name. */
  async function alike(user: UserDoc): Promise<UserDoc[]> {
    if (user.removedAt || !user.firstName || !user.lastName) return [];
    const name = displayName(user);
    const { items } = await ports.users.list(user.organization, { query: name }, { limit: 10 });
    const key = (text: string) => text.toLocaleLowerCase();
    return items
      .filter((one) => one._id !== user._id && key(displayName(one)) === key(name))
      .slice(0, mostAlike);
  }

  /** The id of who somebody is now: another one for people who were merged. */
  async function idNow(organization: string, id: string, tx?: Tx): Promise<string> {
    let now = id;
    for (let found = await ports.merges.findGone(organization, now, tx); found;) {
      now = found.stays;
      found = await ports.merges.findGone(organization, now, tx);
    }
    return now;
  }

  /** Who somebody who was merged is now; null for people who were not. */
  async function personNow(organization: string, id: string, tx?: Tx): Promise<UserDoc | null> {
    const now = await idNow(organization, id, tx);
    return now === id ? null : ports.users.find(organization, now, tx);
  }

  return {
    merge,
    undo: createUndo(ports),

    /** The merge that can be undone, and who looks like the same person. */
    async about(organization: string, id: string): Promise<z.input<typeof GetMerge.response>> {
      const user = await ports.users.get(organization, id);
      const { defaultLanguage } = await ports.organizations.get(organization);
      const last = await ports.merges.findUndoable(organization, id, ports.now());
      return {
        last: last && {
          name: displayName(last.undo.before.goes),
          at: last.at.toISOString(),
          until: last.undoUntil.toISOString(),
        },
        alike: (await alike(user)).map((one) => userView(one, defaultLanguage)),
      };
    },

    idNow,
    personNow,

    /** Does it for this person, or, where they were merged at that moment, for who they are now. */
    async withPersonNow<T>(
      organization: string,
      id: string,
      work: (id: string) => Promise<T>,
      tx: Tx,
    ): Promise<T> {
      try {
        return await work(id);
      } catch (error) {
        const isGone = error instanceof AppError && error.code === "not_found";
        const now = isGone ? await personNow(organization, id, tx) : null;
        if (!now) throw error;
        return work(now._id);
      }
    },

    /** Lets what came late follow, and forgets how people were where nobody can undo it any more. */
    async run(stopping: () => boolean = () => false): Promise<number> {
      await followMerges(ports, stopping);
      return ports.merges.forget(ports.now());
    },

    nextDue: () => ports.merges.nextToForget(),
  };
}

const conflict = (now: UserDoc, { defaultLanguage }: OrganizationDoc) =>
  new AppError("version_conflict", "Somebody else changed this person meanwhile.", {
    current: userView(now, defaultLanguage),
  });

function notChosen(): AppError {
  const message = "Both have an employee ID: say whose it is from now on.";
  return new AppError("invalid_request", message, { violations: [{ path: "$.employeeId", message }] });
}
