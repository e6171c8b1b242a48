import * as z from "zod/mini";
import { moveTargets } from "../after-report.ts";

/** What a receipt says about the mail itself; apart from the setting, which the pane need not load. */
export const MoveItem = z.object({
  to: z.enum(moveTargets),
  /** Name of the folder, with `customFolder`; Outlook makes it where there is none. */
  folder: z.optional(z.string()),
});
export type MoveItem = z.infer<typeof MoveItem>;
