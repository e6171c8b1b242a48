import { describe, expect, it } from "vitest";
import type { User } from "../../../shared/contracts/user.ts";
import { takeIn } from "./live-rows.ts";

const person = (id: string, shown: User["shown"]) => ({ id, shown }) as User;
const first = { of: "all", items: [person("a", "notStarted")], fresh: new Set<string>(), changed: [] };

describe("takeIn", () => {
  it("names who came and whose standing changed", () => {
    const next = takeIn(first, "all", [person("a", "waiting"), person("b", "waiting")]);
    expect([...next.fresh]).toEqual(["b"]);
    expect(next.changed.map(({ id }) => id)).toEqual(["a", "b"]);
  });
  it("calls nothing new in another list", () => {
    const next = takeIn(first, "stage=started", [person("b", "waiting")]);
    expect(next.fresh.size).toBe(0);
    expect(next.changed).toEqual([]);
  });
});
