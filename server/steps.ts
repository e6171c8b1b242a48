/** The places between two of which a process may die without anything lost or doubled, in the order of a mail's way. */
export const steps = [
  /** All is written within a transaction, nothing is committed. */
  "inTransaction",
  /** Committed; nobody has been told. */
  "committed",
  /** The outbox worker holds messages under a lease. */
  "claimed",
  /** The mail server is ready for a message. */
  "connected",
  /** The mail server took the recipient. */
  "recipientTaken",
  /** 354 is here, nothing is marked. */
  "dataAsked",
  /** The mark *in doubt* is written, no byte of the message has left. */
  "marked",
  /** The final dot is on its way. */
  "dotWritten",
  /** 250 is here, nothing is marked. */
  "accepted",
  /** One collection's indexes are built, others perhaps not. */
  "indexesBuilt",
  /** A removed person is marked: nothing brings them back, and nothing of them is erased yet. */
  "purgeMarked",
  /** One collection has forgotten the person, others have not. */
  "purgeStep",
  /** The shared clock shows another time. */
  "clockMoved",
] as const;
export type Step = (typeof steps)[number];

let listener: ((step: Step) => void) | null = null;

/** Tells that this process has come to that step. In the product nobody listens. */
export function pass(step: Step): void {
  listener?.(step);
}

/** Whether somebody listens, for steps that cost something to notice. */
export const isWatched = (): boolean => listener !== null;

/** Listens to steps; only programs of the tests do, and nothing in the environment can. */
export function onStep(listen: (step: Step) => void): void {
  listener = listen;
}
