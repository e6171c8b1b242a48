import { describe, expect, it } from "vitest";
import { programmeOf, type Placed, type ProgrammeMap } from "./programme-of.ts";

const map: ProgrammeMap = {
  units: new Map([
    ["finance", { programme: "strict", archived: false }],
    ["board", { programme: "yearly", archived: false }],
    ["closed", { programme: "strict", archived: true }],
    ["stale", { programme: "gone", archived: false }],
    ["buyer", { programme: "invoices", archived: false }],
    ["driver", { programme: "yearly", archived: false }],
    ["closed function", { programme: "invoices", archived: true }],
  ]),
  offered: new Set(["usual", "strict", "yearly", "invoices", "own"]),
  usual: "usual",
};
const of = (person: Partial<Placed>, among = map) =>
  programmeOf({ groups: [], functions: [], ...person }, among);

/** What each of the four places may hold, and what it then gives; null where it gives nothing. */
const byHand: [string | undefined, string | null][] = [
  [undefined, null],
  ["own", "own"],
  ["gone", null],
];
const groups: [string[], [string, string] | null][] = [
  [[], null],
  [["none"], null],
  [["closed"], null],
  [["stale"], null],
  [["finance"], ["strict", "finance"]],
  [
    ["finance", "board"],
    ["yearly", "board"],
  ],
  [
    ["board", "finance"],
    ["strict", "finance"],
  ],
  [
    ["finance", "none", "closed", "stale"],
    ["strict", "finance"],
  ],
];
const functions: [string[], [string, string] | null][] = [
  [[], null],
  [["none", "closed function", "stale"], null],
  [["buyer"], ["invoices", "buyer"]],
  [
    ["driver", "buyer"],
    ["yearly", "driver"],
  ],
  [
    ["none", "closed function", "stale", "buyer", "driver"],
    ["invoices", "buyer"],
  ],
];
const all = byHand.flatMap(([programme, hand]) =>
  groups.flatMap(([inGroups, group]) =>
    functions.map(([inFunctions, job]) => ({
      person: { programme, groups: inGroups, functions: inFunctions },
      expected: hand
        ? { programme: hand, by: "hand" }
        : group
          ? { programme: group[0], by: "group", unit: group[1] }
          : job
            ? { programme: job[0], by: "function", unit: job[1] }
            : { programme: "usual", by: "default" },
    })),
  ),
);

describe("a person's programme", () => {
  it.each(all)("of $person is $expected", ({ person, expected }) => {
    expect(programmeOf(person, map)).toEqual(expected);
  });

  it("is the default one where the organization has nothing else", () => {
    const bare = { units: new Map(), offered: new Set<string>(), usual: "usual" };
    expect(of({ programme: "own", groups: ["finance"], functions: ["buyer"] }, bare)).toEqual({
      programme: "usual",
      by: "default",
    });
  });

  it("may be the default one by hand, against what groups bring", () => {
    expect(of({ programme: "usual", groups: ["finance"] })).toEqual({ programme: "usual", by: "hand" });
  });
});

/** Always the same numbers from 0 up to `below` (mulberry32). */
function numbers(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

describe("2,000 people and organizations made up", () => {
  const next = numbers(20_261_129);
  const programmes = ["p0", "p1", "p2", "p3"];
  const some = (of: readonly string[], most: number) => [
    ...new Set(Array.from({ length: next(most + 1) }, () => of[next(of.length)]!)),
  ];
  const made = Array.from({ length: 2_000 }, () => {
    const names = (kind: string) => Array.from({ length: 5 }, (_, n) => `${kind}${n}`);
    const units = new Map(
      [...names("g"), ...names("f")].flatMap((unit) =>
        next(4) === 0 ? [] : [[unit, { programme: programmes[next(4)]!, archived: next(5) === 0 }] as const],
      ),
    );
    const person: Placed = {
      groups: some(names("g"), 4),
      functions: some(names("f"), 4),
      ...(next(3) === 0 && { programme: programmes[next(4)]! }),
    };
    return { person, map: { units, offered: new Set([...some(programmes, 4), "usual"]), usual: "usual" } };
  });

  it("each has one that is offered, and the reason is true", () => {
    for (const { person, map: among } of made) {
      const { programme, by, unit } = programmeOf(person, among);
      expect(among.offered.has(programme)).toBe(true);
      const bringer = unit === undefined ? undefined : among.units.get(unit);
      if (by === "hand") expect(programme).toBe(person.programme);
      else if (by === "default") expect(programme).toBe("usual");
      else expect(bringer).toEqual({ programme, archived: false });
      if (by === "group") expect(person.groups).toContain(unit);
      if (by === "function") expect(person.functions).toContain(unit);
    }
  });

  it("a group given later wins over all but what is set by hand; taken away, all is as before", () => {
    for (const { person, map: among } of made) {
      const before = programmeOf(person, among);
      const units = new Map(among.units).set("new", { programme: "usual", archived: false });
      const after = programmeOf({ ...person, groups: [...person.groups, "new"] }, { ...among, units });
      expect(after).toEqual(before.by === "hand" ? before : { programme: "usual", by: "group", unit: "new" });
      expect(programmeOf(person, { ...among, units })).toEqual(before);
    }
  });

  it("what brings nothing changes nothing, wherever it stands", () => {
    for (const { person, map: among } of made) {
      const groups = person.groups.flatMap((group) => [group, `nothing ${group}`]);
      expect(programmeOf({ ...person, groups: ["nothing", ...groups] }, among)).toEqual(
        programmeOf(person, among),
      );
    }
  });
});
