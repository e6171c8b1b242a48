import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roles, trainingStages, type Role } from "../../shared/lifecycle.ts";
import { searchWords } from "./search-words.ts";
import {
  differences,
  mergeOf,
  mergeRefusal,
  proposedStay,
  unmerge,
  type MergeChoices,
  type MergePerson,
} from "./merge.ts";

const at = (day: number) => new Date(Date.UTC(2026, 0, 1 + day));
const person = (id: string, fields: Partial<MergePerson> = {}): MergePerson => {
  const made = {
    _id: id,
    email: `${id}@acme.example`,
    addresses: [`${id}@acme.example`],
    firstName: "Ada",
    lastName: "Byron",
    functions: [],
    groups: [],
    manager: false,
    stage: "notStarted" as const,
    active: true,
    startNumber: 0,
    searchWords: [],
    createdAt: at(0),
    ...fields,
  };
  return { ...made, searchWords: searchWords(made) };
};
const started = { stage: "started", startMethod: "self", startNumber: 1, startedAt: at(1) } as const;
const onboarded = { ...started, stage: "onboarded", onboardedAt: at(2) } as const;
const [one, two] = [person("one"), person("two")];
const by = (role: Role, id = "actor") => ({ id, role });

describe("whether two people may become one", () => {
  it.each([
    ["two ordinary people", one, two, by("admin"), null],
    ["one and the same", one, one, by("owner"), "same_person"],
    ["the one who stays is removed", person("one", { removedAt: at(1) }), two, by("owner"), "removed"],
    ["the other is removed", one, person("two", { removedAt: at(1) }), by("owner"), "removed"],
    ["oneself, to be gone", one, two, by("admin", "two"), "yourself"],
    ["oneself, to stay", one, two, by("admin", "one"), null],
    ["an owner stays, asked by an admin", person("one", { role: "owner" }), two, by("admin"), "owner_only"],
    ["an owner stays, asked by an owner", person("one", { role: "owner" }), two, by("owner"), null],
    ["an owner would go", one, person("two", { role: "owner" }), by("owner"), "role_differs"],
    ["two owners", person("one", { role: "owner" }), person("two", { role: "owner" }), by("owner"), null],
    ["an admin stays", person("one", { role: "admin" }), two, by("admin"), null],
    ["an analyst would go", one, person("two", { role: "analyst" }), by("owner"), "role_differs"],
  ] as const)("%s", (_, stays, goes, actor, refusal) => {
    expect(mergeRefusal({ stays, goes }, actor)).toBe(refusal);
  });
});

describe("who had better stay", () => {
  it.each([
    ["who has a role", person("one", { role: "admin" }), person("two", { directory: "d", ...onboarded })],
    ["whom the directory knows", person("one", { directory: "d" }), person("two", onboarded)],
    ["the further one in training", person("one", { ...started, createdAt: at(9) }), two],
    ["the older one", one, person("two", { createdAt: at(1) })],
  ])("%s", (_, better, other) => {
    expect(proposedStay(better, other)).toBe(better);
    expect(proposedStay(other, better)).toBe(better);
  });
});

