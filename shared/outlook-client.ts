/** The pane's button, and Outlook's own report button where it runs our command. */
export const reportButtons = ["pane", "outlook"] as const;
export type ReportButton = (typeof reportButtons)[number];

export const outlookClients = ["web", "new", "classic", "mac", "ios", "android"] as const;
export type OutlookClient = (typeof outlookClients)[number];

/** `button client version`, sent by the add-in with its calls. */
export const clientHeader = "Firstcatch-Client";
