import { describe, expect, it } from "vitest";
import type { MergePlan, MergeSide } from "../../../shared/contracts/user-merge.ts";
import { compare } from "./merge-rows.ts";

const side = (user: Partial<MergeSide["user"]>, more: Partial<MergeSide> = {}): MergeSide => ({
  user: {
    id: "id",
    email: "a@acme.example",
    firstName: "Ada",
    lastName: "Byron",
    language: "en",
    functions: [],
    groups: [],
    manager: false,
    stage: "notStarted",
    status: "active",
    shown: "notStarted",
    startNumber: 0,
    createdAt: "2026-11-24T09:00:00.000Z",
    allowed: [],
    version: 1,
    ...user,
  },
  addresses: ["a@acme.example"],
  account: false,
  ...more,
});
const plan = (stays: MergeSide, goes: MergeSide, after: MergeSide, training: "stays" | "goes" = "stays") => ({
  merged: false,
  stays,
  goes,
  after,
  training,
  proposed: "id",
  ask: [],
  warnings: [],
  simulations: 0,
  reports: 0,
  mails: { cancelled: 0, moved: 0 },
  undoUntil: "2026-12-24T09:00:00.000Z",
});
const row = (made: MergePlan, name: string) => compare(made).find((one) => one.row === name);

describe("both side by side", () => {
  it("leaves out what neither has", () => {
    const made = plan(side({}), side({}), side({}));
    expect(compare(made).map((one) => one.row)).toEqual(["name", "addresses", "training", "status"]);
  });

  it("says what is kept of each", () => {
    const made = plan(
      side({ employeeId: "1", groups: ["a"], company: "x" }),
      side({ employeeId: "2", groups: ["b"], company: "y" }),
      side({ employeeId: "2", groups: ["b", "a"], company: "x" }),
    );
    expect(row(made, "employeeId")).toMatchObject({ stays: [{ kept: false }], goes: [{ kept: true }] });
    expect(row(made, "groups")).toMatchObject({ stays: [{ kept: true }], goes: [{ kept: true }] });
    expect(row(made, "companies")).toMatchObject({ stays: [{ kept: true }], goes: [{ kept: false }] });
  });

  it("says nothing yet of what is still to be chosen", () => {
    const made = { ...plan(side({ employeeId: "1" }), side({ employeeId: "2" }), side({ employeeId: "1" })) };
    expect(row({ ...made, ask: ["employeeId"] }, "employeeId")).toEqual({
      row: "employeeId",
      stays: [{ value: "1" }],
      goes: [{ value: "2" }],
    });
  });

  it("of two alike trainings and accounts keeps one", () => {
    const one = side({ stage: "started" }, { account: true });
    const made = plan(one, one, one, "goes");
    expect(row(made, "training")).toMatchObject({ stays: [{ kept: false }], goes: [{ kept: true }] });
    expect(row(made, "account")).toMatchObject({ stays: [{ kept: true }], goes: [{ kept: false }] });
  });
});
