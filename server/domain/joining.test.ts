import { describe, expect, it } from "vitest";
import { joiningRefusal, type JoiningRules } from "./joining.ts";

const at = new Date("2026-11-24T12:00:00Z");
const open: JoiningRules = {
  anyoneCanJoin: true,
  allowedDomains: ["acme.example"],
  allowedAddresses: ["auditor@partner.example"],
};
const active = (stage: "notStarted" | "started" | "onboarded") => ({ stage, status: "active" }) as const;

describe("who may join", () => {
  it.each([
    ["somebody new, gate open", open, "newcomer@acme.example", null, null],
    ["gate closed", { ...open, anyoneCanJoin: false }, "newcomer@acme.example", null, "joining_closed"],
    [
      "before the window",
      { ...open, opensAt: new Date("2026-11-25") },
      "newcomer@acme.example",
      null,
      "joining_closed",
    ],
    ["at its first moment", { ...open, opensAt: at }, "newcomer@acme.example", null, null],
    ["at its end", { ...open, closesAt: at }, "newcomer@acme.example", null, "joining_closed"],
    ["another domain", open, "newcomer@other.example", null, "address_not_allowed"],
    ["a single address", open, "auditor@partner.example", null, null],
    [
      "a guest of the directory",
      open,
      "someone_other.example#ext#@acme.example",
      null,
      "address_not_allowed",
    ],
    ["no usable address", open, null, null, "address_unusable"],
    ["in the roster", open, "newcomer@acme.example", active("notStarted"), null],
    [
      "already in training, gate closed",
      { ...open, anyoneCanJoin: false },
      "newcomer@acme.example",
      active("started"),
      null,
    ],
    ["already onboarded", open, "newcomer@acme.example", active("onboarded"), null],
    [
      "inactive",
      open,
      "newcomer@acme.example",
      { stage: "notStarted", status: "inactive" },
      "user_not_active",
    ],
    ["removed", open, "newcomer@acme.example", { stage: "started", status: "removed" }, "user_not_active"],
  ] as const)("%s", (_name, rules, address, standing, expected) => {
    expect(joiningRefusal(rules, address, standing, at)).toBe(expected);
  });
});
