import type { Clues } from "../../shared/contracts/simulation.ts";
import type { Language, MailState, SimulationKind } from "../../shared/lifecycle.ts";
import type { Tx } from "../db/connect.ts";
import type { Into } from "../db/insert-groups.ts";
import type { MailCause } from "../domain/outbox.ts";
import type { OutboxMessage } from "../mail/outbox.ts";

export const simulationStates = ["open", "reported", "superseded"] as const;
export type SimulationState = (typeof simulationStates)[number];

/** One simulation of one person, as stored. */
export interface Simulation {
  _id: string;
  organization: string;
  user: string;
  kind: SimulationKind;
  /** Which start of the training it belongs to. */
  startNumber: number;
  scenario: { key: string; version: number };
  language: Language;
  /** Which server key made its token. */
  keyId: string;
  tokenHash: string;
  state: SimulationState;
  createdAt: Date;
  /** A training simulation's place in its person's rhythm: at most one is made for each. */
  dueAt?: Date;
  reportedAt?: Date;
  closedAt?: Date;
}

/** Whom a simulation is for. */
export interface Trainee {
  _id: string;
  organization: string;
  email: string;
  language: Language;
  startNumber: number;
}

export interface WelcomeState {
  state: MailState;
  sentAt?: Date;
  nextCopyAt?: Date;
}

/** Somebody's latest Welcome simulation and the last mail of it. */
export interface LatestWelcome {
  simulation: Simulation;
  last: OutboxMessage;
}

/** A simulation's mail as we made it, to compare what was reported with. */
export interface MadeMail {
  fromName: string;
  fromAddress: string;
  subject: string;
  text: string;
  html: string;
  link: string;
}

/** What other features may ask about simulations. */
export interface Simulations {
  /** Makes the Welcome simulation of this start and its mail, in the caller's transaction; once, however often called. */
  enqueueWelcome: (user: Trainee, cause: MailCause, at: Date, tx: Tx) => Promise<void>;
  /** The same for a person who is new in the same breath, so that nothing earlier can be there. */
  enqueueFirstWelcome: (user: Trainee, cause: MailCause, at: Date, into: Into) => Promise<void>;
  /** Makes one training simulation and its mail; the unique index refuses a second one for the same `dueAt`. */
  enqueueTraining: (
    user: Trainee,
    training: { scenario: string; dueAt: Date },
    at: Date,
    into: Into,
  ) => Promise<void>;
  /** Where the latest Welcome mail is; null when there was none. */
  welcomeState: (user: Pick<Trainee, "_id" | "organization">) => Promise<WelcomeState | null>;
  /**
   * Another copy of the open Welcome simulation, once a day; nothing when one is on its way.
   * @throws AppError `copy_too_soon` with the seconds to wait, `move_not_allowed` when no Welcome simulation is open.
   */
  requestWelcomeCopy: (
    user: Pick<Trainee, "_id" | "organization" | "email">,
    at: Date,
    tx: Tx,
  ) => Promise<void>;
  /** The latest Welcome simulation of each of these people; who has none is left out. */
  latestWelcomes: (organization: string, users: readonly string[], tx?: Tx) => Promise<LatestWelcome[]>;
  /** A further copy because an admin asked for it, of a simulation whose last mail was sent or cancelled. */
  enqueueCopy: (welcome: LatestWelcome, to: string, at: Date, into: Into) => Promise<void>;
  /** A further copy because an admin asked for it; false when the simulation is over. */
  sendAgain: (organization: string, id: string, to: string, at: Date, tx: Tx) => Promise<boolean>;
  /** Whoever opens the link of a simulation's mail has it: then it arrived. Unknown tokens change nothing. */
  markArrived: (token: string) => Promise<void>;
  /** The simulations of this organization that these tokens belong to. */
  findByTokens: (organization: string, tokens: readonly string[]) => Promise<Simulation[]>;
  /** Its person caught it: closed as reported, what waits of its mail is not needed, doubt is settled. True the first time. */
  markReported: (simulation: Simulation, at: Date, tx: Tx) => Promise<boolean>;
  find: (organization: string, id: string) => Promise<Simulation | null>;
  /** The latest simulations of one person, newest first. */
  ofUser: (organization: string, user: string, limit: number) => Promise<Simulation[]>;
  /** Closes the person's open Welcome simulations, since another one was reported. */
  supersedeWelcome: (organization: string, user: string, at: Date, tx: Tx) => Promise<void>;
  /** Ids of what these people have open, caught by nobody and replaced by nothing; of one kind, or of all. */
  openOf: (
    organization: string,
    users: readonly string[],
    tx: Tx,
    kind?: SimulationKind,
  ) => Promise<string[]>;
  /** Closes these, since each person is started anew; their mails are not needed any more. */
  supersede: (organization: string, simulations: readonly string[], at: Date, tx: Tx) => Promise<void>;
  /** False when the simulation was caught or replaced, so that no mail of it is needed any more. */
  isOpen: (organization: string, id: string) => Promise<boolean>;
  madeMail: (simulation: Simulation) => MadeMail;
  clues: (simulation: Simulation) => Clues;
}
