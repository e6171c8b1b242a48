import { languages } from "../../shared/lifecycle.ts";
import type { TextStorage } from "./kept-reports.ts";
import type { Hint } from "./pane-state.ts";

/** What is remembered of a mailbox between two openings of the pane; only a hint, the server's answer replaces it. */
export interface Hints {
  load: (address: string) => Hint | null;
  save: (address: string, hint: Hint) => void;
}

export function createHints(storage: TextStorage): Hints {
  const keyOf = (address: string) => `fc:hint:${address.toLowerCase()}`;
  return {
    load(address) {
      try {
        const hint = JSON.parse(storage.getItem(keyOf(address)) ?? "null") as Partial<Hint> | null;
        if (typeof hint?.tid !== "string" || typeof hint.oid !== "string") return null;
        return {
          tid: hint.tid,
          oid: hint.oid,
          onboarded: hint.onboarded === true,
          organization: typeof hint.organization === "string" ? hint.organization : "",
          joinedOn: typeof hint.joinedOn === "string" ? hint.joinedOn : undefined,
          language: languages.find((language) => language === hint.language),
        };
      } catch {
        return null;
      }
    },
    save(address, hint) {
      try {
        storage.setItem(keyOf(address), JSON.stringify(hint));
      } catch {
        // Without storage every opening is like the first.
      }
    },
  };
}
