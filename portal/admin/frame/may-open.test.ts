import { expect, it } from "vitest";
import { roles } from "../../../shared/lifecycle.ts";
import { mayOpen, startOf } from "./may-open.ts";

it("each role begins at a page that it may open", () => {
  for (const role of roles) {
    const start = startOf(role);
    expect([role, start, mayOpen(role, start)]).toEqual([
      role,
      role === "manager" ? "/people" : "/overview",
      true,
    ]);
  }
});

it.each([
  ["/check", ["owner", "admin"]],
  ["/reports/00000000-0000-4000-8000-000000000000", ["owner", "admin", "analyst"]],
  ["/overview", ["owner", "admin", "analyst"]],
  ["/people", ["owner", "admin", "analyst", "manager"]],
  ["/people/00000000-0000-4000-8000-000000000000", ["owner", "admin", "analyst", "manager"]],
  ["/mail", ["owner", "admin", "analyst"]],
  ["/joining", ["owner", "admin", "analyst"]],
  ["/settings", ["owner", "admin", "analyst"]],
  ["/structure", ["owner", "admin", "analyst"]],
  ["/programmes", ["owner", "admin", "analyst"]],
  ["/roles", ["owner", "admin", "analyst"]],
  ["/tokens", ["owner", "admin", "analyst"]],
  ["/audit", ["owner", "admin"]],
  ["/nowhere", ["owner", "admin", "analyst", "manager"]],
  ["/constructor", ["owner", "admin", "analyst", "manager"]],
])("%s is open to %j", (path, allowed) => {
  expect(roles.filter((role) => mayOpen(role, path))).toEqual(allowed);
});
