import type { MergeRefusal } from "../../shared/contracts/user-merge.ts";
import { mostOfOneKind } from "../../shared/structure.ts";
import type { Admin } from "../auth/caller.ts";
import type { Tx } from "../db/connect.ts";
import { mergeSimulations } from "../domain/merge-simulations.ts";
import {
  mergeOf,
  mergeRefusal,
  proposedStay,
  type Merge,
  type MergeChoices,
  type Pair,
} from "../domain/merge.ts";
import { AppError } from "../errors.ts";
import type { OrganizationDoc } from "../organization/organization-store.ts";
import type { UserDoc } from "../users/user-store.ts";
import type { MergePorts } from "./merge-service.ts";
import { sideView } from "./merge-view.ts";

/** Simulations and reports that one transaction moves. */
const mostMoved = 2_000;
const words: Record<MergeRefusal, string> = {
  same_person: "A person cannot be merged with themselves.",
  removed: "One of the two is removed. Restore them first.",
  yourself: "You cannot merge yourself into somebody else.",
  owner_only: "Only an owner merges an owner.",
  role_differs:
    "The other has a role that the one who stays has not. Take it away first, or let the other stay.",
  last_owner: "An organization always has an owner: make somebody else one first.",
  too_much: `At most ${mostMoved} simulations and reports are moved at once, and nobody has more than ${mostOfOneKind} groups or functions.`,
};
const codes: Partial<Record<MergeRefusal, "forbidden" | "last_owner">> = {
  owner_only: "forbidden",
  last_owner: "last_owner",
};

const belongsToMany = ({ groups, functions }: Pick<UserDoc, "groups" | "functions">): boolean =>
  groups.length > mostOfOneKind || functions.length > mostOfOneKind;

/** The refusal of a merge, in words. */
export const refusalOf = (refused: MergeRefusal): AppError =>
  new AppError(codes[refused] ?? "move_not_allowed", words[refused]);

/** What a merge would do. */
export function createMergePlan(ports: Pick<MergePorts, "rows" | "users">) {
  async function ownerRefusal(goes: UserDoc, tx: Tx): Promise<"last_owner" | undefined> {
    if (goes.role !== "owner" || !goes.active) return undefined;
    const left = (await ports.users.activeOwners(goes.organization, tx)).filter((id) => id !== goes._id);
    return left.length === 0 ? "last_owner" : undefined;
  }

  /** All that a merge of the two does; nothing is written. */
  return async function plan(
    admin: Admin,
    { stays, goes }: Pair<UserDoc>,
    chosen: MergeChoices,
    at: Date,
    tx: Tx,
  ) {
    const { organization } = admin;
    const merge = mergeOf({ stays, goes }, chosen);
    const [own, theirs] = [
      await ports.rows.of(organization, stays._id, tx),
      await ports.rows.of(organization, goes._id, tx),
    ];
    const mails = [...own.mails, ...theirs.mails];
    const simulations = mergeSimulations(
      { stays: own.simulations, goes: theirs.simulations },
      {
        training: merge.training,
        stage: merge.after.stage,
        startNumbers: { stays: stays.startNumber, goes: goes.startNumber },
        isOut: ports.rows.isOut(mails),
        at,
      },
    );
    const moved = own.simulations.length + theirs.simulations.length + theirs.reports.length;
    const refused =
      mergeRefusal({ stays, goes }, { id: admin.user._id, role: admin.user.role }) ??
      (await ownerRefusal(goes, tx)) ??
      (moved > mostMoved || belongsToMany(merge.after) ? "too_much" : undefined);
    const undo = { before: { stays, goes }, after: merge.after, simulations, reports: theirs.reports };
    return { merge, undo, refused, mails: ports.rows.countMails(mails, simulations) };
  };
}

/** What both see of it beforehand. */
export function tell(
  made: Merge<UserDoc>,
  { stays, goes }: Pair<UserDoc>,
  language: OrganizationDoc["defaultLanguage"],
) {
  return {
    stays: sideView(stays, language),
    goes: sideView(goes, language),
    after: sideView(made.after, language),
    proposed: proposedStay(stays, goes)._id,
    ask: made.ask,
    warnings: made.warnings,
    training: made.training,
  };
}
