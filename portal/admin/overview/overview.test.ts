import { describe, expect, it } from "vitest";
import type { Overview } from "../../../shared/contracts/overview.ts";
import { stepsOf } from "./funnel-steps.ts";
import { latestOf } from "./latest.ts";
import { needsOf } from "./needs.ts";

const calm: Overview = {
  funnel: { imported: 0, seen: 0, started: 0, welcomed: 0, onboarded: 0 },
  mail: { channel: { state: "running" }, waiting: 0, held: 0, inDoubt: 0, refused: 0 },
  joining: { open: true, knocking: 0 },
  securityMailbox: true,
  unverifiedDomains: [],
  openReports: 0,
  reports: [],
  starts: [],
};

describe("the funnel", () => {
  it("tells for each step how many came there, and how many stay there", () => {
    const steps = stepsOf({
      imported: 31_204,
      seen: 24_870,
      started: 18_773,
      welcomed: 18_702,
      onboarded: 15_940,
    });
    expect(steps.map(({ percent }) => percent)).toEqual([100, 79, 60, 59, 51]);
    expect(steps.map(({ stay }) => stay)).toEqual([6_334, 6_097, 71, 2_762, 0]);
  });

  it("says a hundred only for all, nothing only for none", () => {
    const steps = stepsOf({ imported: 1_000, seen: 999, started: 1, welcomed: 0, onboarded: 0 });
    expect(steps.map(({ percent }) => percent)).toEqual([100, 99, 1, 0, 0]);
    expect(stepsOf(calm.funnel).map(({ percent }) => percent)).toEqual([0, 0, 0, 0, 0]);
  });
});

describe("what needs a person", () => {
  it("is nothing where nothing is wrong", () => expect(needsOf(calm)).toEqual([]));

  it("stands in the order of its urgency", () => {
    const needs = needsOf({
      ...calm,
      mail: { channel: { state: "paused" }, waiting: 9, held: 3, inDoubt: 1, refused: 2 },
      joining: { open: false, knocking: 4 },
      securityMailbox: false,
      unverifiedDomains: ["acme.example"],
      openReports: 7,
    });
    expect(needs.map(({ key }) => key)).toEqual([
      "away",
      "inDoubt",
      "refused",
      "held",
      "reports",
      "mailbox",
      "domains",
      "knocking",
    ]);
  });
});

it("what happened last stands in one order, newest first", () => {
  const report = (id: string, at: string) => ({ id, at }) as Overview["reports"][number];
  const start = (id: string, startedAt: string) => ({ id, startedAt }) as Overview["starts"][number];
  const latest = latestOf(
    {
      reports: [report("c", "2026-11-24T09:03:00.000Z"), report("a", "2026-11-24T09:01:00.000Z")],
      starts: [start("d", "2026-11-24T09:04:00.000Z"), start("b", "2026-11-24T09:02:00.000Z")],
    },
    3,
  );
  expect(latest.map(({ id }) => id[0])).toEqual(["d", "c", "b"]);
});
