import { expect, it } from "vitest";
import { headerBlock, parseMail } from "./parse-mail.ts";

const raw = [
  "From: Parcels <service@parcels.example>",
  "To: newcomer@acme.example, Team: colleague@acme.example;",
  "Subject: =?utf-8?q?Caf=C3=A9?=",
  "Message-ID: <1@parcels.example>",
  'Content-Type: multipart/mixed; boundary="b"',
  "",
  "--b",
  "Content-Type: text/plain",
  "",
  "Hello",
  "--b",
  "Content-Type: message/rfc822",
  "",
  "From: other@acme.example",
  "Subject: Inside",
  "",
  "Deep",
  "--b--",
  "",
].join("\r\n");
const bytes = () => new TextEncoder().encode(raw).buffer;

it("reads people, subject and ids, and keeps the mail byte for byte", async () => {
  const mail = await parseMail(bytes(), { id: "m1", receivedAt: "2026-11-23T08:15:00Z", seen: false });
  expect(mail).toMatchObject({
    id: "m1",
    subject: "Café",
    internetMessageId: "<1@parcels.example>",
    from: { name: "Parcels", address: "service@parcels.example" },
    seen: false,
    text: "Hello\n",
  });
  expect(mail.to.map(({ address }) => address)).toEqual(["newcomer@acme.example", "colleague@acme.example"]);
  expect(atob(mail.base64)).toBe(raw);
});

it("keeps an attached mail whole, so that it can be opened by itself", async () => {
  const [attached] = (await parseMail(bytes(), { id: "m1" })).attachments;
  expect(attached).toMatchObject({ isItem: true, contentType: "message/rfc822" });
  const inside = await parseMail(attached!.bytes.slice().buffer, { id: "inside" });
  expect(inside).toMatchObject({ subject: "Inside", from: { address: "other@acme.example" } });
});

it("hands out the header block alone, with either kind of line break", () => {
  const block = (text: string) => headerBlock(new TextEncoder().encode(text));
  expect(block("A: 1\r\nB: 2\r\n\r\nbody")).toBe("A: 1\r\nB: 2\r\n");
  expect(block("A: 1\nB: 2\n\nbody\n\nmore")).toBe("A: 1\nB: 2\r\n");
});

it("does without sender, subject and date", async () => {
  const mail = await parseMail(new TextEncoder().encode("\r\nonly a body").buffer, { id: "m2" });
  expect(mail).toMatchObject({ subject: "", from: { name: "", address: "" }, receivedAt: 0 });
});
