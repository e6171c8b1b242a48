import type { Misbehaviour, SinkStep } from "../../mail/testing/smtp-sink.ts";
import { startSmtpSink, type SmtpSink } from "../../mail/testing/smtp-sink.ts";

/** What the mail server does for a while, to about a third of those who come. */
export const moods = {
  well: {},
  refuses: { connect: { code: 421 } },
  laterAtRecipient: { recipient: { code: 450 } },
  laterAfterData: { end: { code: 451 } },
  cutsAtOnce: { connect: "cut" },
  cutsBeforeTheDot: { data: "cut" },
  cutsAfterTheDot: { end: "cut" },
  stallsAtRecipient: { recipient: "stall" },
  stallsAfterTheDot: { end: "stall" },
} satisfies Record<string, Partial<Record<SinkStep, Misbehaviour>>>;
export type Mood = keyof typeof moods;

export interface UnrulySink {
  sink: SmtpSink;
  /** How often it did what it was told, by mood. */
  done: Map<Mood, number>;
  be: (mood: Mood) => void;
}

/** The tests' mail server with moods. A message that it answered with a refusal counts as none, as it does for a mail server. */
export async function startUnrulySink(random: () => number): Promise<UnrulySink> {
  const sink = await startSmtpSink();
  let mood: Mood = "well";
  const done = new Map<Mood, number>();
  sink.misbehave = (step) => {
    const what = (moods[mood] as Partial<Record<SinkStep, Misbehaviour>>)[step];
    if (what === undefined || random() > 0.34) return undefined;
    done.set(mood, (done.get(mood) ?? 0) + 1);
    if (step === "end" && typeof what === "object") sink.mails.pop();
    return what;
  };
  return { sink, done, be: (next) => (mood = next) };
}
