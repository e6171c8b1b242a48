import { describe, expect, it } from "vitest";
import { belongsTo, emlOf, headersOf, markerOf, usableHeaders } from "./mail-content.ts";

const mail = "From: a@mail.example\r\nMessage-ID: <1@mail.example>\r\n\r\nHello\r\n";
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

describe("what Outlook gives of a mail", () => {
  it.each([
    ["nothing", ""],
    ["no text", undefined],
    ["the subject alone", "Subject: hello"],
  ])("takes %s as headers for a failure", (_what, text) => expect(usableHeaders(text)).toBeUndefined());

  it("takes a header block", () => expect(usableHeaders(mail)).toBe(mail));

  it("takes base64 apart byte for byte, over any length and with line breaks", () => {
    const bytes = Uint8Array.from({ length: 150_001 }, (_, index) => index % 256);
    const folded = base64(bytes).replace(/.{76}/g, "$&\r\n");
    expect(Buffer.compare(emlOf(folded)!, bytes)).toBe(0);
  });

  it.each(["", "  \r\n", "no base64!", undefined])("takes %j as a mail for a failure", (text) =>
    expect(emlOf(text)).toBeUndefined(),
  );

  it("finds the header block", () => {
    expect(headersOf(Buffer.from(mail))).toBe("From: a@mail.example\r\nMessage-ID: <1@mail.example>");
  });

  it("finds what looks like a simulation's address in a body, wrapped or not, and nothing else", () => {
    const token = "aB-_".padEnd(43, "x");
    const plain = `https://learn.example/learn/${token}`;
    const wrapped = `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(plain)}&amp;data=05`;
    const body = (link: string) =>
      `<p>Secret <a href="https://bank.example/pay">x</a><a href="${link}">y</a></p>`;
    expect(markerOf(body(plain))).toBe(plain);
    expect(markerOf(body(wrapped))).toBe(wrapped);
    expect(markerOf(body("https://learn.example/learn/short"))).toBeUndefined();
  });

  it("notices another mail's bytes", () => {
    expect(belongsTo(mail, "<1@mail.example>")).toBe(true);
    expect(belongsTo(mail, "<2@mail.example>")).toBe(false);
    expect(belongsTo("From: a", "<2@mail.example>")).toBe(true);
    expect(belongsTo(mail, undefined)).toBe(true);
  });
});
