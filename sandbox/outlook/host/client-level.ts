/** What a mail client can do, as office.js is told: each requirement set with its highest version. */
export interface ClientLevel {
  name: string;
  sets: Readonly<Record<string, string>>;
}

/** Levels by their name in `?level=`. One for now: a current Outlook on the web. */
export const clientLevels = {
  current: {
    name: "Outlook on the web, current",
    sets: {
      Mailbox: "1.15",
      AddinCommands: "1.1",
      DialogApi: "1.2",
      DialogOrigin: "1.1",
      IdentityAPI: "1.3",
      NestedAppAuth: "1.1",
    },
  },
} as const satisfies Record<string, ClientLevel>;

/** The level of that name, or the current one. */
export function clientLevel(name: string | null): ClientLevel {
  const known: Record<string, ClientLevel | undefined> = clientLevels;
  return known[name ?? ""] ?? clientLevels.current;
}
