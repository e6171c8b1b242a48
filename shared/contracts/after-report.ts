import * as z from "zod/mini";
import { folderNameProblem, longestFolderName } from "../folder-name.ts";

const FolderName = z.string().check(
  z.refine(
    (name) => folderNameProblem(name) === undefined,
    `A folder's name has 1 to ${longestFolderName} characters, none of them a slash, a control character or one that turns text round.`,
  ),
  z.trim(),
  z.normalize("NFC"),
);

/** Where mails of one class go, as an organization may choose it. */
const MoveChoice = z.discriminatedUnion("to", [
  z.strictObject({ to: z.literal("customFolder"), folder: FolderName }),
  z.strictObject({ to: z.enum(["junkFolder", "deletedItemsFolder", "noMove"]) }),
]);
export type MoveChoice = z.infer<typeof MoveChoice>;

const Exceptions = z.strictObject({
  practice: z.optional(MoveChoice),
  phishing: z.optional(MoveChoice),
  spam: z.optional(MoveChoice),
  unsure: z.optional(MoveChoice),
});

/** Where Outlook's own report button puts a mail once it is reported: for all clients, and what is different for one. */
export const AfterReport = z.strictObject({
  all: z.strictObject({ practice: MoveChoice, phishing: MoveChoice, spam: MoveChoice, unsure: MoveChoice }),
  clients: z.optional(
    z.strictObject({
      web: z.optional(Exceptions),
      windows: z.optional(Exceptions),
      mac: z.optional(Exceptions),
    }),
  ),
});
export type AfterReport = z.infer<typeof AfterReport>;
