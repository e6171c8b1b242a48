import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "../test-mongo.ts";
import { shortTimes } from "./fleet.ts";
import { createPeople } from "./people.ts";
import { seeded } from "./seeded.ts";
import { some, startTrial, type Trial } from "./trial.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
let trial: Trial;
const start = async (leaseMs: number) => {
  trial = await startTrial({
    mongodbUri: database.uri,
    servers: 2,
    random: seeded(7),
    options: { ...shortTimes, outbox: { ...shortTimes.outbox, leaseMs } },
  });
  return trial;
};
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(async () => {
  await trial.stop();
  await database.stop();
});

describe("servers that stop", () => {
  it(
    "ends in order under load: exit 0, no mail in doubt, nothing acknowledged is lost",
    { timeout: 90_000 },
    async () => {
      const { fleet, people, rest } = await start(2_000);
      for (const server of fleet.servers) {
        void some(10, () => people.join());
        void some(5, () => people.reportThreat());
        await pause(150);
        const ended = server.ended();
        server.signal("SIGTERM");
        void some(5, () => people.join());
        expect(await ended).toEqual({ code: 0, signal: null });
        await server.ready();
      }
      const { violations, inDoubt } = await rest();
      expect(violations).toEqual([]);
      expect(inDoubt).toBe(0);
    },
  );

  it(
    "a server that stood still for longer than its lease sends nothing that another one has sent",
    { timeout: 90_000 },
    async () => {
      const { fleet, ledger, arrivals, rest } = await start(1_000);
      const [first, second] = fleet.servers;
      second!.signal("SIGSTOP");
      const usual = fleet.sink.sink.misbehave;
      const held = new Promise<void>((resolve) => {
        fleet.sink.sink.misbehave = (step) => {
          if (step !== "recipient") return undefined;
          first!.signal("SIGSTOP");
          resolve();
          return undefined;
        };
      });
      const askedOfFirst = createPeople({ ...fleet, servers: [first!] }, ledger, arrivals);
      await askedOfFirst.join();
      await held;
      fleet.sink.sink.misbehave = usual;
      second!.signal("SIGCONT");
      while (ledger.copies.length === 0) await pause(50);
      first!.signal("SIGCONT");
      const { violations, copies, sent } = await rest();
      expect(violations).toEqual([]);
      expect({ copies, sent }).toEqual({ copies: 1, sent: 1 });
      expect(fleet.sink.sink.recipients).toHaveLength(2);
    },
  );
});
