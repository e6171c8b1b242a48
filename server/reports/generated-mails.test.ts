import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ReportReceipt } from "../../shared/contracts/report.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { parseThreads } from "./parse-threads.ts";
import { sha256Of } from "./raw-mail-store.ts";
import { readMail } from "./read-mail.ts";
import { oddMails } from "./testing/odd-mails.ts";

const seed = 20261124;
const simulation = Buffer.from(
  `From: Northfold Parcels <service@n0rthfold-track.example>\r\nTo: newcomer@acme.example\r\nSubject: =?UTF-8?Q?Your_parcel?=\r\nX-Firstcatch-Simulation: ${"A".repeat(43)}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="--_NmP-Part_1"\r\n\r\n----_NmP-Part_1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nPay: https://training.acme.example/learn/${"A".repeat(43)}\r\n----_NmP-Part_1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p style=3D"color:red">Pay <a href=3D"https://training.acme.example/learn/${"A".repeat(43)}">now=\r\n</a></p>\r\n----_NmP-Part_1--\r\n`,
);
const originals = [simulation, ...oddMails.map(([, raw]) => raw).filter((raw) => raw.length < 20_000)];

/** What has broken readers of mail before, to be put in anywhere. */
const nasty = fc.constantFrom(
  ...[
    "\r\n\r\n",
    "\n",
    "\r",
    "\0",
    "--b\r\n",
    "--b--\r\n",
    "----_NmP-Part_1\r\n",
    "=\r\n",
    "=?utf-8?B?",
    "?=",
  ],
  ...["Content-Type: message/rfc822\r\n\r\n", "Content-Type: multipart/mixed; boundary=b\r\n\r\n", ";"],
  ...[
    "Content-Transfer-Encoding: base64\r\n",
    "; charset=utf-16",
    "name*0*=utf-8''%",
    '"',
    "<",
    "<!--",
    "(",
    "@",
  ],
  ...["\xff\xfe", "__proto__: x\r\n", "Subject: ", "From: a:b;,<>\r\n", "x".repeat(3000), "<a ".repeat(500)],
);
const place = fc.double({ min: 0, max: 1, noNaN: true });
const edit = fc.oneof(
  fc.record({ kind: fc.constant("put" as const), at: place, text: nasty }),
  fc.record({ kind: fc.constant("turn" as const), at: place, byte: fc.nat(255) }),
  fc.record({ kind: fc.constant("drop" as const), at: place, length: fc.nat(200) }),
  fc.record({ kind: fc.constant("again" as const), at: place, length: fc.nat(400), times: fc.nat(20) }),
  fc.record({ kind: fc.constant("other" as const), at: place, mail: fc.constantFrom(...originals) }),
  fc.record({ kind: fc.constant("end" as const), at: place }),
);
const generatedMail = fc
  .tuple(fc.constantFrom(...originals), fc.array(edit, { minLength: 1, maxLength: 12 }))
  .map(([original, edits]) =>
    edits.reduce((raw, change) => {
      const at = Math.floor(change.at * raw.length);
      const [before, after] = [raw.subarray(0, at), raw.subarray(at)];
      switch (change.kind) {
        case "put":
          return Buffer.concat([before, Buffer.from(change.text, "latin1"), after]);
        case "turn":
          return Buffer.concat([before, Buffer.from([change.byte]), after.subarray(1)]);
        case "drop":
          return Buffer.concat([before, after.subarray(change.length)]);
        case "again": {
          const piece = after.subarray(0, change.length);
          return Buffer.concat([before, ...Array.from({ length: change.times }, () => piece), after]);
        }
        case "other":
          return Buffer.concat([before, change.mail, after]);
        case "end":
          return before;
      }
    }, original),
  );
const mails = (count: number): Buffer[] => fc.sample(generatedMail, { numRuns: count, seed });

describe("generated mails", () => {
  it("ten thousand are read or called unreadable; none throws, hangs or leaves something behind", async () => {
    // A reader that hangs is given up in the product; here nothing is, so that it would be seen.
    const parse = parseThreads({ timeMs: 3_600_000 });
    const waiting = mails(10_000);
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let raw = waiting.pop(); raw; raw = waiting.pop()) {
          const { tokens, messageId, subject, from } = await readMail(parse, {}, raw);
          for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
          for (const text of [messageId, subject, from]) {
            expect(text ?? "").not.toMatch(/[\u0000-\u001f\u007f\u2028\u2029]/);
            expect((text ?? "").length).toBeLessThanOrEqual(2000);
          }
        }
      }),
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  }, 120_000);
});

describe("generated mails, reported", () => {
  let test: TestApp;
  let acme: TestOrganization;
  beforeAll(async () => {
    test = await startTestApp();
    acme = await test.organization();
  });
  afterAll(() => test.stop());

  it("two hundred are taken, kept as they came, and forwarded", async () => {
    const token = await acme.tokenOf("newcomer@acme.example");
    const distinct = [...new Map(mails(200).map((raw) => [sha256Of(raw), raw]))];
    for (const [sha256, raw] of distinct) {
      const answer = await test
        .request()
        .post("/api/v1/reports")
        .set("Authorization", `Bearer ${token}`)
        .attach("message", raw, { filename: "mail.eml", contentType: "message/rfc822" })
        .expect(201);
      expect(answer.body as ReportReceipt).toMatchObject({
        outcome: "threat",
        repeated: false,
        forwarded: true,
      });
      expect((await test.deps.rawMails.read(acme.id, sha256)).equals(raw)).toBe(true);
    }
    const forwards = await test.deps.connection
      .collection("outbox")
      .countDocuments({ organization: acme.id, kind: "forward" });
    expect(forwards).toBe(distinct.length);
  }, 60_000);
});
