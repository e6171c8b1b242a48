import type { Role, SkipCode, TrainingStage, UserAction } from "../../shared/lifecycle.ts";
import { AppError } from "../errors.ts";
import { move, statusOf } from "./lifecycle.ts";

/** How long a removed person can be restored, in milliseconds: 90 days of 24 hours, whatever the clocks do. */
export const restorableFor = 90 * 24 * 3_600_000;

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
}

export interface ActionBy {
  action: UserAction;
  /** Who does it. */
  actor: { id: string; role: Role };
  /** Whether a filter found the people, or somebody named each. */
  chosen: "byName" | "byFilter";
  at: Date;
}

const shutsOut = (action: UserAction): boolean => action === "deactivate" || action === "remove";

/** Why this person stays as they are; null when the action goes ahead. Whether an owner is the last one is not asked here. */
export function skipOf(person: Person, { action, actor, chosen, at }: ActionBy): SkipCode | null {
  if (person.purging) return action === "purge" || action === "remove" ? "already" : "purge_due";
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
    actor.role !== "owner"
  )
    return "owner_only";
  return null;
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
  }>;
  unset: readonly ("removedAt" | "purgeAt" | "onboardedAt")[];
  newStart: boolean;
}

/** What the action writes, the same for each person that it does not skip. */
export function changeOf(action: UserAction, at: Date): Change {
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
  }
}
