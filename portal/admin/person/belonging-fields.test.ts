import { describe, expect, it } from "vitest";
import { belongingChange, changedBelonging, noBelonging } from "./belonging-fields.ts";

describe("the form of what a person belongs to", () => {
  const before = { ...noBelonging, company: "acme", functions: ["lead", "planner"], groups: ["pilot"] };

  it("sends what was changed and nothing else; what was taken away is none", () => {
    const draft = { ...before, company: undefined, department: "sales", groups: [], manager: true };
    const fields = changedBelonging(draft, before);
    expect(belongingChange(draft, fields)).toEqual({
      company: null,
      department: "sales",
      groups: [],
      manager: true,
    });
  });

  it("takes another order for no change", () => {
    expect(changedBelonging({ ...before, functions: ["planner", "lead"] }, before)).toEqual([]);
  });
});
