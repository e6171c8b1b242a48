import {
  moveActions,
  type MailState,
  type Role,
  type SkipCode,
  type TrainingStage,
  type UserAction,
} from "../../shared/lifecycle.ts";
import { mostOfOneKind } from "../../shared/structure.ts";
import { may } from "../../shared/permissions.ts";
import { AppError } from "../errors.ts";
import { move, statusOf } from "./lifecycle.ts";

/** How long a removed person can be restored, in milliseconds: 90 days of 24 hours, whatever the clocks do. */
export const restorableFor = 90 * 24 * 3_600_000;

/** How long somebody who got a Welcome mail waits for another copy of it, in milliseconds. */
export const copyEvery = 24 * 3_600_000;

/** Where the latest Welcome simulation of a person is, and the last mail of it. */
export interface WelcomeMail {
  open: boolean;
  state: MailState;
  createdAt: Date;
}

/** What an action has to know of a person. */
export interface Person {
  _id: string;
  stage: TrainingStage;
  active: boolean;
  removedAt?: Date;
  purgeAt?: Date;
  purging?: true;
  role?: Role;
  trainingExempt?: boolean;
  groups?: readonly string[];
  /** Set by hand. */
  programme?: string;
  /** Asked by `resendWelcome` alone. */
  welcome?: WelcomeMail;
}

export interface ActionBy {
  action: UserAction;
  /** What is given or taken, for the actions that give or take something: the id of a group or a programme. */
  target?: string;
  /** It is not offered any more. */
  targetGone?: boolean;
  /** Who does it. */
  actor: { id: string; role: Role };
  /** Whether a filter found the people, or somebody named each. */
  chosen: "byName" | "byFilter";
  at: Date;
}

type MoveAction = (typeof moveActions)[number];
type PlainAction = Exclude<UserAction, MoveAction>;
const isMove = (action: UserAction): action is MoveAction =>
  (moveActions as readonly UserAction[]).includes(action);

const shutsOut = (action: UserAction): boolean => action === "deactivate" || action === "remove";

/** Why this person stays as they are; null when the action goes ahead. Whether an owner is the last one is not asked here. */
export function skipOf(person: Person, by: ActionBy): SkipCode | null {
  const { action, actor, chosen, at } = by;
  if (person.purging) return action === "purge" || action === "remove" ? "already" : "purge_due";
  if (!isMove(action)) return plainRules[action](person, by);
  try {
    if (move({ stage: person.stage, status: statusOf(person) }, action).already) return "already";
  } catch (error) {
    if (error instanceof AppError && error.code === "user_not_active") return "user_not_active";
    if (error instanceof AppError && error.code === "move_not_allowed") return "move_not_allowed";
    throw error;
  }
  if (action === "start" && chosen === "byFilter" && person.trainingExempt) return "training_exempt";
  if (action === "restore" && person.purgeAt && person.purgeAt <= at) return "purge_due";
  if (shutsOut(action) && person._id === actor.id) return "yourself";
  if (
    (shutsOut(action) || action === "restore" || action === "purge") &&
    person.role === "owner" &&
    !may(actor.role, "roles.give")
  )
    return "owner_only";
  return null;
}

/** Who is not given what moves nobody. A removed person stays as they are until they are restored. */
const plainRules: Record<PlainAction, (person: Person, by: ActionBy) => SkipCode | null> = {
  assignGroup({ removedAt, groups = [] }, { target = "", targetGone }) {
    if (removedAt) return "move_not_allowed";
    if (groups.includes(target)) return "already";
    if (targetGone) return "group_gone";
    return groups.length >= mostOfOneKind ? "too_many_groups" : null;
  },
  leaveGroup({ removedAt, groups = [] }, { target = "" }) {
    if (removedAt) return "move_not_allowed";
    return groups.includes(target) ? null : "already";
  },
  setProgramme({ removedAt, programme }, { target, targetGone }) {
    if (removedAt) return "move_not_allowed";
    if (programme === target) return "already";
    return targetGone ? "programme_gone" : null;
  },
  resendWelcome(person, { at }) {
    if (statusOf(person) !== "active") return "user_not_active";
    const { stage, welcome } = person;
    if (stage !== "started" || !welcome?.open) return "move_not_allowed";
    return copyRefusal(welcome, at);
  },
};

/** What stands on the way of another copy: a mail that waits for somebody else, or one from less than a day ago. */
function copyRefusal({ state, createdAt }: WelcomeMail, at: Date): SkipCode | null {
  switch (state) {
    case "queued":
    case "sending":
      return "mail_on_its_way";
    case "held":
      return "mail_held";
    case "refused":
      return "mail_refused";
    case "inDoubt":
      return "mail_in_doubt";
    case "sent":
    case "cancelled":
      return createdAt.getTime() + copyEvery > at.getTime() ? "copy_too_soon" : null;
  }
}

/** Whether the action takes people away who may be the organization's last owners. */
export const takesOwners = (action: UserAction, people: readonly Person[]): boolean =>
  shutsOut(action) && people.some(({ role }) => role === "owner");

/** What changes of a person; an absent value goes. */
export interface Change {
  set: Partial<{
    stage: TrainingStage;
    startMethod: "admin";
    startedAt: Date;
    active: boolean;
    removedAt: Date;
    purgeAt: Date;
    purging: true;
    programme: string;
  }>;
  unset: readonly ("removedAt" | "purgeAt" | "onboardedAt" | "nextSimulationAt" | "programme")[];
  groups?: { add: string } | { drop: string };
  newStart: boolean;
}

/** What the action writes, the same for each person that it does not skip. */
export function changeOf(by: Pick<ActionBy, "action" | "target" | "at">): Change {
  const { action, target = "", at } = by;
  const none = { set: {}, unset: [], newStart: false } as const;
  switch (action) {
    case "start":
    case "restart":
      return {
        set: { stage: "started", startMethod: "admin", startedAt: at },
        unset: ["onboardedAt"],
        newStart: true,
      };
    case "activate":
    case "deactivate":
      return { ...none, set: { active: action === "activate" } };
    case "remove":
      return { ...none, set: { removedAt: at, purgeAt: new Date(at.getTime() + restorableFor) } };
    case "restore":
      return { ...none, unset: ["removedAt", "purgeAt"] };
    case "purge":
      return { ...none, set: { purgeAt: at, purging: true } };
    case "assignGroup":
      // Groups bring programmes: the next simulation is planned anew.
      return { ...none, unset: ["nextSimulationAt"], groups: { add: target } };
    case "leaveGroup":
      return { ...none, unset: ["nextSimulationAt"], groups: { drop: target } };
    case "setProgramme":
      return by.target === undefined
        ? { ...none, unset: ["nextSimulationAt", "programme"] }
        : { ...none, set: { programme: by.target }, unset: ["nextSimulationAt"] };
    // The mail is all; who is changed at the same moment is looked at again all the same.
    case "resendWelcome":
      return none;
  }
}
