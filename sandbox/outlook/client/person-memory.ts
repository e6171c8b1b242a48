import type { LevelName } from "../host/client-level.ts";

export type Appearance = "system" | "light" | "dark";

/** What the mail client remembers of one person in this browser; other people's mailboxes lie beside it untouched. */
export interface PersonMemory {
  locale: string;
  appearance: Appearance;
  pinned: boolean;
  /** Which Outlook is played. */
  level: LevelName;
  roamingSettings: Record<string, string>;
  /** Custom properties of the add-in by mail, as JSON text. */
  properties: Record<string, string>;
}

const key = (email: string) => `sandbox-outlook:${email.toLowerCase()}`;

/** Reads and writes one person's memory. A browser that keeps nothing starts afresh each time. */
export function personMemory(email: string, initial: PersonMemory, storage: Storage) {
  let memory = { ...initial, ...stored(email, storage) };
  return {
    read: () => memory,
    write: (change: Partial<PersonMemory>) => {
      memory = { ...memory, ...change };
      try {
        storage.setItem(key(email), JSON.stringify(memory));
      } catch {
        // Private windows may refuse; what was chosen then lasts as long as the page.
      }
    },
  };
}

function stored(email: string, storage: Storage): Partial<PersonMemory> {
  try {
    return JSON.parse(storage.getItem(key(email)) ?? "{}") as Partial<PersonMemory>;
  } catch {
    return {};
  }
}
