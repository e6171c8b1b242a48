import type { MailReason, MailState } from "../../shared/lifecycle.ts";
import type { Tx } from "../db/connect.ts";
import type { Into } from "../db/insert-groups.ts";
import type { MailCause, OutboxKind } from "../domain/outbox.ts";

/** A mail that is decided but not yet accepted by the mail server; afterwards, the record of it. */
export interface OutboxMessage {
  _id: string;
  organization: string;
  kind: OutboxKind;
  /** The person it goes to; absent for forwards. */
  user?: string;
  simulation?: string;
  report?: string;
  /** Counts from 1; attempt n + 1 exists only because the person or an admin asked for it. */
  attempt: number;
  to: string;
  /** Fixed here, so that every copy of one attempt carries the same. */
  messageId: string;
  state: MailState;
  /** Lower goes first. */
  priority: number;
  /** In the product's time. */
  dueAt: Date;
  /** Who has it in hand. `claim` is new with every claim: the fencing token that each mark must match. `until` is real time. */
  lease?: { until: Date; claim: string };
  tries: number;
  firstTriedAt?: Date;
  /** Why it is held or cancelled, or could not be tried. */
  reason?: MailReason;
  /** What the mail server said, or how it failed to say anything. */
  lastReply?: string;
  cause: MailCause;
  createdAt: Date;
  sentAt?: Date;
  inDoubtAt?: Date;
  /** Nobody needs to see to it any more: a later attempt exists, or the simulation is over. */
  closed?: true;
  version: number;
}

export type NewMessage = Pick<
  OutboxMessage,
  "organization" | "kind" | "attempt" | "to" | "messageId" | "priority" | "dueAt" | "cause" | "createdAt"
> &
  Partial<Pick<OutboxMessage, "_id" | "user" | "simulation" | "report">>;

/** What the ids of test reports' messages begin with; others are UUIDs. */
export const checkMessages = "check-";
export const checkMessageId = (report: string): string => checkMessages + report;

/** What other features may ask of the outbox. */
export interface Outbox {
  /** Puts a message in, together with what the caller writes; due at `dueAt`. */
  enqueue: (message: NewMessage, into: Into) => Promise<OutboxMessage>;
  /** The messages of one simulation, by attempt. */
  ofSimulation: (organization: string, simulation: string, tx?: Tx) => Promise<OutboxMessage[]>;
  /** The messages of these simulations. */
  ofSimulations: (organization: string, simulations: readonly string[], tx?: Tx) => Promise<OutboxMessage[]>;
  /** Somebody holds this simulation's mail, so what was in doubt did arrive. */
  markArrived: (organization: string, simulation: string, tx?: Tx) => Promise<void>;
  /** A later attempt takes the place of these. */
  closeEarlier: (organization: string, simulation: string, tx: Tx) => Promise<void>;
  /** The person answered, so what was in doubt arrived; what still waits is not needed any more. */
  settleSimulation: (organization: string, simulation: string, tx: Tx) => Promise<void>;
  /** What waits of these simulations is not sent; what is in doubt or was refused is nobody's worry any more. */
  cancelOf: (
    organization: string,
    simulations: readonly string[],
    reason: Extract<MailReason, "personRemoved" | "simulationOver">,
    tx: Tx,
  ) => Promise<void>;
  /** What is queued of these simulations waits until a person lets it go. */
  holdOf: (
    organization: string,
    simulations: readonly string[],
    reason: Extract<MailReason, "personInactive">,
    tx: Tx,
  ) => Promise<void>;
  /** Forgets the mails that asked these addresses to confirm that they want to join. */
  forgetJoins: (organization: string, addresses: readonly string[], tx?: Tx) => Promise<void>;
  /** Whether this Message-ID belongs to a mail that we made for that organization and that is no simulation. */
  isOwnServiceMail: (organization: string, messageId: string) => Promise<boolean>;
}
