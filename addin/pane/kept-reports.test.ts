import { describe, expect, it } from "vitest";
import { type KeptReport, keptReports } from "./kept-reports.ts";
import { buildMail, memoryStorage } from "./test-values.ts";

const day = 24 * 3600_000;
const now = Date.parse("2026-11-20T08:00:00Z");
const report = (id: string, at = "2026-11-20T07:00:00Z"): KeptReport => ({ id, at, mail: buildMail() });

describe("kept reports", () => {
  it("stay apart for every person", () => {
    const kept = keptReports(memoryStorage(), () => now);
    kept.keep("t.newcomer", report("1"));
    expect(kept.load("t.colleague").kept).toEqual([]);
    expect(kept.load("t.newcomer").kept).toEqual([report("1")]);
  });

  it("are replaced by their id and removed by it", () => {
    const kept = keptReports(memoryStorage(), () => now);
    kept.keep("a", report("1"));
    kept.keep("a", report("2"));
    kept.keep("a", { ...report("1"), headers: "From: x" });
    expect(kept.load("a").kept.map(({ id, headers }) => [id, headers])).toEqual([
      ["2", undefined],
      ["1", "From: x"],
    ]);
    kept.remove("a", "2");
    kept.remove("a", "1");
    expect(kept.load("a").kept).toEqual([]);
  });

  it("are dropped after 14 days, and say so once", () => {
    const storage = memoryStorage();
    const kept = keptReports(storage, () => now);
    kept.keep("a", report("old", new Date(now - 14 * day).toISOString()));
    kept.keep("a", report("young", new Date(now - 14 * day + 1).toISOString()));
    expect(kept.load("a")).toMatchObject({ kept: [{ id: "young" }], dropped: 1 });
    expect(kept.load("a").dropped).toBe(0);
  });

  it("move to the person who turns out to be behind the mailbox", () => {
    const kept = keptReports(memoryStorage(), () => now);
    kept.keep("address:a", report("1"));
    kept.keep("t.o", report("2"));
    kept.adopt("address:a", "t.o");
    kept.adopt("address:a", "t.o");
    expect(kept.load("t.o").kept.map(({ id }) => id)).toEqual(["2", "1"]);
    expect(kept.load("address:a").kept).toEqual([]);
  });

  it.each(["no json", "{}", '[{"id":1}]', '[{"id":"1","at":"never","mail":{"key":"k"}}]'])(
    "survive a spoilt storage: %s",
    (text) => {
      const storage = memoryStorage();
      storage.setItem("fc:kept:a", text);
      expect(keptReports(storage, () => now).load("a")).toEqual({ kept: [], dropped: 0 });
    },
  );

  it("do not fail where nothing can be stored", () => {
    expect(() => keptReports(memoryStorage({ full: true }), () => now).keep("a", report("1"))).not.toThrow();
  });
});
