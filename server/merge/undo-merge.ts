import type * as z from "zod/mini";
import { mergeUndoDays, type UndoMerge } from "../../shared/contracts/user-merge.ts";
import { may } from "../../shared/permissions.ts";
import type { Admin } from "../auth/caller.ts";
import type { Tx } from "../db/connect.ts";
import { insertInto } from "../db/insert-groups.ts";
import { differences, unmerge } from "../domain/merge.ts";
import { AppError } from "../errors.ts";
import type { UserDoc } from "../users/user-store.ts";
import { userView } from "../users/user-view.ts";
import type { MergePorts } from "./merge-service.ts";
import type { UndoableMerge } from "./merge-store.ts";
import { sideView } from "./merge-view.ts";

type Answer = z.input<typeof UndoMerge.response>;

/** The way back, for 30 days. */
export function createUndo(ports: MergePorts) {
  /** What nobody gets back, since somebody else has it by now. */
  async function giveUp(
    user: UserDoc,
    others: readonly string[],
    tx: Tx,
  ): Promise<("employeeId" | "directory")[]> {
    const lost: ("employeeId" | "directory")[] = [];
    for (const field of ["employeeId", "directory"] as const) {
      if (user[field] === undefined) continue;
      const holder = await ports.users.collection
        .findOne({ organization: user.organization, [field]: user[field] }, { _id: 1 })
        .session(tx)
        .lean<{ _id: string }>();
      if (!holder || others.includes(holder._id)) continue;
      lost.push(field);
      Reflect.deleteProperty(user, field);
    }
    return lost;
  }

  /** Both as they would be; the ones they are now in `stays`. */
  async function plan(now: UserDoc, { undo }: UndoableMerge, tx: Tx) {
    const { stays, goes, trainingBack, remains } = unmerge(now, undo);
    const lost = [...(await giveUp(stays, [now._id], tx)), ...(await giveUp(goes, [now._id], tx))];
    // Their sessions are over, and stay so.
    if (goes.role) goes.sessionEpoch = (goes.sessionEpoch ?? 0) + 1;
    return { stays, goes, trainingBack, remains, lost };
  }

  async function write(
    admin: Admin,
    now: UserDoc,
    merge: UndoableMerge,
    planned: Awaited<ReturnType<typeof plan>>,
    at: Date,
    tx: Tx,
  ): Promise<{ stays: UserDoc; goes: UserDoc }> {
    const { organization } = merge;
    if (!(await ports.merges.remove(merge, tx))) throw none();
    const stays = await ports.users.update(now, differences(now, planned.stays), at, tx);
    const caughtAt = await ports.rows.unmerge(merge, planned, tx);
    const goes: UserDoc = {
      ...planned.goes,
      // One of the two caught it, and nobody can say who: neither goes backwards.
      ...(caughtAt && planned.goes.stage === "started" && { stage: "onboarded", onboardedAt: caughtAt }),
      version: planned.goes.version + 1,
      updatedAt: at,
    };
    await insertInto(ports.users.collection, goes, tx);
    const entry = { organization, at, actor: admin.actor, action: "user.unmerge" };
    await ports.audit.append(
      { ...entry, subject: { kind: "user", id: stays._id }, details: { other: goes._id } },
      tx,
    );
    await ports.audit.append(
      { ...entry, subject: { kind: "user", id: goes._id }, details: { from: stays._id } },
      tx,
    );
    return { stays, goes };
  }

  /**
   * Undoes the latest merge into this person, or tells what would become of both.
   * @throws AppError `not_found`, `version_conflict`, `forbidden`, and `move_not_allowed` where nothing can be undone.
   */
  return async function undo(
    admin: Admin,
    id: string,
    { dryRun = false }: z.output<typeof UndoMerge.request>,
    seen?: number,
  ): Promise<Answer> {
    const { defaultLanguage } = await ports.organizations.get(admin.organization);
    const at = ports.now();
    const done = await ports.transact(async (tx) => {
      const now = await ports.users.get(admin.organization, id, tx);
      if (seen !== undefined && seen !== now.version)
        throw new AppError("version_conflict", "Somebody else changed this person meanwhile.", {
          current: userView(now, defaultLanguage),
        });
      const merge = await ports.merges.findUndoable(admin.organization, id, at, tx);
      if (!merge) throw none();
      if (now.removedAt)
        throw new AppError("move_not_allowed", "A removed person stays as they are until they are restored.");
      const owners = [now.role, merge.undo.before.goes.role].includes("owner");
      if (owners && !may(admin.user.role, "roles.give"))
        throw new AppError("forbidden", "Only an owner does this to an owner.");
      const planned = await plan(now, merge, tx);
      const both = dryRun ? planned : await write(admin, now, merge, planned, at, tx);
      return { merge, planned, both };
    });
    const { merge, planned, both } = done;
    if (!dryRun) ports.mailWaits();
    return {
      undone: !dryRun,
      stays: sideView(both.stays, defaultLanguage),
      back: sideView(both.goes, defaultLanguage),
      simulations: merge.undo.simulations.goes.length,
      reports: merge.undo.reports.length,
      remains: planned.remains,
      lost: planned.lost,
    };
  };
}

const none = () =>
  new AppError(
    "move_not_allowed",
    `There is no merge to undo: it is undone already, or longer than ${mergeUndoDays} days ago.`,
  );
