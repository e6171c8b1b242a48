import type { Funnel } from "../../../shared/contracts/overview.ts";

const order = ["imported", "seen", "started", "welcomed", "onboarded"] as const;
export type StepKey = (typeof order)[number];

export interface Step {
  key: StepKey;
  people: number;
  /** Of all, in whole percent: a hundred only for all of them, nothing only for none. */
  percent: number;
  /** Those who came here and no further. */
  stay: number;
}

/** The way from the roster to onboarded, step by step. */
export function stepsOf(funnel: Funnel): Step[] {
  return order.map((key, at) => {
    const people = funnel[key];
    const next = order[at + 1];
    return {
      key,
      people,
      percent: people === 0 ? 0 : Math.max(1, Math.floor((100 * people) / funnel.imported)),
      stay: next ? people - funnel[next] : 0,
    };
  });
}
