import { describe, expect, it } from "vitest";
import type { OutboxMessage } from "../mail/outbox.ts";
import { createMayReceive, type MayReceivePorts } from "./may-receive.ts";

const message = {
  kind: "simulation",
  organization: "acme",
  user: "u",
  simulation: "s",
  to: "newcomer@acme.example",
} as OutboxMessage;
const ports: MayReceivePorts = {
  findRecipient: () => Promise.resolve({ email: "newcomer@acme.example", active: true }),
  mailDomains: () => Promise.resolve({ domains: ["acme.example"], addresses: [] }),
  isOpen: () => Promise.resolve(true),
};
const user = (more: object) => ({
  findRecipient: () => Promise.resolve({ email: "newcomer@acme.example", active: true, ...more }),
});

describe("may this mail go now", () => {
  it.each<[string, Partial<MayReceivePorts>, string]>([
    ["an active user in an allowed domain", {}, "send"],
    ["a user who is inactive", user({ active: false }), "hold"],
    ["a user who was removed", user({ removedAt: new Date() }), "cancel"],
    ["a user who was purged", { findRecipient: () => Promise.resolve(null) }, "cancel"],
    ["a changed address", user({ email: "other@acme.example" }), "hold"],
    [
      "a domain that was taken out",
      { mailDomains: () => Promise.resolve({ domains: ["b.example"], addresses: [] }) },
      "hold",
    ],
    [
      "a single address that is listed",
      { mailDomains: () => Promise.resolve({ domains: [], addresses: [message.to] }) },
      "send",
    ],
    ["an organization that is off", { mailDomains: () => Promise.resolve(null) }, "hold"],
    ["a simulation that was caught", { isOpen: () => Promise.resolve(false) }, "cancel"],
  ])("%s: %j", async (_name, more, verdict) => {
    expect(await createMayReceive({ ...ports, ...more })(message)).toMatchObject({ verdict });
  });

  it("forwards a reported mail whoever it was about", async () => {
    const forward = { ...message, kind: "forward", user: undefined } as OutboxMessage;
    expect(await createMayReceive({ ...ports, findRecipient: () => Promise.resolve(null) })(forward)).toEqual(
      { verdict: "send" },
    );
  });
});
