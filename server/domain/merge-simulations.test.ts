import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulationStates, type SimulationState } from "../simulations/simulation.ts";
import { mergeSimulations, unmergeSimulation, type MergedSimulation } from "./merge-simulations.ts";
import type { Side } from "./merge.ts";

const at = new Date("2026-11-24T09:00:00Z");
const due = new Date("2026-12-01T09:00:00Z");
type Row = Parameters<typeof mergeSimulations>[0]["stays"][number];
const welcome = (_id: string, startNumber: number, state: SimulationState = "open"): Row => ({
  _id,
  kind: "welcome",
  startNumber,
  state,
});
const training = (_id: string, state: SimulationState = "open"): Row => ({
  _id,
  kind: "training",
  startNumber: 1,
  state,
  dueAt: due,
});
const merge = (
  stays: Row[],
  goes: Row[],
  {
    side = "stays",
    stage = "started",
    out = [],
  }: { side?: Side; stage?: "started" | "onboarded"; out?: string[] } = {},
) => {
  const numbers = (rows: Row[]) => Math.max(0, ...rows.map(({ startNumber }) => startNumber));
  const changes = mergeSimulations(
    { stays, goes },
    {
      training: side,
      stage,
      startNumbers: { stays: numbers(stays), goes: numbers(goes) },
      isOut: (id) => out.includes(id),
      at,
    },
  );
  return [...changes.stays, ...changes.goes].map(({ id, becomes: { startNumber, state } }) => [
    id,
    startNumber,
    state,
  ]);
};

describe("Welcome simulations of two people who become one", () => {
  it("that of the one who stays goes on, as the later start; the other's is over", () => {
    expect(merge([welcome("a", 1)], [welcome("b", 1)])).toEqual([
      ["a", 2, "open"],
      ["b", 1, "superseded"],
    ]);
  });
  it("the other's goes on where their training does", () => {
    expect(merge([], [welcome("b", 1)], { side: "goes" })).toEqual([["b", 1, "open"]]);
    expect(merge([welcome("a", 2)], [welcome("b", 1)], { side: "goes" })).toEqual([
      ["a", 2, "superseded"],
      ["b", 3, "open"],
    ]);
  });
  it("none goes on where the training has passed it", () => {
    expect(
      merge([welcome("a", 1)], [welcome("b", 1, "reported")], { side: "goes", stage: "onboarded" }),
    ).toEqual([
      ["a", 1, "superseded"],
      ["b", 2, "reported"],
    ]);
  });
});

describe("training simulations of the other", () => {
  it("stay open when their mail left, and are over when it never did", () => {
    expect(merge([], [training("b"), training("c")], { out: ["b"] })).toEqual([
      ["b", 1, "open"],
      ["c", 1, "superseded"],
    ]);
  });
  it("of one date with their own give the date up, and get it back", () => {
    const { goes } = mergeSimulations(
      { stays: [training("a")], goes: [training("b")] },
      { training: "stays", stage: "started", startNumbers: { stays: 1, goes: 1 }, isOut: () => true, at },
    );
    expect(goes.map(({ becomes }) => becomes.dueAt)).toEqual([undefined]);
    expect(unmergeSimulation(goes[0]!.becomes, goes[0]!).dueAt).toEqual(due);
  });
});

describe("the undo", () => {
  const change: MergedSimulation = {
    id: "b",
    was: { startNumber: 1, state: "open" },
    becomes: { startNumber: 3, state: "superseded", closedAt: at },
  };
  it("opens what the merge closed", () => {
    expect(unmergeSimulation(change.becomes, change)).toEqual({ startNumber: 1, state: "open" });
  });
  it("leaves what was reported since", () => {
    const reported = { startNumber: 3, state: "reported" as const, closedAt: at };
    expect(unmergeSimulation(reported, { ...change, becomes: { startNumber: 3, state: "open" } })).toEqual({
      startNumber: 1,
      state: "reported",
      closedAt: at,
    });
  });
});

const rows = (prefix: string) =>
  fc
    .array(
      fc.record({
        kind: fc.constantFrom("welcome" as const, "training" as const),
        state: fc.constantFrom(...simulationStates),
        dueAt: fc.constantFrom(undefined, due, at),
      }),
      { maxLength: 5 },
    )
    .map((made) => {
      let starts = 0;
      return made.map(({ kind, state, dueAt }, n): Row => {
        if (kind === "welcome") starts++;
        const number = { _id: `${prefix}${n}`, kind, state, startNumber: starts };
        return kind === "training" && dueAt && !made.slice(0, n).some((one) => one.dueAt === dueAt)
          ? { ...number, dueAt }
          : number;
      });
    });

describe("whatever simulations they have", () => {
  it("one Welcome is open at most, each start has one, each date is given once, and the undo gives all back", () => {
    fc.assert(
      fc.property(
        rows("a"),
        rows("b"),
        fc.constantFrom("stays" as const, "goes" as const),
        fc.constantFrom("started" as const, "onboarded" as const),
        fc.boolean(),
        (stays, goes, side, stage, isOut) => {
          const most = (some: Row[]) => Math.max(0, ...some.map(({ startNumber }) => startNumber));
          const changes = mergeSimulations(
            { stays, goes },
            {
              training: side,
              stage,
              startNumbers: { stays: most(stays), goes: most(goes) },
              isOut: () => isOut,
              at,
            },
          );
          const changed = [...changes.stays, ...changes.goes];
          const all = [...stays, ...goes].map((row) => ({
            ...row,
            ...changed.find(({ id }) => id === row._id)?.becomes,
            dueAt: changes.goes.some(({ id }) => id === row._id)
              ? changes.goes.find(({ id }) => id === row._id)!.becomes.dueAt
              : row.dueAt,
          }));
          const welcomes = all.filter(({ kind }) => kind === "welcome");
          expect(welcomes.filter(({ state }) => state === "open").length).toBeLessThanOrEqual(1);
          expect(new Set(welcomes.map(({ startNumber }) => startNumber)).size).toBe(welcomes.length);
          const dates = all.flatMap(({ dueAt }) => dueAt?.getTime() ?? []);
          expect(new Set(dates).size).toBe(dates.length);
          for (const change of changed) {
            const row = [...stays, ...goes].find(({ _id }) => _id === change.id)!;
            const { _id, kind, ...was } = row;
            expect([_id, kind, unmergeSimulation(change.becomes, change)]).toEqual([_id, kind, was]);
          }
        },
      ),
    );
  });
});
