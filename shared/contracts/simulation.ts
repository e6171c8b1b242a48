import * as z from "zod/mini";

/** A piece of the shown excerpt; `clue` is the number of the clue that it gives away. */
export const Segment = z.object({
  text: z.string(),
  clue: z.optional(z.number()),
  button: z.optional(z.boolean()),
});
export type Segment = z.infer<typeof Segment>;

export const Clue = z.object({ number: z.number(), title: z.string(), text: z.string() });
export type Clue = z.infer<typeof Clue>;

/** What gave a simulation away, in the reporter's language; told only after it was caught. */
export const Clues = z.object({
  senderName: z.string(),
  senderAddress: z.array(Segment),
  /** Lines of the mail, each in segments. */
  lines: z.array(z.array(Segment)),
  items: z.array(Clue),
});
export type Clues = z.infer<typeof Clues>;
