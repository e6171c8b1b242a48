import {
  userEvents,
  type AccountStatus,
  type ShownStanding,
  type SimulationKind,
  type TrainingStage,
  type UserEvent,
} from "../../shared/lifecycle.ts";
import { AppError } from "../errors.ts";

/** Where a user stands: two facts, stored apart. */
export interface Standing {
  stage: TrainingStage;
  status: AccountStatus;
}

/** The account status follows from two stored facts. */
export const statusOf = (user: { active: boolean; removedAt?: Date }): AccountStatus =>
  user.removedAt ? "removed" : user.active ? "active" : "inactive";

/** What an event does. Absent fields stay as they are. */
export interface Move {
  stage?: TrainingStage;
  status?: AccountStatus;
  /** One Welcome simulation is made in the same transaction. */
  mail?: SimulationKind;
  /** The start number goes up by one. */
  newStart?: true;
  /** Nothing changes: the event already has what it asks for. */
  already?: true;
}

export type TrainingEvent = Extract<
  UserEvent,
  "join" | "start" | "invite" | "accept" | "automatedStart" | "onboard" | "restart"
>;
export type AccountEvent = Exclude<UserEvent, TrainingEvent>;

const started: Move = { stage: "started", mail: "welcome", newStart: true };
const already: Move = { already: true };

/** Training: a stage without a row does not compile. Taking a report is no move; `onboard` is what a credited one causes. */
const trainingMoves: Record<TrainingStage, Partial<Record<TrainingEvent, Move>>> = {
  notStarted: {
    join: started,
    start: started,
    accept: started,
    automatedStart: started,
    invite: {},
    onboard: already,
  },
  started: {
    join: already,
    start: already,
    accept: already,
    onboard: { stage: "onboarded" },
    restart: started,
  },
  onboarded: { join: already, start: already, accept: already, onboard: already, restart: started },
};

/** The account: removed users keep their stage and all else. */
const accountMoves: Record<AccountStatus, Partial<Record<AccountEvent, Move>>> = {
  active: { activate: already, deactivate: { status: "inactive" }, remove: { status: "removed" } },
  inactive: { activate: { status: "active" }, deactivate: already, remove: { status: "removed" } },
  removed: { remove: already, restore: { status: "active" }, purge: {} },
};

const isTrainingEvent = (event: UserEvent): event is TrainingEvent =>
  !(event in accountMoves.active || event in accountMoves.removed);

/**
 * What the event does to a user who stands there.
 * @throws AppError `user_not_active` when training is asked of somebody inactive or removed,
 *   `move_not_allowed` when the tables hold no such move.
 */
export function move({ stage, status }: Standing, event: UserEvent): Move {
  if (!isTrainingEvent(event)) {
    const found = accountMoves[status][event];
    if (found) return found;
    throw new AppError("move_not_allowed", `"${event}" is not possible for a user who is ${status}.`);
  }
  // A report is always taken; an inactive user's counts, a removed user's moves nothing.
  if (event === "onboard" && status === "removed") return already;
  if (status !== "active" && event !== "onboard")
    throw new AppError("user_not_active", `A user who is ${status} cannot "${event}".`);
  const found = trainingMoves[stage][event];
  if (found) return found;
  throw new AppError("move_not_allowed", `"${event}" is not possible for a user who is ${stage}.`);
}

/** The events an admin or the user may cause now and that would change something. */
export function allowedEvents(standing: Standing): UserEvent[] {
  return userEvents.filter((event) => {
    try {
      return move(standing, event).already !== true;
    } catch {
      return false;
    }
  });
}

/** What lists show; derived, never stored. */
export function shownStanding({ stage, status }: Standing, invited = false): ShownStanding {
  if (status !== "active") return status;
  if (stage === "started") return "waiting";
  if (stage === "onboarded") return "onboarded";
  return invited ? "invited" : "notStarted";
}
