import { setTimeout as pause } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { watchArrivals, type Arrivals } from "./arrivals.ts";
import { check, type Verdict } from "./check.ts";
import { startFleet, type Fleet, type FleetOptions } from "./fleet.ts";
import { newLedger, type Ledger } from "./ledger.ts";
import { createPeople, type People } from "./people.ts";
import { settle } from "./settle.ts";

/** A fleet, the people who use it, and what they were told. */
export interface Trial {
  fleet: Fleet;
  ledger: Ledger;
  arrivals: Arrivals;
  people: People;
  /** Everything that was begun comes to its end, then all is looked at. */
  rest: () => Promise<Verdict>;
  stop: () => Promise<void>;
}

export async function startTrial(options: FleetOptions): Promise<Trial> {
  const fleet = await startFleet(options);
  const ledger = newLedger();
  const arrivals = watchArrivals(fleet, ledger);
  const people = createPeople(fleet, ledger, arrivals);
  return {
    ...{ fleet, ledger, arrivals, people },
    async rest() {
      await people.rest();
      await settle(fleet);
      arrivals.collect();
      return check(fleet, ledger);
    },
    async stop() {
      arrivals.stop();
      await fleet.stop();
    },
  };
}

/** So many of the same at once. */
export const some = (count: number, work: () => Promise<void> | null): Promise<unknown> =>
  Promise.all(Array.from({ length: count }, async () => work()));

/** What a test starts is stopped when it ends, the last first. */
export async function untilTestEnds<T extends { stop: () => Promise<void> }>(
  starting: Promise<T>,
): Promise<T> {
  const it = await starting;
  onTestFinished(() => it.stop());
  return it;
}

/** Joins, reports and mails under way; resolves when the first of the people has joined. */
export function load({ people }: Trial): Promise<void> {
  void some(6, () => people.reportThreat());
  void some(4, () => people.reportWelcome());
  return Promise.race(Array.from({ length: 8 }, () => people.join()));
}

/** How everything is at rest, against what trouble with the database alone may leave behind: nothing. */
export async function harm({ fleet, ledger, rest }: Trial) {
  // A worker may still be in the midst of its patience with the database, and then writes down what it knows.
  const end = Date.now() + 10_000;
  let { violations, inDoubt } = await rest();
  while (inDoubt > 0 && Date.now() < end) {
    await pause(500);
    ({ violations, inDoubt } = await rest());
  }
  const endings = fleet.servers.flatMap((server) => server.endings);
  return { violations, inDoubt, endings, answered500: ledger.tries.failed };
}
export const noHarm = { violations: [], inDoubt: 0, endings: [], answered500: 0 };
