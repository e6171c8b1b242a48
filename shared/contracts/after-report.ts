import * as z from "zod/mini";

/** What the person takes the mail for, where the client asks. */
export const reportedAs = ["phishing", "spam", "unsure"] as const;
export type ReportedAs = (typeof reportedAs)[number];

/** Where Outlook's own report button puts the mail, by the names of its `moveItemTo`. */
export const moveTargets = ["junkFolder", "deletedItemsFolder", "customFolder", "noMove"] as const;

export const MoveItem = z.object({
  to: z.enum(moveTargets),
  /** Name of the folder, with `customFolder`; Outlook makes it where there is none. */
  folder: z.optional(z.string()),
});
export type MoveItem = z.infer<typeof MoveItem>;
