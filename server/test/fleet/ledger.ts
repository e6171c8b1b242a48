import { noTries, type Tries } from "./client.ts";

/** One report that a person wants to make, and how it was acknowledged. */
export interface PressRecord {
  keys: string[];
  address: string;
  what: "welcome" | "threat";
  /** Of the mail, where it was handed over whole. */
  sha256?: string;
  answers: { outcome: string; repeated: boolean; forwarded: boolean; receipt: string; stage: string }[];
}

/** A copy of a mail that the mail server took. */
export interface Copy {
  messageId: string;
  to: string[];
  /** SHA-256 of the mail within, of a forward that carries one. */
  carried?: string;
}

/** What the people were told, and what arrived: the product is held to it. */
export interface Ledger {
  joined: Set<string>;
  presses: PressRecord[];
  copies: Copy[];
  /** Operations under way. */
  open: number;
  acknowledged: number;
  tries: Tries;
  /** Answers that nobody should get. */
  complaints: string[];
}

export const newLedger = (): Ledger => ({
  joined: new Set(),
  presses: [],
  copies: [],
  open: 0,
  acknowledged: 0,
  tries: noTries(),
  complaints: [],
});
