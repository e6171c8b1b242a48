import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { trusted } from "mongoose";
import { restorableFor } from "../../domain/user-action.ts";
import type { Step } from "../../steps.ts";
import { watchArrivals } from "./arrivals.ts";
import { check, type Verdict } from "./check.ts";
import type { Fleet } from "./fleet.ts";
import { newLedger } from "./ledger.ts";
import { createPeople } from "./people.ts";
import { clockOf, moveAhead, settle } from "./settle.ts";

const mostRounds = 12;
const longestErasure = 20_000;

/** Kills the fleet's first server at steps, one after the other, each time under load, and looks at everything afterwards. */
export function createKillPoints(fleet: Fleet) {
  const ledger = newLedger();
  const arrivals = watchArrivals(fleet, ledger);
  const people = createPeople(fleet, ledger, arrivals);
  const first = fleet.servers[0]!;

  const round = () =>
    Promise.all([
      ...Array.from({ length: 4 }, () => people.join()),
      people.reportWelcome(),
      people.reportThreat(),
      people.reportThreat(),
    ]);

  /** Somebody whose 90 days are over; a worker of any server erases them. */
  async function leave(): Promise<void> {
    const { users } = fleet.deps;
    const at = new Date(clockOf(fleet) - restorableFor - 1_000);
    const email = `${randomUUID()}@acme.example`;
    const user = await users.insert(
      { organization: fleet.organization, email, firstName: "", lastName: "" },
      at,
    );
    const purgeAt = new Date(at.getTime() + restorableFor);
    await users.update(user, { removedAt: at, purgeAt }, at);
  }

  /** Nobody is left half erased: whoever comes next goes on with it. */
  async function allErased(): Promise<void> {
    const left = () =>
      fleet.deps.users.collection.countDocuments({
        organization: fleet.organization,
        removedAt: trusted({ $exists: true }),
      });
    for (let waited = 0; (await left()) > 0; waited += 100) {
      if (waited > longestErasure) throw new Error("Somebody whose time is over is still there.");
      await pause(100);
    }
  }

  /** Each collection's indexes are built once; a start that finds none builds them all. */
  async function forgetIndexes(): Promise<void> {
    const { connection } = fleet.deps;
    const models = Object.values(connection.models);
    await Promise.all(models.map(({ collection }) => collection.dropIndexes().catch(() => undefined)));
  }

  async function dieAt(step: Step, pass: number): Promise<void> {
    await first.ready();
    const signals = first.endings.length;
    const died = () => first.endings.length > signals;
    if (step === "indexesBuilt") {
      await forgetIndexes();
      first.killNextStart({ step, pass });
      first.signal("SIGKILL");
      while (first.endings.length < signals + 2) await pause(50);
      return;
    }
    first.arm({ step, pass });
    // A connection serves many mails until one of them is refused.
    if (step === "connected") fleet.sink.be("laterAtRecipient");
    for (let n = 0; n < mostRounds && !died(); n++) {
      void round();
      if (step === "clockMoved") await moveAhead(fleet, 1_000);
      for (let waited = 0; waited < 1_000 && !died(); waited += 50) {
        // One after the other all the time, so that each server's worker comes by some of them.
        if (step === "purgeMarked" || step === "purgeStep") await leave();
        await pause(50);
      }
    }
    if (!died()) throw new Error(`Nobody came by ${step} ${pass} times.`);
  }

  return {
    ledger,
    /** Dies there, is started again; when all is still, everything is looked at. */
    async at(step: Step, pass: number): Promise<Verdict> {
      await dieAt(step, pass);
      await first.ready();
      await people.rest();
      await settle(fleet);
      await allErased();
      arrivals.collect();
      return check(fleet, ledger);
    },
    stop: () => arrivals.stop(),
  };
}
