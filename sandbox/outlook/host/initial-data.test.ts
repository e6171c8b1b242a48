import { expect, it } from "vitest";
import { initialData } from "./initial-data.ts";
import { buildItem } from "./test-item.ts";

const facts = {
  user: { name: "Newcomer", email: "newcomer@acme.example", timeZone: "W. Europe Standard Time" },
  permission: "ReadItem",
  hostVersion: "1",
  origin: "https://localhost:3443",
  sharedBy: null,
} as const;

it("names the person and their permission in the host's numbering", () => {
  expect(initialData(facts, null)).toMatchObject({
    userEmailAddress: "newcomer@acme.example",
    userDisplayName: "Newcomer",
    permissionLevel: 1,
  });
  expect(initialData({ ...facts, permission: "ReadWriteMailbox" }, null).permissionLevel).toBe(2);
});

it("leaves the fields of a mail out when none is open", () => {
  const data = initialData(facts, null);
  expect(data.itemType).toBe(6);
  expect(data).not.toHaveProperty("subject");
});

it("tells colleagues from outsiders, and shows an address where a name is missing", () => {
  expect(initialData(facts, buildItem())).toMatchObject({
    itemType: 1,
    internetMessageId: "<1@parcels.example>",
    from: { name: "Parcels", recipientType: 3 },
    to: [{ name: "newcomer@acme.example", recipientType: 2 }],
  });
});

it("takes prefixes off the subject, in several languages", () => {
  expect(initialData(facts, buildItem({ subject: "RE: Fwd: AW: Lunch?" })).normalizedSubject).toBe("Lunch?");
});

it("says of a mail in somebody else's mailbox that it is one, and of the person what is theirs all the same", () => {
  const shared = { ...facts, sharedBy: "info@acme.example" };
  expect(initialData(shared, buildItem())).toMatchObject({
    isFromSharedFolder: true,
    userEmailAddress: "newcomer@acme.example",
  });
  expect(initialData(shared, null)).not.toHaveProperty("isFromSharedFolder");
  expect(initialData(facts, buildItem())).not.toHaveProperty("isFromSharedFolder");
});
