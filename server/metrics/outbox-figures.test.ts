import { afterAll, beforeAll, expect, it } from "vitest";
import { buildIndexes } from "../db/connect.ts";
import { createOutboxStore } from "../mail/testing/real-outbox.ts";
import { testDatabase } from "../test/test-mongo.ts";
import { outboxFigures } from "./outbox-figures.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
  createOutboxStore(database.connection);
  await buildIndexes(database.connection);
});
afterAll(() => database.stop());

const now = new Date("2026-11-24T09:00:00Z");
const dueAt = (seconds: number) => new Date(now.getTime() - seconds * 1000);

it("the outbox's figures are true for all organizations, and cost the same however many mails are over", async () => {
  const mails = {
    sent: 2000,
    cancelled: 100,
    queued: 4,
    sending: 3,
    inDoubt: 2,
    held: 5,
    refused: 6,
  };
  const documents = Object.entries(mails).flatMap(([state, count]) =>
    Array.from({ length: count }, (_, n) => ({
      _id: `${state}${n}`,
      organization: n % 2 ? "acme" : "other",
      simulation: `${state}${n}`,
      attempt: 1,
      state,
      priority: n % 3,
      // One of those that are queued is due later.
      dueAt: dueAt(n === 0 ? -60 : n * 60),
      createdAt: now,
    })),
  );
  await database.connection.collection<{ _id: string }>("outbox").insertMany(documents);
  const db = database.connection.getClient().db(database.connection.name);
  await db.setProfilingLevel("all");
  const figures = await outboxFigures(database.connection, now);
  await db.setProfilingLevel("off");

  expect(figures).toEqual({
    states: { queued: 4, sending: 3, inDoubt: 2, held: 5, refused: 6 },
    over: 2100,
    oldestDueSeconds: 180,
    mailServer: "up",
  });
  const profile = await db
    .collection("system.profile")
    .find({ ns: /outbox$/ })
    .toArray();
  expect(profile.length).toBeGreaterThan(5);
  for (const { planSummary, docsExamined } of profile) {
    expect(planSummary).not.toBe("COLLSCAN");
    expect(docsExamined ?? 0).toBeLessThanOrEqual(13);
  }
});
