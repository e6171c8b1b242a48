import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { startReplicaSet } from "./replica-set.ts";
import { seeded } from "./seeded.ts";
import { harm, load, noHarm, startTrial, untilTestEnds } from "./trial.ts";

it(
  "a primary that hands over twice and one that is killed lose nothing that was acknowledged",
  { timeout: 120_000 },
  async () => {
    const set = await untilTestEnds(startReplicaSet());
    const trial = await untilTestEnds(
      startTrial({ mongodbUri: set.uri("three"), servers: 2, random: seeded(9) }),
    );
    for (let times = 0; times < 2; times++) {
      await load(trial);
      await set.stepDown();
    }
    await set.killPrimary(() => Promise.race([load(trial), pause(1_000)]));
    expect(await harm(trial)).toEqual(noHarm);
  },
);