describe("what becomes of the one who stays", () => {
  const after = (stays: Partial<MergePerson>, goes: Partial<MergePerson>, choices?: MergeChoices) =>
    mergeOf({ stays: person("one", stays), goes: person("two", goes) }, choices);

  it.each<[string, Partial<MergePerson>, Partial<MergePerson>, Partial<MergePerson>]>([
    ["the other's addresses are linked", {}, {}, { addresses: ["one@acme.example", "two@acme.example"] }],
    ["their own address stays the present one", {}, {}, { email: "one@acme.example" }],
    ["an account is taken", {}, { directory: "t:o" }, { directory: "t:o" }],
    ["their own account stays", { directory: "t:1" }, { directory: "t:2" }, { directory: "t:1" }],
    ["an employee ID is taken", {}, { employeeId: "7" }, { employeeId: "7" }],
    ["the same ID is no question", { employeeId: "7" }, { employeeId: "7" }, { employeeId: "7" }],
    [
      "a name is taken whole",
      { firstName: "", lastName: "" },
      { infix: "van" },
      { firstName: "Ada", infix: "van" },
    ],
    ["a name stays whole", { lastName: "" }, { infix: "van" }, { firstName: "Ada", lastName: "" }],
    ["a company is taken", {}, { company: "c" }, { company: "c" }],
    ["their own company stays", { company: "a" }, { company: "c" }, { company: "a" }],
    ["functions are united", { functions: ["a"] }, { functions: ["b", "a"] }, { functions: ["a", "b"] }],
    ["groups too, their own newest", { groups: ["a"] }, { groups: ["b", "a"] }, { groups: ["b", "a"] }],
    ["the further training goes on", {}, onboarded, onboarded],
    ["their own training, where it is further", onboarded, started, { ...onboarded, startNumber: 2 }],
    [
      "their own training, of two alike",
      { ...started, startedAt: at(5) },
      started,
      { startedAt: at(5), startNumber: 2 },
    ],
    ["who is switched off stays so", { active: false }, {}, { active: false }],
    [
      "the last report is the later",
      { lastReportAt: at(2) },
      { lastReportAt: at(1) },
      { lastReportAt: at(2) },
    ],
    [
      "the last simulation is the later",
      { lastSimulation: { at: at(1), scenario: "a" } },
      { lastSimulation: { at: at(2), scenario: "b" } },
      { lastSimulation: { at: at(2), scenario: "b" } },
    ],
  ])("%s", (_, stays, goes, expected) => {
    expect(after(stays, goes).after).toMatchObject(expected);
  });

  it("mixes no name of two", () => {
    expect(after({ lastName: "" }, { infix: "van" }).after).not.toHaveProperty("infix");
  });

  it("asks whose employee ID it is where both have one, and takes the one that is chosen", () => {
    const both = [{ employeeId: "1" }, { employeeId: "2" }] as const;
    expect(after(...both).ask).toEqual(["employeeId"]);
    expect(after(...both, { employeeId: "stays" })).toMatchObject({ ask: [], after: { employeeId: "1" } });
    expect(after(...both, { employeeId: "goes" })).toMatchObject({ ask: [], after: { employeeId: "2" } });
  });

  it("warns of two accounts, and of one who is switched off", () => {
    expect(after({ directory: "1" }, { directory: "2", active: false }).warnings).toEqual([
      "two_accounts",
      "one_inactive",
    ]);
    expect(after({}, {}).warnings).toEqual([]);
  });
});

const day = fc.option(fc.integer({ min: 0, max: 400 }).map(at), { nil: undefined });
const id = fc.option(fc.constantFrom("a", "b", "c"), { nil: undefined });
const ids = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d"));
const anybody = (name: string) =>
  fc
    .record({
      former: fc.uniqueArray(fc.constantFrom("x", "y", "z")),
      directory: id,
      employeeId: id,
      firstName: fc.constantFrom("", "Ada"),
      infix: id,
      lastName: fc.constantFrom("", "Byron"),
      language: fc.constantFrom("en" as const, "nl" as const, undefined),
      company: id,
      department: id,
      costCentre: id,
      programme: id,
      functions: ids,
      groups: ids,
      manager: fc.boolean(),
      role: fc.constantFrom(undefined, ...roles),
      stage: fc.constantFrom(...trainingStages),
      active: fc.boolean(),
      startMethod: fc.constantFrom("self" as const, "admin" as const, undefined),
      startNumber: fc.integer({ min: 0, max: 4 }),
      startedAt: day,
      onboardedAt: day,
      nextSimulationAt: day,
      lastSimulation: fc.option(
        day.map((when) => ({ at: when ?? at(0), scenario: "s" })),
        { nil: undefined },
      ),
      seenAt: day,
      lastReportAt: day,
      createdAt: day.map((when) => when ?? at(0)),
    })
    .map(({ former, ...fields }) => {
      const addresses = [name, ...former.map((one) => `${name}.${one}`)].map((one) => `${one}@acme.example`);
      const plain = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
      return person(name, { ...plain, addresses });
    });
