/** What the person takes the mail for, where the client asks. */
export const reportedAs = ["phishing", "spam", "unsure"] as const;
export type ReportedAs = (typeof reportedAs)[number];

/** What decides where a reported mail goes: a practice mail, or what its reporter takes it for. */
export const reportClasses = ["practice", ...reportedAs] as const;
export type ReportClass = (typeof reportClasses)[number];

/** The clients that have a report button of their own; `web` is new Outlook for Windows too, which is the same program. */
export const reportClients = ["web", "windows", "mac"] as const;
export type ReportClient = (typeof reportClients)[number];

/** Where Outlook's own report button puts the mail, by the names of its `moveItemTo`. */
export const moveTargets = ["junkFolder", "deletedItemsFolder", "customFolder", "noMove"] as const;
export type MoveTarget = (typeof moveTargets)[number];
