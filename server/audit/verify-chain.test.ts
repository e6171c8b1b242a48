import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { chainStart, hashOf, type ChainedEntry } from "./entry-hash.ts";
import { verifyChain } from "./verify-chain.ts";

/** A chain of this many entries. */
function chainOf(length: number): ChainedEntry[] {
  const made: ChainedEntry[] = [];
  for (let n = 1; n <= length; n++) {
    const entry = {
      _id: `e${n}`,
      organization: "acme",
      n,
      at: new Date(n * 1000),
      action: "user.start",
      hash: "",
    };
    made.push({ ...entry, hash: hashOf(made.at(-1)?.hash ?? chainStart, entry) });
  }
  return made;
}
const stream = (entries: readonly ChainedEntry[]): AsyncIterable<ChainedEntry> => Readable.from(entries);
const headOf = (entries: readonly ChainedEntry[]) => ({ count: entries.length, hash: entries.at(-1)!.hash });
const verify = (entries: ChainedEntry[], heads = [headOf(chainOf(6))]) => verifyChain(stream(entries), heads);

describe("a chain of entries", () => {
  it("is whole from its first entry to its last, also an empty one", async () => {
    expect(await verify(chainOf(6))).toEqual({ checked: 6, hash: chainOf(6).at(-1)!.hash });
    expect(await verify([], [])).toEqual({ checked: 0, hash: chainStart });
  });

  it("is the same whatever the order in which fields are stored", async () => {
    const turned = chainOf(6).map(
      (entry) => Object.fromEntries(Object.entries(entry).reverse()) as ChainedEntry,
    );
    expect(await verify(turned)).toMatchObject({ checked: 6 });
  });

  it.each(["_id", "organization", "at", "action", "hash", "added"])(
    "names the entry whose %s was edited",
    async (field) => {
      const entries = chainOf(6);
      entries[2] = { ...entries[2]!, [field]: field === "at" ? new Date(5) : "other" };
      expect(await verify(entries)).toMatchObject({ checked: 2, problem: { kind: "edited", n: 3 } });
    },
  );

  it("names the place of a deleted entry, the first too", async () => {
    for (const n of [1, 4])
      expect(await verify(chainOf(6).filter((entry) => entry.n !== n))).toMatchObject({
        checked: n - 1,
        problem: { kind: "deleted", n },
      });
  });

  it("names two that were swapped, by number or by content, neighbours or not", async () => {
    for (const [one, other] of [
      [2, 3],
      [2, 5],
      [5, 6],
    ] as const) {
      const byNumber = chainOf(6);
      [byNumber[one - 1], byNumber[other - 1]] = [
        { ...byNumber[other - 1]!, n: one },
        { ...byNumber[one - 1]!, n: other },
      ];
      const byContent = chainOf(6);
      [byContent[one - 1], byContent[other - 1]] = [
        { ...byContent[other - 1]!, n: one, hash: byContent[one - 1]!.hash },
        { ...byContent[one - 1]!, n: other, hash: byContent[other - 1]!.hash },
      ];
      for (const entries of [byNumber, byContent])
        expect(await verify(entries)).toMatchObject({ problem: { kind: "swapped", n: one, other } });
    }
  });

  it("names one that was put in, between two numbers or with those after it moved on", async () => {
    const entries = chainOf(6);
    const between = { ...entries[2]!, _id: "put in", n: 3.5 };
    expect(await verify([...entries.slice(0, 3), between, ...entries.slice(3)])).toMatchObject({
      problem: { kind: "inserted", n: 3.5 },
    });
    const moved = [
      ...entries.slice(0, 3),
      { ...between, n: 4 },
      ...entries.slice(3).map((entry) => ({ ...entry, n: entry.n + 1 })),
    ];
    expect(await verify(moved)).toMatchObject({ checked: 3, problem: { kind: "inserted", n: 4 } });
  });

  it("that was cut shows by a head from before", async () => {
    expect(await verify(chainOf(4))).toMatchObject({ checked: 4, problem: { kind: "cut", n: 5 } });
    expect(await verify(chainOf(4), [])).not.toHaveProperty("problem");
  });

  it("that was made anew with other content shows by a head from before", async () => {
    const entries: ChainedEntry[] = [];
    for (const entry of chainOf(6)) {
      const other = entry.n === 2 ? { ...entry, action: "user.remove" } : entry;
      entries.push({ ...other, hash: hashOf(entries.at(-1)?.hash ?? chainStart, other) });
    }
    const heads = [headOf(chainOf(1)), headOf(chainOf(4))];
    expect(await verify(entries, heads)).toMatchObject({ checked: 3, problem: { kind: "rewritten", n: 4 } });
  });
});
