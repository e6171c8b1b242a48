import { expect, it } from "vitest";
import { roles } from "../../../shared/lifecycle.ts";
import { mayOpen, startOf } from "./may-open.ts";

it("each role begins at a page that it may open, or hears that there is none", () => {
  for (const role of roles) {
    const start = startOf(role);
    expect([role, start, start === null || mayOpen(role, start)]).toEqual([
      role,
      role === "manager" ? null : "/overview",
      true,
    ]);
  }
});

it.each([
  ["/check", ["owner", "admin"]],
  ["/reports/00000000-0000-4000-8000-000000000000", ["owner", "admin", "analyst"]],
  ["/people", ["owner", "admin", "analyst"]],
  ["/nowhere", ["owner", "admin", "analyst", "manager"]],
  ["/constructor", ["owner", "admin", "analyst", "manager"]],
])("%s is open to %j", (path, allowed) => {
  expect(roles.filter((role) => mayOpen(role, path))).toEqual(allowed);
});
