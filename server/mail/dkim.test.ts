import { createHash, createVerify, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { composeMail } from "./compose.ts";
import { dkimSigner } from "./dkim.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const sign = dkimSigner({
  selector: "s1",
  privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
});

/** RFC 6376, section 3.4.2. */
const relaxedHeader = (line: string): string => {
  const colon = line.indexOf(":");
  const value = line
    .slice(colon + 1)
    .replace(/\r\n/g, "")
    .replace(/[ \t]+/g, " ")
    .trim();
  return `${line.slice(0, colon).trim().toLowerCase()}:${value}`;
};
/** RFC 6376, section 3.4.4. */
const relaxedBody = (body: string): string => {
  const lines = body
    .split("\r\n")
    .map((line) => line.replace(/[ \t]+/g, " ").replace(/ $/, ""))
    .join("\r\n")
    .replace(/(\r\n)+$/, "");
  return lines === "" ? "" : `${lines}\r\n`;
};

/** What a receiving server does (RFC 6376, section 6.1.3), with the key at hand instead of DNS. */
function verifies(raw: Buffer): { domain: string | undefined; body: boolean; headers: boolean } {
  const text = raw.toString("latin1");
  const end = text.indexOf("\r\n\r\n");
  const headers = text.slice(0, end).split(/\r\n(?![ \t])/);
  const signature = headers.find((line) => /^dkim-signature:/i.test(line)) ?? "";
  const tags = new Map(
    relaxedHeader(signature)
      .slice("dkim-signature:".length)
      .split(";")
      .map((tag) => [tag.slice(0, tag.indexOf("=")).trim(), tag.slice(tag.indexOf("=") + 1).trim()] as const),
  );
  const bodyHash = createHash("sha256")
    .update(relaxedBody(text.slice(end + 4)), "latin1")
    .digest("base64");
  const signed = (tags.get("h") ?? "")
    .split(":")
    .map((name) => headers.findLast((line) => line.toLowerCase().startsWith(`${name.trim().toLowerCase()}:`)))
    .flatMap((line) => (line ? [relaxedHeader(line)] : []));
  const unsigned = relaxedHeader(signature)
    .replace(/([; ]b=)[^;]*/, "$1")
    .trimEnd();
  const verify = createVerify("RSA-SHA256").update([...signed, unsigned].join("\r\n"), "latin1");
  return {
    domain: tags.get("d"),
    body: tags.get("bh")?.replace(/\s/g, "") === bodyHash,
    headers: verify.verify(publicKey, (tags.get("b") ?? "").replace(/\s/g, ""), "base64"),
  };
}

describe("DKIM", () => {
  const mail = composeMail({
    from: { name: "Northfold Parcels", address: "service@n0rthfold-track.example" },
    to: "newcomer@acme.example",
    subject: "Your parcel is on hold: pay € 1.85 today",
    messageId: "<1@n0rthfold-track.example>",
    text: "Line one.  \r\n\r\n.\r\nLine two.\r\n\r\n",
    html: "<p>Line</p>",
  });

  it("signs for the sender's domain so that a receiver can check headers and body", async () => {
    const { raw } = await sign({ from: "service@n0rthfold-track.example", raw: await mail });
    expect(verifies(raw)).toEqual({ domain: "n0rthfold-track.example", body: true, headers: true });
    expect(raw.includes(await mail)).toBe(true);
  });

  it.each([
    ["a word of the body", "Line two", "Line 2"],
    ["the subject", "parcel", "letter"],
    ["the recipient", "newcomer@", "colleague@"],
  ])("shows a receiver that %s was changed on the way", async (_what, before, after) => {
    const { raw } = await sign({ from: "service@n0rthfold-track.example", raw: await mail });
    const changed = Buffer.from(raw.toString("latin1").replace(before, after), "latin1");
    const { body, headers } = verifies(changed);
    expect(body && headers).toBe(false);
  });

  it("leaves mails as they are where there is no key", async () => {
    const given = { from: "service@acme.example", raw: await mail };
    expect(await dkimSigner(undefined)(given)).toBe(given);
  });
});
