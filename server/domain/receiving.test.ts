import { describe, expect, it } from "vitest";
import { mayReceive } from "./receiving.ts";

const acme = { domains: [{ name: "acme.example" }], allowedAddresses: ["auditor@partner.example"] };
const to = "newcomer@acme.example";

describe("who may receive a simulation at this moment", () => {
  it.each([
    ["an active person", { status: "active", email: to }, acme, to, "send"],
    [
      "a listed address",
      { status: "active", email: "auditor@partner.example" },
      acme,
      "auditor@partner.example",
      "send",
    ],
    ["an inactive person", { status: "inactive", email: to }, acme, to, "hold"],
    ["a removed person", { status: "removed", email: to }, acme, to, "cancel"],
    ["a person who is gone", null, acme, to, "cancel"],
    [
      "a person with another address by now",
      { status: "active", email: "new@acme.example" },
      acme,
      to,
      "hold",
    ],
    ["a domain taken off the list", { status: "active", email: to }, { ...acme, domains: [] }, to, "hold"],
  ] as const)("%s", (_name, person, organization, address, verdict) => {
    expect(mayReceive(person, organization, address).verdict).toBe(verdict);
  });
});
