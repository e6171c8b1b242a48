import { describe, expect, it } from "vitest";
import { mayReceive } from "./receiving.ts";

const acme = { domains: [{ name: "acme.example" }], allowedAddresses: ["auditor@partner.example"] };
const to = "newcomer@acme.example";

describe("who may receive a simulation at this moment", () => {
  it.each([
    ["an active person", { status: "active", email: to }, acme, to, "send", undefined],
    [
      "a listed address",
      { status: "active", email: "auditor@partner.example" },
      acme,
      "auditor@partner.example",
      "send",
      undefined,
    ],
    ["an inactive person", { status: "inactive", email: to }, acme, to, "hold", "personInactive"],
    ["a removed person", { status: "removed", email: to }, acme, to, "cancel", "personRemoved"],
    ["a person who is gone", null, acme, to, "cancel", "personRemoved"],
    [
      "a person with another address by now",
      { status: "active", email: "new@acme.example" },
      acme,
      to,
      "hold",
      "addressChanged",
    ],
    [
      "a domain taken off the list",
      { status: "active", email: to },
      { ...acme, domains: [] },
      to,
      "hold",
      "domainNotAllowed",
    ],
  ] as const)("%s", (_name, person, organization, address, verdict, reason) => {
    expect(mayReceive(person, organization, address)).toEqual({ verdict, ...(reason && { reason }) });
  });
});
