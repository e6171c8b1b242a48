import { setTimeout as pause } from "node:timers/promises";
import type { Fleet } from "../../server/test/fleet/fleet.ts";
import type { OwnMongod } from "../../setup/own-mongod.ts";
import type { Mood } from "../../server/test/fleet/unruly-sink.ts";
import { steps, type Step } from "../../server/steps.ts";
import { moveAhead } from "../../server/test/fleet/settle.ts";

/** What was done to the fleet so far. */
export interface Harm {
  kills: number;
  byStep: Map<Step, number>;
  atRandom: number;
  stops: number;
  terms: number;
  databaseKills: number;
  moods: number;
}
export const noHarm = (): Harm => ({
  kills: 0,
  byStep: new Map(),
  ...{ atRandom: 0, stops: 0, terms: 0, databaseKills: 0, moods: 0 },
});

const moods: Mood[] = [
  ...(["refuses", "laterAtRecipient", "laterAfterData", "cutsAtOnce"] as const),
  ...(["cutsBeforeTheDot", "cutsAfterTheDot", "stallsAtRecipient", "stallsAfterTheDot"] as const),
];
/** Steps that traffic comes by; the two others are passed at a start and when the clock moves. */
const ofTraffic = steps.filter((step) => step !== "indexesBuilt" && step !== "clockMoved");
/** Longer than the lease of the fleet's workers. */
const stopFor = 5_000;

/** One kill of one server after another, and between them all else that may befall a server. */
export function createChaos(fleet: Fleet, mongod: OwnMongod, harm: Harm) {
  const { random, servers } = fleet;
  const oneOf = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;

  /** Dies at the n-th pass of a step; when it does not come by within seconds, at wherever it is. */
  async function killAtStep(): Promise<void> {
    const server = oneOf(servers);
    await server.ready();
    const step = random() < 0.06 ? "clockMoved" : oneOf(ofTraffic);
    const ended = server.ended();
    server.arm({ step, pass: 1 + Math.floor(random() * 4) });
    if (step === "clockMoved")
      for (let n = 0; n < 4; n++) await moveAhead(fleet, 1_000).then(() => pause(700));
    const patience = pause(12_000).then(() => "late" as const);
    harm.kills++;
    if ((await Promise.race([ended, patience])) === "late") {
      harm.atRandom++;
      server.signal("SIGKILL");
      await ended;
    } else harm.byStep.set(step, (harm.byStep.get(step) ?? 0) + 1);
  }

  /** Any moment, that of the start included. */
  async function killSomewhere(): Promise<void> {
    const server = oneOf(servers);
    const ended = server.ended();
    await pause(random() * 2_000);
    harm.kills++;
    harm.atRandom++;
    server.signal("SIGKILL");
    await ended;
  }

  return {
    kill: () => (random() < 0.6 ? killAtStep() : killSomewhere()),
    /** A server that stands still for longer than its leases, and goes on. */
    async stopAWhile(): Promise<void> {
      const server = oneOf(servers);
      await server.ready();
      harm.stops++;
      const { pid } = server;
      const process_ = pid();
      server.signal("SIGSTOP");
      await pause(stopFor);
      if (pid() === process_) server.signal("SIGCONT");
    },
    async endInOrder(): Promise<void> {
      const server = oneOf(servers);
      await server.ready();
      harm.terms++;
      const ended = server.ended();
      server.signal("SIGTERM");
      const { code, signal } = await ended;
      if (code !== 0) throw new Error(`A server that was asked to end did so with ${code ?? signal}.`);
    },
    async killDatabase(): Promise<void> {
      harm.databaseKills++;
      await mongod.kill();
    },
    changeMood(): void {
      harm.moods++;
      fleet.sink.be(random() < 0.5 ? "well" : oneOf(moods));
    },
  };
}
