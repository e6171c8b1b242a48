import { describe, expect, it, onTestFinished } from "vitest";
import { startOwnMongod } from "../../../setup/own-mongod.ts";
import type { OutboxMessage } from "../../mail/outbox.ts";
import { startDatabaseProxy } from "../database-proxy.ts";
import { shortTimes, type Fleet } from "./fleet.ts";
import { seeded } from "./seeded.ts";
import { harm, load, noHarm, some, startTrial, untilTestEnds } from "./trial.ts";

/** Counts claims of what is in hand already: their leases had run out. */
function watchTakeovers({ deps }: Fleet): () => number {
  let takeovers = 0;
  const changes = deps.connection.collection<OutboxMessage>("outbox").watch();
  onTestFinished(() => changes.close());
  changes.on("change", (change) => {
    if (change.operationType !== "update") return;
    const fields: Record<string, unknown> = change.updateDescription.updatedFields ?? {};
    const claimed = fields["lease"] !== undefined || fields["lease.claim"] !== undefined;
    if (claimed && fields["state"] === undefined) takeovers++;
  });
  return () => takeovers;
}

describe("a database with troubles", () => {
  it(
    "slow by half a second each way, it costs patience: nothing is lost or doubled, no lease runs out",
    { timeout: 120_000 },
    async () => {
      // Its own: the limit on transactions below is the whole server's, and other tests need another one.
      const mongod = await untilTestEnds(startOwnMongod());
      const mongodbUri = mongod.uri("slow");
      const proxy = await startDatabaseProxy(mongodbUri);
      onTestFinished(() => proxy.close());
      const trial = await untilTestEnds(
        startTrial({
          ...{ mongodbUri, serversUri: proxy.uri, servers: 2, random: seeded(7) },
          // A mail takes longer than its lease, and a transaction longer than the fleet's usual limit.
          options: { ...shortTimes, outbox: { ...shortTimes.outbox, leaseMs: 6_000 } },
          transactionSeconds: 60,
        }),
      );
      const { fleet, people, rest } = trial;
      await some(3, () => people.join());
      await rest();
      const takeovers = watchTakeovers(fleet);
      proxy.delay(500);
      await Promise.all([
        some(2, () => people.join()),
        some(2, () => people.reportWelcome()),
        some(3, () => people.reportThreat()),
      ]);
      const { violations, inDoubt, forwards, forwardCopies } = await rest();
      expect(violations).toEqual([]);
      expect([inDoubt, takeovers(), forwardCopies]).toEqual([0, 0, forwards]);
      proxy.delay(0);
      await Promise.all([some(2, () => people.join()), some(2, () => people.reportThreat())]);
      expect(await harm(trial)).toEqual(noHarm);
    },
  );

  it(
    "killed under load and started again on its data, it has lost nothing that was acknowledged",
    { timeout: 120_000 },
    async () => {
      const mongod = await untilTestEnds(startOwnMongod());
      const trial = await untilTestEnds(
        startTrial({ mongodbUri: mongod.uri("killed"), servers: 2, random: seeded(8) }),
      );
      for (let times = 0; times < 3; times++) {
        // What nobody waits for lies longest in memory then.
        await trial.fleet.deps.connection
          .getClient()
          .db("admin")
          .command({ setParameter: 1, journalCommitInterval: 500 });
        // The worst moment: somebody was just told that it is done.
        await load(trial);
        await mongod.kill();
      }
      expect(await harm(trial)).toEqual(noHarm);
      expect(trial.ledger.tries.busy).toBeGreaterThan(0);
    },
  );
});
