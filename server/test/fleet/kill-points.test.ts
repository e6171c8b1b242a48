import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { steps } from "../../steps.ts";
import { testDatabase } from "../test-mongo.ts";
import { startFleet, type Fleet } from "./fleet.ts";
import { createKillPoints } from "./kill-points.ts";
import { seeded } from "./seeded.ts";

// Each step at its first and second pass, with one server and with two in turn; the mixed run's command does all of them.
describe.each([
  { servers: 1, passOf: (n: number) => 1 + (n % 2) },
  { servers: 2, passOf: (n: number) => 2 - (n % 2) },
])("with $servers server(s), killed where it hurts", ({ servers, passOf }) => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let fleet: Fleet;
  let killPoints: ReturnType<typeof createKillPoints>;
  beforeAll(async () => {
    database = await testDatabase();
    fleet = await startFleet({ mongodbUri: database.uri, servers, random: seeded(servers) });
    killPoints = createKillPoints(fleet);
  });
  afterAll(async () => {
    killPoints.stop();
    await fleet.stop();
    await database.stop();
  });

  it.each(steps.map((step, n) => ({ step, pass: passOf(n) })))(
    "nothing is lost or doubled by a death at $step, pass $pass",
    { timeout: 90_000 },
    async ({ step, pass }) => {
      const before = fleet.servers[0]!.endings.length;
      const { violations } = await killPoints.at(step, pass);
      expect(violations).toEqual([]);
      expect(fleet.servers[0]!.endings[before]).toEqual({ code: null, signal: "SIGKILL" });
    },
  );
});
