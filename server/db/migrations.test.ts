import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ReportDoc } from "../reports/report.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { createMigrations, type Migration } from "./migrations.ts";
import { openReviews } from "./migrations/0001-open-reviews.ts";

let test: TestApp;
let acme: TestOrganization;
beforeEach(async () => {
  test = await startTestApp();
  acme = await test.organization();
});
afterEach(() => test.stop());

const reports = () => test.deps.connection.collection<ReportDoc>("reports");

/** Reports as they were written before there were verdicts, made by the product and set back. */
async function before(count: number): Promise<void> {
  const Authorization = `Bearer ${await acme.tokenOf("reporter@acme.example")}`;
  const send = () => test.request().post("/api/v1/reports").set({ Authorization });
  await send().send({ subject: "first" }).expect(201);
  const first = (await reports().findOne({ subject: "first" }))!;
  await reports().insertMany(
    Array.from({ length: count - 1 }, (_, n) => ({
      ...first,
      _id: `${String(n).padStart(4, "0")}-of-before`,
      subject: "more",
      receipt: `R-0000-${String(n).padStart(4, "0")}`,
      identities: [`id:${String(n)}`],
    })),
  );
  await reports().updateMany({}, { $unset: { review: 1 } });
}
const set = (_id: string, fields: Partial<ReportDoc>) => reports().updateOne({ _id }, { $set: fields });
const open = () => reports().countDocuments({ review: "open" });

describe("reports from before there were verdicts", () => {
  it("wait for one, but for those that would not if they came in now; nothing else of them changes", async () => {
    await before(8);
    await set("0000-of-before", { review: "phish" });
    await set("0001-of-before", { check: "a check" });
    await set("0002-of-before", { outcome: "simulation", forwarded: false });
    await set("0003-of-before", { outcome: "simulation", forwarded: true, marked: true });
    await set("0004-of-before", { forwarded: false });
    await set("0005-of-before", { reporter: { key: "gone:x", address: "", tid: "", oid: "" } });
    const earlier = await reports().find().sort({ _id: 1 }).toArray();
    expect(await createMigrations(test.deps.connection, { group: 3 }).run()).toEqual(
      new Map([
        ["0001-open-reviews", 4],
        ["0002-last-reports", 0],
      ]),
    );
    const later = await reports().find().sort({ _id: 1 }).toArray();
    const opened = later.filter((report, n) => earlier[n]!.review !== report.review);
    expect(opened.map(({ _id, subject }) => (subject === "first" ? subject : _id)).sort()).toEqual([
      "0003-of-before",
      "0004-of-before",
      "0006-of-before",
      "first",
    ]);
    expect(later.map(({ review, ...rest }) => (review ? rest : rest))).toEqual(
      earlier.map(({ review, ...rest }) => (review ? rest : rest)),
    );
    const listed = await test
      .request()
      .get("/api/v1/reports?review=open")
      .set("Authorization", `Bearer ${acme.ownerToken}`)
      .expect(200);
    expect(listed.body).toMatchObject({ total: 4 });
  });

  it("are done once: a verdict given since, and one taken away by hand, stay", async () => {
    await before(3);
    await createMigrations(test.deps.connection).run();
    await set("0000-of-before", { review: "harmless" });
    await reports().updateOne({ _id: "0001-of-before" }, { $unset: { review: 1 } });
    expect(await createMigrations(test.deps.connection).run()).toEqual(
      new Map([
        ["0001-open-reviews", 0],
        ["0002-last-reports", 0],
      ]),
    );
    expect(await reports().findOne({ _id: "0000-of-before" })).toMatchObject({ review: "harmless" });
    expect(await reports().findOne({ _id: "0001-of-before" })).not.toHaveProperty("review");
  });

  it("are gone on with after a stop at any group, by another worker or by several at once", async () => {
    await before(10);
    for (let killed = 0; killed < 3; killed++) {
      let groups = 0;
      const dying: Migration = {
        ...openReviews,
        async change(...args) {
          const changed = await openReviews.change(...args);
          if (++groups === 2) throw new Error("killed");
          return changed;
        },
      };
      const migrations = createMigrations(test.deps.connection, { migrations: [dying], group: 2 });
      await expect(migrations.run()).rejects.toThrow("killed");
    }
    const kept = await test.deps.connection
      .collection<{ _id: string; after: string }>("settings")
      .findOne({ _id: "migration 0001-open-reviews" });
    expect(kept).not.toHaveProperty("done");
    expect(await open()).toBeLessThan(10);
    await Promise.all(
      Array.from({ length: 3 }, () => createMigrations(test.deps.connection, { group: 2 }).run()),
    );
    expect(await open()).toBe(10);
  });

  it("are seen to by the worker, in its own time", async () => {
    await before(3);
    const worker = test.startWorker();
    await expect.poll(open, { timeout: 10_000 }).toBe(3);
    await worker.stop();
  });
});
