import { describe, expect, it, vi } from "vitest";
import { MailboxMethod } from "./dispatch.ts";
import type { HostItem } from "./item.ts";
import { mailboxMethod } from "./mailbox-methods.ts";
import type { MailboxPorts } from "./mailbox-methods.ts";
import { NoticeBoard } from "./notices.ts";
import { buildItem } from "./test-item.ts";

function buildPorts(changes: Partial<MailboxPorts> = {}): MailboxPorts {
  return {
    permission: "ReadItem",
    sharedBy: null,
    notices: new NoticeBoard(() => undefined),
    saveSettings: vi.fn(),
    readProperties: () => '{"kept":1}',
    saveProperties: vi.fn(),
    compose: vi.fn(),
    openMessage: vi.fn(),
    move: vi.fn(() => Promise.resolve()),
    close: vi.fn(),
    misreading: () => undefined,
    ...changes,
  };
}

const call = (
  id: number,
  parameters: unknown = null,
  ports = buildPorts(),
  item: HostItem | null = buildItem(),
) => mailboxMethod(id, parameters, item, ports);

describe("what the add-in may ask about the open mail", () => {
  it("is told the mail byte for byte, its headers and its body in both forms", async () => {
    expect(await call(MailboxMethod.getAsFile)).toEqual({ wasSuccessful: true, data: "RnJvbTo=" });
    expect(await call(MailboxMethod.getAllInternetHeaders)).toMatchObject({
      data: "From: service@parcels.example\r\n",
    });
    expect(await call(MailboxMethod.getBody, { coercionType: 3 })).toMatchObject({ data: "<p>Pay</p>" });
    expect(await call(MailboxMethod.getBody, { coercionType: 0 })).toMatchObject({ data: "Pay" });
  });

  it("has an HTML body for a mail of text alone", async () => {
    const item = buildItem({ html: "", text: "1 < 2 & so on" });
    expect(await call(MailboxMethod.getBody, { coercionType: 3 }, buildPorts(), item)).toMatchObject({
      data: "<pre>1 &lt; 2 &amp; so on</pre>",
    });
  });

  it("is refused, or succeeds with nothing, where the scenario says so", async () => {
    const wrong = buildPorts({ misreading: (what) => (what === "headers" ? "empty" : "refused") });
    expect(await call(MailboxMethod.getAllInternetHeaders, null, wrong)).toEqual({
      wasSuccessful: true,
      data: "",
    });
    expect(await call(MailboxMethod.getAsFile, null, wrong)).toMatchObject({ wasSuccessful: false });
  });

  it("is refused when no mail is open", async () => {
    expect(await call(MailboxMethod.getAsFile, null, buildPorts(), null)).toMatchObject({
      wasSuccessful: false,
    });
  });

  it("gets attachments as base64 and attached mails as text", async () => {
    const file = {
      id: "a",
      name: "x.txt",
      contentType: "text/plain",
      size: 2,
      isInline: false,
      isItem: false,
    };
    const item = buildItem({
      attachments: [
        { ...file, base64: "aGk=" },
        { ...file, id: "b", isItem: true, base64: "aGk=" },
      ],
    });
    const content = (id: string) => call(MailboxMethod.getAttachmentContent, { id }, buildPorts(), item);
    expect(await content("a")).toMatchObject({ data: { content: "aGk=", format: "base64" } });
    expect(await content("b")).toMatchObject({ data: { content: "hi", format: "eml" } });
    expect(await content("c")).toMatchObject({ wasSuccessful: false, errorCode: 9002 });
  });
});

describe("what changes something", () => {
  it("moves only for an add-in that may write in the whole mailbox", async () => {
    const ports = buildPorts();
    expect(await call(MailboxMethod.move, { destinationFolder: "junk" }, ports)).toMatchObject({
      wasSuccessful: false,
    });
    expect(ports.move).not.toHaveBeenCalled();
    const strong = buildPorts({ permission: "ReadWriteMailbox" });
    expect(await call(MailboxMethod.move, { destinationFolder: "deleteditems" }, strong)).toMatchObject({
      wasSuccessful: true,
    });
    expect(strong.move).toHaveBeenCalledWith("mail-1", "deleted");
  });

  it("keeps roaming settings, which arrive as the first of a list", async () => {
    const ports = buildPorts();
    await call(MailboxMethod.saveRoamingSettings, [{ seen: '"yes"' }], ports);
    expect(ports.saveSettings).toHaveBeenCalledWith({ seen: '"yes"' });
  });

  it("opens a new mail with its recipients, named or bare", async () => {
    const ports = buildPorts();
    const toRecipients = ["soc@acme.example", { name: "Owner", address: "owner@acme.example" }];
    await call(MailboxMethod.displayNewMessageFormAsync, { toRecipients, subject: "Hello" }, ports);
    expect(ports.compose).toHaveBeenCalledWith({
      kind: "new",
      to: ["soc@acme.example", "owner@acme.example"],
      subject: "Hello",
      html: "",
    });
  });

  it("answers with a failure when the mail client itself fails", async () => {
    const ports = buildPorts({
      permission: "ReadWriteMailbox",
      move: () => Promise.reject(new Error("gone")),
    });
    expect(await call(MailboxMethod.move, { destinationFolder: "junk" }, ports)).toMatchObject({
      errorCode: 5001,
    });
  });
});

describe("notices above a mail", () => {
  it("are one per key, can be replaced and removed, and stay with their mail", async () => {
    const ports = buildPorts();
    const notice = { key: "k", type: 0, message: "Thanks" };
    expect(await call(MailboxMethod.addNotification, notice, ports)).toMatchObject({ wasSuccessful: true });
    expect(await call(MailboxMethod.addNotification, notice, ports)).toMatchObject({ wasSuccessful: false });
    await call(MailboxMethod.replaceNotification, { ...notice, message: "Done" }, ports);
    expect(await call(MailboxMethod.getAllNotifications, null, ports)).toMatchObject({
      data: [{ message: "Done" }],
    });
    expect(ports.notices.of("another mail")).toEqual([]);
    await call(MailboxMethod.removeNotification, { key: "k" }, ports);
    expect(ports.notices.of("mail-1")).toEqual([]);
  });

  it("are five at most", async () => {
    const ports = buildPorts();
    for (const key of "abcde") await call(MailboxMethod.addNotification, { key, message: key }, ports);
    expect(await call(MailboxMethod.addNotification, { key: "f", message: "f" }, ports)).toMatchObject({
      wasSuccessful: false,
    });
  });
});

it("refuses legacy tokens as Exchange does today, and methods nobody knows", async () => {
  expect(await call(MailboxMethod.getUserIdentityToken)).toMatchObject({ errorCode: 9018 });
  expect(await call(31_337)).toMatchObject({ wasSuccessful: false, errorCode: 5000 });
});

it("tells whose mailbox it is, where it is shared, and else has no such method", async () => {
  const shared = buildPorts({ sharedBy: "info@acme.example" });
  expect(await call(MailboxMethod.getSharedProperties, null, shared)).toMatchObject({
    wasSuccessful: true,
    data: { owner: "info@acme.example", targetMailbox: "info@acme.example" },
  });
  expect(await call(MailboxMethod.getSharedProperties)).toMatchObject({ wasSuccessful: false });
});
