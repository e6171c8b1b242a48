import type { HopName, HopReason } from "../../shared/contracts/check.ts";

/** Hops that the server itself goes; what comes after them stands in the outbox. */
export const ownHops = ["server", "report", "stored", "queued"] as const satisfies readonly HopName[];
export type OwnHop = (typeof ownHops)[number];

/** One check, as stored: how far the server came. The rest is read from the outbox, which knows it best. */
export interface CheckDoc {
  _id: string;
  organization: string;
  /** Id of the user who asked. */
  by: string;
  startedAt: Date;
  /** Only one of an organization has it, so that ten presses are one check. */
  running?: true;
  /** When each hop was done, in the product's time. */
  marks: Partial<Record<OwnHop, Date>>;
  failed?: { hop: OwnHop; reason: HopReason };
  mailbox?: string;
  report?: string;
  receipt?: string;
  /** SHA-256 (hex) of the link's token. */
  tokenHash: string;
  pressedAt?: Date;
}
