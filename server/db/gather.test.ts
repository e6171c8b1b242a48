import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { gather } from "./gather.ts";

/** Groups as they were begun, each of which goes on until it is told to end. */
function recorder() {
  const groups: string[][] = [];
  const ends: (() => void)[] = [];
  const run = async (items: readonly string[]): Promise<string[]> => {
    groups.push([...items]);
    await new Promise<void>((resolve) => ends.push(resolve));
    return items.map((item) => item.toUpperCase());
  };
  return { groups, run, end: () => ends.shift()?.() };
}

async function turns(count: number): Promise<void> {
  for (let done = 0; done < count; done++) await turn();
}

describe("calls gathered into groups", () => {
  it("goes at once when alone", async () => {
    const { groups, run, end } = recorder();
    const ask = gather(run);
    const first = ask("a");
    await turns(1);
    expect(groups).toEqual([["a"]]);
    end();
    expect(await first).toBe("A");
    const second = ask("b");
    await turns(1);
    expect(groups).toEqual([["a"], ["b"]]);
    end();
    expect(await second).toBe("B");
  });

  it("takes together what comes in the same turn, and what comes while others are under way", async () => {
    const { groups, run, end } = recorder();
    const ask = gather(run);
    const asked = [ask("a"), ask("b")];
    await turns(1);
    asked.push(ask("c"));
    await turns(9);
    asked.push(ask("d"));
    expect(groups).toEqual([["a", "b"]]);
    end();
    await turns(1);
    expect(groups).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
    end();
    expect(await Promise.all(asked)).toEqual(["A", "B", "C", "D"]);
  });

  it("after a group, waits as long as each turn brings another caller, and no longer", async () => {
    const { groups, run, end } = recorder();
    const ask = gather(run);
    const first = [ask("a"), ask("b")];
    await turns(1);
    end();
    await Promise.all(first);
    const second = [ask("c")];
    await turns(3);
    second.push(ask("d"));
    await turns(3);
    second.push(ask("e"));
    expect(groups).toEqual([["a", "b"]]);
    await turns(12);
    expect(groups).toEqual([
      ["a", "b"],
      ["c", "d", "e"],
    ]);
    end();
    expect(await Promise.all(second)).toEqual(["C", "D", "E"]);
  });

  it("never makes a group larger than the most, nor lets one wait for more", async () => {
    const { groups, run, end } = recorder();
    const ask = gather(run, { most: 3 });
    const asked = ["a", "b", "c", "d"].map((item) => ask(item));
    await turns(1);
    expect(groups).toEqual([["a", "b", "c"]]);
    end();
    await turns(1);
    expect(groups).toEqual([["a", "b", "c"], ["d"]]);
    end();
    expect(await Promise.all(asked)).toEqual(["A", "B", "C", "D"]);
  });

  it("runs as many groups side by side as it has lanes", async () => {
    const { groups, run, end } = recorder();
    const ask = gather(run, { lanes: 2 });
    const asked: Promise<string>[] = [];
    for (const item of ["a", "b", "c"]) {
      asked.push(ask(item));
      await turns(1);
    }
    expect(groups).toEqual([["a"], ["b"]]);
    end();
    await turns(1);
    expect(groups).toEqual([["a"], ["b"], ["c"]]);
    end();
    end();
    expect(await Promise.all(asked)).toEqual(["A", "B", "C"]);
  });

  it("refuses one caller alone where the answer is a refusal, and all of them where the run fails", async () => {
    const one = gather((items: readonly string[]) =>
      Promise.resolve(items.map((item) => (item === "b" ? Promise.reject(new Error(item)) : item))),
    );
    expect(await Promise.allSettled(["a", "b", "c"].map(one))).toMatchObject([
      { value: "a" },
      { reason: { message: "b" } },
      { value: "c" },
    ]);
    const all = gather<string, string>(() => Promise.reject(new Error("away")));
    expect(await Promise.allSettled(["a", "b"].map(all))).toMatchObject([
      { reason: { message: "away" } },
      { reason: { message: "away" } },
    ]);
  });
});
