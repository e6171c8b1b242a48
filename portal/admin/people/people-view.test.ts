import { describe, expect, it } from "vitest";
import { paramsOf } from "./people-filter.ts";
import { inOrder, peopleColumns, sortsOf, usualColumns } from "./people-columns.ts";
import { orderOf, viewFrom } from "./people-view.ts";

describe("how the list is looked at", () => {
  it("stands in its address and is read back, beside filter and place", () => {
    const view = { sort: "-name", columns: ["email", "company"] } as const;
    const params = paramsOf({ stage: "started" }, { cursor: "abc", page: 2 }, view);
    expect(viewFrom(new URLSearchParams(params.toString()))).toEqual(view);
    expect(params.get("stage")).toBe("started");
  });

  it("takes no room there as long as it is as usual", () => {
    expect(paramsOf({}, undefined, { columns: usualColumns }).toString()).toBe("");
    expect(paramsOf({}, undefined, {}).toString()).toBe("");
  });

  it("may be the name alone, and leaves out what is no column and no order", () => {
    expect(viewFrom(paramsOf({}, undefined, { columns: [] }))).toEqual({ columns: [] });
    expect(viewFrom(new URLSearchParams("sort=stage&columns=added,secret,email,email"))).toEqual({
      columns: ["email", "added"],
    });
  });

  it("is by address, or newest first where those added lately are asked for, unless somebody chose", () => {
    expect(orderOf({}, {})).toBe("email");
    expect(orderOf({}, { addedWithinDays: 7 })).toBe("-added");
    expect(orderOf({ sort: "name" }, { addedWithinDays: 7 })).toBe("name");
  });

  it("has its columns always in the same order, each order belonging to one of them", () => {
    expect(inOrder([...peopleColumns].reverse())).toEqual(peopleColumns);
    expect(Object.values(sortsOf).flat()).toHaveLength(6);
  });
});