const pair = fc.record({ stays: anybody("one"), goes: anybody("two") });
const choices = fc.record({ employeeId: fc.constantFrom("stays" as const, "goes" as const, undefined) });

describe("whoever the two are", () => {
  it("no address is lost, no group and no function, and each is there once", () => {
    fc.assert(
      fc.property(pair, choices, ({ stays, goes }, chosen) => {
        const { after } = mergeOf({ stays, goes }, chosen);
        for (const field of ["addresses", "groups", "functions"] as const) {
          expect([...after[field]].sort()).toEqual([...new Set([...stays[field], ...goes[field]])].sort());
        }
        expect(after.addresses[0]).toBe(after.email);
      }),
    );
  });

  it("training never goes backwards, and starts are counted together", () => {
    fc.assert(
      fc.property(pair, ({ stays, goes }) => {
        const { after } = mergeOf({ stays, goes });
        const step = ({ stage }: MergePerson) => trainingStages.indexOf(stage);
        expect(step(after)).toBe(Math.max(step(stays), step(goes)));
        expect(after.startNumber).toBe(stays.startNumber + goes.startNumber);
      }),
    );
  });

  it("nothing that the one who stays has becomes something else, but training and a chosen employee ID", () => {
    fc.assert(
      fc.property(pair, ({ stays, goes }) => {
        const { after } = mergeOf({ stays, goes });
        for (const field of [
          "_id",
          "email",
          "directory",
          "employeeId",
          "company",
          "department",
          "costCentre",
          "programme",
          "language",
          "role",
          "active",
        ] as const)
          if (stays[field] !== undefined) expect([field, after[field]]).toEqual([field, stays[field]]);
      }),
    );
  });

  it("the undo gives both back as they were, when nothing happened in between", () => {
    fc.assert(
      fc.property(pair, choices, (before, chosen) => {
        const kept = structuredClone(before);
        const { after } = mergeOf(before, chosen);
        expect(before).toEqual(kept);
        const back = unmerge(after, { before, after });
        expect(back.stays).toStrictEqual(before.stays);
        expect(back.goes).toStrictEqual(before.goes);
        expect([back.trainingBack, back.remains]).toEqual([true, []]);
      }),
    );
  });

  it("the undo leaves what was changed since, and no address with both", () => {
    fc.assert(
      fc.property(pair, anybody("one"), fc.boolean(), (before, later, renamed) => {
        const { after } = mergeOf(before);
        // Since then the person got another company and start, and perhaps one of the other's addresses as the present one.
        const now: MergePerson = {
          ...after,
          company: "new",
          stage: "onboarded",
          onboardedAt: at(999),
          groups: later.groups,
          ...(renamed && { email: before.goes.email, addresses: [...after.addresses].reverse() }),
        };
        const back = unmerge(now, { before, after });
        expect(back.goes).toEqual(before.goes);
        expect(back.stays.company).toBe("new");
        expect([back.trainingBack, back.stays.onboardedAt]).toEqual([false, at(999)]);
        expect(back.stays.addresses.filter((one) => before.goes.addresses.includes(one))).toEqual([]);
        expect([...back.stays.addresses].sort()).toEqual([...before.stays.addresses].sort());
        expect(back.stays.addresses[0]).toBe(back.stays.email);
      }),
    );
  });

  it("the differences are what an update writes", () => {
    fc.assert(
      fc.property(pair, ({ stays, goes }) => {
        const merged = { ...stays, ...differences(stays, goes) };
        for (const field of Object.keys(merged) as (keyof MergePerson)[])
          if (merged[field] === undefined) Reflect.deleteProperty(merged, field);
        expect(merged).toEqual(goes);
      }),
    );
  });
});
