import { describe, expect, it } from "vitest";
import { foldersOf, neighbour, unreadCount, visibleMessages } from "./message-list.ts";
import { folderName, type Message } from "./messages.ts";

const message = (id: string, changes: Partial<Message> = {}): Message => ({
  id,
  subject: `Mail ${id}`,
  fromName: "Facilities",
  fromAddress: "facilities@acme.example",
  to: "newcomer@acme.example",
  internetMessageId: `<${id}@acme.example>`,
  receivedAt: "2026-11-23T08:00:00Z",
  folder: "inbox",
  seen: true,
  flagged: false,
  preview: "",
  size: 1,
  ...changes,
});
const ids = (list: Message[]) => list.map(({ id }) => id);

describe("what the list shows", () => {
  const all = [
    message("1", { subject: "New café on floor 3" }),
    message("2", { folder: "archive", preview: "Plan for the cafe" }),
    message("3", { folder: "deleted", subject: "Cafe closed" }),
  ];

  it("is the folder, as long as nothing is searched for", () => {
    expect(ids(visibleMessages(all, "inbox", "  "))).toEqual(["1"]);
  });

  it("is what fits in all folders but the deleted ones, whatever the accents", () => {
    expect(ids(visibleMessages(all, "inbox", "CAFE"))).toEqual(["1", "2"]);
    expect(ids(visibleMessages(all, "inbox", "cafe plan"))).toEqual(["2"]);
    expect(ids(visibleMessages(all, "deleted", "cafe"))).toEqual(["1", "2", "3"]);
  });
});

it("counts what is unread in one folder", () => {
  const all = [message("1", { seen: false }), message("2"), message("3", { seen: false, folder: "junk" })];
  expect(unreadCount(all, "inbox")).toBe(1);
});

it("selects the next mail when one leaves, at the end the one before, at last none", () => {
  const all = [message("1"), message("2"), message("3")];
  expect([neighbour(all, "1"), neighbour(all, "3"), neighbour([message("1")], "1")]).toEqual([
    "2",
    "2",
    null,
  ]);
});

describe("the folders", () => {
  it("are Outlook's own, and below them those by name in which a mail lies", () => {
    const all = [
      message("1", { folder: "folder:Reported" }),
      message("2"),
      message("3", { folder: "folder:Old" }),
    ];
    expect(foldersOf(all).slice(-3)).toEqual(["deleted", "folder:Old", "folder:Reported"]);
    expect(foldersOf([]).at(-1)).toBe("deleted");
    expect(ids(visibleMessages(all, "folder:Reported", ""))).toEqual(["1"]);
    expect(folderName("folder:Reported")).toBe("Reported");
  });
});
