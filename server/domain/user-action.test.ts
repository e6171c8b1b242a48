import { describe, expect, it } from "vitest";
import { userActions, type SkipCode, type UserAction } from "../../shared/lifecycle.ts";
import { changeOf, restorableFor, skipOf, type ActionBy, type Person } from "./user-action.ts";

const at = new Date("2026-11-24T09:00:00Z");
const someone: Person = { _id: "someone", stage: "notStarted", active: true };
const by = (action: UserAction, more: Partial<ActionBy> = {}): ActionBy => ({
  action,
  actor: { id: "admin", role: "admin" },
  chosen: "byName",
  at,
  ...more,
});
const removed = { removedAt: at, purgeAt: new Date(at.getTime() + restorableFor) };

describe("whom an action leaves as they are", () => {
  const goes = null;
  const people: Record<string, [Person, Record<UserAction, SkipCode | null>]> = {
    "not started": [
      someone,
      {
        start: goes,
        restart: "move_not_allowed",
        activate: "already",
        deactivate: goes,
        remove: goes,
        restore: "move_not_allowed",
        purge: "move_not_allowed",
      },
    ],
    started: [
      { ...someone, stage: "started" },
      {
        start: "already",
        restart: goes,
        activate: "already",
        deactivate: goes,
        remove: goes,
        restore: "move_not_allowed",
        purge: "move_not_allowed",
      },
    ],
    onboarded: [
      { ...someone, stage: "onboarded" },
      {
        start: "already",
        restart: goes,
        activate: "already",
        deactivate: goes,
        remove: goes,
        restore: "move_not_allowed",
        purge: "move_not_allowed",
      },
    ],
    inactive: [
      { ...someone, active: false },
      {
        start: "user_not_active",
        restart: "user_not_active",
        activate: goes,
        deactivate: "already",
        remove: goes,
        restore: "move_not_allowed",
        purge: "move_not_allowed",
      },
    ],
    removed: [
      { ...someone, ...removed },
      {
        start: "user_not_active",
        restart: "user_not_active",
        activate: "move_not_allowed",
        deactivate: "move_not_allowed",
        remove: "already",
        restore: goes,
        purge: goes,
      },
    ],
    "being erased": [
      { ...someone, ...removed, purging: true },
      {
        start: "purge_due",
        restart: "purge_due",
        activate: "purge_due",
        deactivate: "purge_due",
        remove: "already",
        restore: "purge_due",
        purge: "already",
      },
    ],
  };
  it.each(Object.entries(people))("%s", (_name, [person, expected]) => {
    for (const action of userActions)
      expect([action, skipOf(person, by(action))]).toEqual([action, expected[action]]);
  });

  it("keeps owners and admins out of what a filter starts, and starts them when they are named", () => {
    const exempt = { ...someone, trainingExempt: true };
    expect(skipOf(exempt, by("start", { chosen: "byFilter" }))).toBe("training_exempt");
    expect(skipOf(exempt, by("start"))).toBeNull();
  });

  it("lets nobody switch off or remove themselves, nor an admin an owner", () => {
    const owner: Person = { ...someone, role: "owner" };
    for (const action of ["deactivate", "remove"] as const) {
      expect(skipOf({ ...someone, _id: "admin" }, by(action))).toBe("yourself");
      expect(skipOf(owner, by(action))).toBe("owner_only");
      expect(skipOf(owner, by(action, { actor: { id: "another", role: "owner" } }))).toBeNull();
    }
    for (const action of ["restore", "purge"] as const)
      expect(skipOf({ ...owner, ...removed }, by(action))).toBe("owner_only");
  });

  it("restores up to the last millisecond of day 90, across both changes of the clocks", () => {
    for (const day of ["2026-01-20T10:00:00Z", "2026-09-20T10:00:00Z"]) {
      const removedAt = new Date(day);
      const { purgeAt } = changeOf("remove", removedAt).set;
      expect(purgeAt?.getTime()).toBe(removedAt.getTime() + 90 * 86_400_000);
      const person = { ...someone, removedAt, purgeAt: purgeAt! };
      const moment = (ms: number) => by("restore", { at: new Date(purgeAt!.getTime() + ms) });
      expect(skipOf(person, moment(-86_400_000))).toBeNull();
      expect(skipOf(person, moment(-1))).toBeNull();
      expect(skipOf(person, moment(0))).toBe("purge_due");
    }
  });
});
