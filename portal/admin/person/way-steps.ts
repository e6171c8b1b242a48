import type { Person } from "../../../shared/contracts/user-person.ts";
import type { MailState } from "../../../shared/lifecycle.ts";
import type { PortalTextKey } from "../text-context.ts";

export interface WayStep {
  name: "started" | "accepted" | "onboarded";
  done: boolean;
  at?: string;
  /** Why the mail is not accepted, where that is more than waiting. */
  why?: PortalTextKey;
}

const troubles: Partial<Record<MailState, PortalTextKey>> = {
  held: "person.way.held",
  inDoubt: "person.way.inDoubt",
  refused: "person.way.refused",
  cancelled: "person.way.cancelled",
};

/** The way from the start over the accepted Welcome mail to the first catch, with the day of each step. */
export function wayOf({ user, welcome }: Pick<Person, "user" | "welcome">): WayStep[] {
  const started = user.stage !== "notStarted";
  const onboarded = user.stage === "onboarded";
  const why = welcome && !welcome.sentAt ? troubles[welcome.state] : undefined;
  return [
    { name: "started", done: started, ...(started && user.startedAt && { at: user.startedAt }) },
    {
      name: "accepted",
      // Who reported a later simulation is onboarded, whatever became of this mail.
      done: started && welcome?.sentAt !== undefined,
      ...(started && welcome?.sentAt && { at: welcome.sentAt }),
      ...(started && why && { why }),
    },
    { name: "onboarded", done: onboarded, ...(onboarded && user.onboardedAt && { at: user.onboardedAt }) },
  ];
}
