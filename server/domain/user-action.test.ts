import { describe, expect, it } from "vitest";
import {
  mailStates,
  moveActions,
  type MailState,
  type SkipCode,
  type UserAction,
} from "../../shared/lifecycle.ts";
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
  const people: Record<string, [Person, Record<(typeof moveActions)[number], SkipCode | null>]> = {
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
    for (const action of moveActions)
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

  it("gives a group once, only one that is offered, to nobody who is removed or has fifty", () => {
    const give = by("assignGroup", { target: "sales" });
    expect(skipOf(someone, give)).toBeNull();
    expect(skipOf({ ...someone, active: false, groups: ["other"] }, give)).toBeNull();
    expect(skipOf({ ...someone, groups: ["other", "sales"] }, give)).toBe("already");
    expect(skipOf({ ...someone, groups: Array<string>(50).fill("other") }, give)).toBe("too_many_groups");
    expect(skipOf({ ...someone, ...removed }, give)).toBe("move_not_allowed");
    expect(skipOf(someone, { ...give, targetGone: true })).toBe("group_gone");
    expect(skipOf({ ...someone, groups: ["sales"] }, { ...give, targetGone: true })).toBe("already");
    expect(changeOf(give).groups).toEqual({ add: "sales" });
    const take = by("leaveGroup", { target: "sales" });
    expect(skipOf(someone, take)).toBe("already");
    expect(skipOf({ ...someone, groups: ["sales"] }, take)).toBeNull();
    expect(skipOf({ ...someone, ...removed, groups: ["sales"] }, take)).toBe("move_not_allowed");
    expect(changeOf(take).groups).toEqual({ drop: "sales" });
  });

  it("sets a programme that may be had, or takes it away, of nobody who is removed", () => {
    const set = by("setProgramme", { target: "strict" });
    const back = by("setProgramme");
    const had = { ...someone, programme: "strict" };
    expect([skipOf(someone, set), skipOf(had, set)]).toEqual([null, "already"]);
    expect([skipOf(someone, back), skipOf(had, back)]).toEqual(["already", null]);
    expect(skipOf({ ...someone, programme: "other", active: false }, set)).toBeNull();
    expect(skipOf({ ...had, ...removed }, back)).toBe("move_not_allowed");
    expect(skipOf(someone, { ...set, targetGone: true })).toBe("programme_gone");
    expect(changeOf(set)).toMatchObject({ set: { programme: "strict" }, unset: ["nextSimulationAt"] });
    expect(changeOf(back)).toMatchObject({ set: {}, unset: ["nextSimulationAt", "programme"] });
  });

  it("sends another Welcome mail to nobody but those who wait, and not while the last one needs somebody", () => {
    const resend = by("resendWelcome");
    const day = 86_400_000;
    const mail = (state: MailState, ago = day): Person => ({
      ...someone,
      stage: "started",
      welcome: { open: true, state, createdAt: new Date(at.getTime() - ago) },
    });
    const expected: Record<MailState, SkipCode | null> = {
      queued: "mail_on_its_way",
      sending: "mail_on_its_way",
      inDoubt: "mail_in_doubt",
      refused: "mail_refused",
      held: "mail_held",
      sent: null,
      cancelled: null,
    };
    for (const state of mailStates)
      expect([state, skipOf(mail(state), resend)]).toEqual([state, expected[state]]);
    expect(skipOf(mail("sent", day - 1), resend)).toBe("copy_too_soon");
    expect(skipOf({ ...mail("sent"), active: false }, resend)).toBe("user_not_active");
    expect(skipOf({ ...mail("sent"), ...removed }, resend)).toBe("user_not_active");
    expect(skipOf({ ...mail("sent"), stage: "onboarded" }, resend)).toBe("move_not_allowed");
    expect(skipOf(someone, resend)).toBe("move_not_allowed");
    const over: Person = { ...mail("sent"), welcome: { ...mail("sent").welcome!, open: false } };
    expect(skipOf(over, resend)).toBe("move_not_allowed");
  });

  it("leaves those who are being erased, whatever is asked", () => {
    const erased: Person = { ...someone, ...removed, purging: true };
    for (const action of ["assignGroup", "leaveGroup", "resendWelcome"] as const)
      expect(skipOf(erased, by(action, { target: "sales" }))).toBe("purge_due");
  });

  it("restores up to the last millisecond of day 90, across both changes of the clocks", () => {
    for (const day of ["2026-01-20T10:00:00Z", "2026-09-20T10:00:00Z"]) {
      const removedAt = new Date(day);
      const { purgeAt } = changeOf({ action: "remove", at: removedAt }).set;
      expect(purgeAt?.getTime()).toBe(removedAt.getTime() + 90 * 86_400_000);
      const person = { ...someone, removedAt, purgeAt: purgeAt! };
      const moment = (ms: number) => by("restore", { at: new Date(purgeAt!.getTime() + ms) });
      expect(skipOf(person, moment(-86_400_000))).toBeNull();
      expect(skipOf(person, moment(-1))).toBeNull();
      expect(skipOf(person, moment(0))).toBe("purge_due");
    }
  });
});
