import type { Deps } from "./deps.ts";

/** The part that sends and does periodic jobs; may run in the web's process or in one of its own. */
export interface Worker {
  /** Claims no more, finishes what is in hand. */
  stop: () => Promise<void>;
  /** Does all that is due now; answers how much that was. */
  drain: () => Promise<number>;
  /** The earliest moment (product time) at which something is due, or null. */
  nextDue: () => Promise<Date | null>;
  wake: () => void;
}

export function startWorker(deps: Deps): Worker {
  deps.log.debug("worker started");
  return {
    stop: () => Promise.resolve(),
    drain: () => Promise.resolve(0),
    nextDue: () => Promise.resolve(null),
    wake: () => undefined,
  };
}
