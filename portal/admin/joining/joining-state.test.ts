import { describe, expect, it } from "vitest";
import { joiningState, sameDoor } from "./joining-state.ts";

const now = new Date("2026-11-24T12:00:00Z");
const open = { anyoneCanJoin: true, allowedDomains: ["acme.example"], allowedAddresses: [] };

describe("joiningState", () => {
  it.each([
    ["off", { ...open, anyoneCanJoin: false }],
    ["nobody", { ...open, allowedDomains: [] }],
    ["open", open],
    ["open", { ...open, allowedDomains: [], allowedAddresses: ["auditor@partner.example"] }],
    ["before", { ...open, opensAt: "2026-11-24T12:00:01Z" }],
    ["open", { ...open, opensAt: "2026-11-24T12:00:00Z", closesAt: "2026-11-24T12:00:01Z" }],
    ["over", { ...open, closesAt: "2026-11-24T12:00:00Z" }],
  ] as const)("is %s", (state, joining) => {
    expect(
      joiningState(
        {
          ...joining,
          allowedDomains: [...joining.allowedDomains],
          allowedAddresses: [...joining.allowedAddresses],
        },
        now,
      ),
    ).toBe(state);
  });
});

describe("sameDoor", () => {
  it("does not mind who switched, or the contact", () => {
    expect(sameDoor(open, { ...open, anyoneCanJoin: false, contact: "it-help@acme.example" })).toBe(true);
  });
  it("minds another domain, address or window", () => {
    expect(sameDoor(open, { ...open, allowedDomains: ["works.acme.example"] })).toBe(false);
    expect(sameDoor(open, { ...open, allowedAddresses: ["auditor@partner.example"] })).toBe(false);
    expect(sameDoor(open, { ...open, closesAt: "2026-11-27T17:00:00Z" })).toBe(false);
  });
});
