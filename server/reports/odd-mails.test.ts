import PostalMime from "postal-mime";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseThreads } from "./parse-threads.ts";
import { compoundFile, oddMails } from "./testing/odd-mails.ts";
import { startReporting, type TestReporter } from "./testing/reporting.ts";

type Reporting = Awaited<ReturnType<typeof startReporting>>;
let reporting: Reporting;
beforeAll(async () => {
  reporting = await startReporting();
});
afterAll(() => reporting.stop());

/** The one forward of this person's one report: to the security team alone, with the very bytes that came in. */
async function expectForwarded(who: TestReporter, raw: Buffer, from: Reporting = reporting): Promise<void> {
  const [reported, ...further] = await from.reportsOf(who);
  expect(further).toEqual([]);
  expect(reported!.forwards).toHaveLength(1);
  const forward = reported!.forwards[0]!;
  const mail = await PostalMime.parse(forward);
  expect(mail.to).toEqual([{ name: "", address: "security@acme.example" }]);
  expect([mail.cc, mail.bcc, mail.attachments.length]).toEqual([undefined, undefined, 1]);
  const [attached] = mail.attachments;
  expect(attached).toMatchObject({ filename: "reported.eml", mimeType: "application/octet-stream" });
  expect(Buffer.from(attached!.content as ArrayBuffer).equals(raw)).toBe(true);
  // What a reported mail brought along has not become lines of our own header.
  const head = forward.toString("latin1").split("\r\n\r\n")[0]!;
  expect(head).not.toMatch(/^(bcc|cc|hello)/im);
  expect(head.match(/^(from|to|subject|message-id):/gim)).toHaveLength(4);
  expect(reported!.report.subject).not.toMatch(/[\r\n]/);
}

describe("mails as no textbook has them", () => {
  it.each(oddMails)("%s: taken as a threat, forwarded byte for byte", async (_name, raw) => {
    const who = reporting.person();
    expect(await reporting.report(who, raw)).toMatchObject({
      outcome: "threat",
      repeated: false,
      forwarded: true,
      stage: "started",
    });
    await expectForwarded(who, raw);
  });

  it("a mail whose reader hangs: taken and forwarded all the same", async () => {
    const hanging = await startReporting({
      parseMail: parseThreads({
        thread: new URL("testing/hanging-thread.mjs", import.meta.url),
        timeMs: 100,
      }),
    });
    const [who, raw] = [hanging.person(), oddMails[0]![1]];
    expect(await hanging.report(who, raw)).toMatchObject({ outcome: "threat", forwarded: true });
    await expectForwarded(who, raw, hanging);
    // Whose token stands in plain sight is credited; proof needs a reader.
    const newcomer = hanging.person();
    const welcome = await hanging.welcomeMail(newcomer);
    expect(await hanging.report(newcomer, welcome)).toMatchObject({
      outcome: "welcomeSimulation",
      forwarded: true,
      stage: "onboarded",
    });
    await expectForwarded(newcomer, welcome, hanging);
    await hanging.stop();
  });
});

const link = /https:\/\/training\.acme\.example\/learn\/[\w-]+/g;
const safeLinks = (url: string) =>
  `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(url)}&data=05%7C02&reserved=0`;
const urlDefense2 = (url: string) =>
  `https://urldefense.proofpoint.com/v2/url?u=${encodeURIComponent(url).replace(/-/g, "-2D").replace(/_/g, "-5F").replace(/%2F/g, "_").replace(/%/g, "-")}&d=DwMF&c=x`;
const urlDefense3 = (url: string) => `https://urldefense.com/v3/__${url}__;!!AbC!def$`;
const base64 = (bytes: Buffer | string) => Buffer.from(bytes).toString("base64").replace(/.{76}/g, "$&\r\n");
const headOf = (raw: Buffer) => raw.toString("latin1").split("\r\n\r\n")[0]!;
/** Our headers around another body of one HTML part, as a gateway leaves them. */
const rebuilt = (raw: Buffer, html: string) =>
  Buffer.from(
    [
      ...headOf(raw)
        .split("\r\n")
        .filter((line) => !/^(content-type| boundary)/i.test(line)),
      "Content-Type: text/html; charset=utf-8",
      "Content-Transfer-Encoding: base64",
      "",
      base64(html),
    ].join("\r\n"),
  );
const htmlOf = async (raw: Buffer) => (await PostalMime.parse(raw)).html!;
const rewritten = (wrap: (url: string) => string) => async (raw: Buffer) =>
  rebuilt(raw, (await htmlOf(raw)).replace(link, wrap));
const fromColleague = (part: string) =>
  Buffer.from(
    `From: Colleague <colleague@acme.example>\r\nSubject: Fwd: is this real?\r\nMessage-ID: <f@acme.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=f\r\n\r\n--f\r\nContent-Type: text/plain\r\n\r\nLook\r\n--f\r\n${part}\r\n--f--\r\n`,
    "latin1",
  );
const attached = (type: string, name: string, bytes: Buffer) =>
  fromColleague(
    `Content-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(bytes)}`,
  );
const tokenOf = (raw: Buffer) => /X-Firstcatch-Simulation: (\S+)/.exec(raw.toString("latin1"))![1]!;
const withToken = (change: (token: string) => string) => (raw: Buffer) =>
  Buffer.from(
    raw
      .toString("latin1")
      .replaceAll("=\r\n", "")
      .replaceAll(tokenOf(raw), change(tokenOf(raw))),
    "latin1",
  );

type Variant = [string, (raw: Buffer) => Buffer | Promise<Buffer>, "proven" | "marked" | "unknown"];
const variants: Variant[] = [
  ["as it was sent", (raw) => raw, "proven"],
  ["with links rewritten by Safe Links", rewritten(safeLinks), "proven"],
  ["with links rewritten by URL Defense, version 2", rewritten(urlDefense2), "proven"],
  ["with links rewritten by URL Defense, version 3", rewritten(urlDefense3), "proven"],
  ["with links rewritten twice", rewritten((url) => safeLinks(urlDefense3(url))), "proven"],
  [
    "with a foreign link among those rewritten",
    rewritten(() => safeLinks("https://evil.example/")),
    "marked",
  ],
  [
    "forwarded as text",
    async (raw) => fromColleague(`Content-Type: text/html; charset=utf-8\r\n\r\n${await htmlOf(raw)}`),
    "marked",
  ],
  ...[safeLinks, urlDefense2, urlDefense3, (url: string) => safeLinks(safeLinks(urlDefense3(url)))].map(
    (wrap, n): Variant => [
      `forwarded as text in base64, with links rewritten (${n})`,
      async (raw) =>
        fromColleague(
          `Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64((await htmlOf(raw)).replace(link, wrap))}`,
        ),
      "marked",
    ],
  ),
  [
    "forwarded as a mail within a mail",
    (raw) => fromColleague(`Content-Type: message/rfc822\r\n\r\n${raw.toString("latin1")}`),
    "marked",
  ],
  [
    "forwarded as a mail within a mail, in base64",
    (raw) => attached("message/rfc822", "mail.eml", raw),
    "marked",
  ],
  ["forwarded as an .eml file", (raw) => attached("application/octet-stream", "mail.eml", raw), "marked"],
  [
    "forwarded as an .msg file",
    (raw) => attached("application/vnd.ms-outlook", "mail.msg", compoundFile(headOf(raw))),
    "marked",
  ],
  ["handed over as an .msg file", (raw) => compoundFile(headOf(raw)), "marked"],
  [
    "wrapped by S/MIME, in the clear within base64",
    (raw) => attached("application/pkcs7-mime; smime-type=signed-data", "smime.p7m", raw),
    "marked",
  ],
  [
    "stripped of its headers",
    async (raw) => Buffer.from(`From: x@evil.example\r\nContent-Type: text/html\r\n\r\n${await htmlOf(raw)}`),
    "marked",
  ],
  [
    "with its token folded",
    (raw) =>
      Buffer.from(
        raw
          .toString("latin1")
          .replace(/(X-Firstcatch-Simulation: .{10})/, "$1\r\n ")
          .replace(/^Message-ID.*\r\n/im, "")
          .split("\r\n\r\n")[0]! + "\r\n\r\nNothing else\r\n",
        "latin1",
      ),
    "marked",
  ],
  [
    "bounced with the mail inside",
    (raw) =>
      Buffer.from(
        `From: mailer-daemon@mx.example\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=r\r\n\r\n--r\r\n\r\nNo\r\n--r\r\nContent-Type: text/rfc822-headers\r\n\r\n${headOf(raw)}\r\n--r--\r\n`,
        "latin1",
      ),
    "marked",
  ],
  ["cut off", (raw) => raw.subarray(0, raw.length - 500), "marked"],
  [
    "sent on by a list",
    (raw) => Buffer.concat([Buffer.from("Sender: list@acme.example\r\n"), raw]),
    "marked",
  ],
  [
    "with one bit of its token turned",
    withToken((token) => `${token.slice(0, 20)}${token[20] === "A" ? "B" : "A"}${token.slice(21)}`),
    "unknown",
  ],
  ["with its token cut", withToken((token) => token.slice(0, -1)), "unknown"],
  ["with its token made longer", withToken((token) => `${token}A`), "unknown"],
  ["with its token in capitals", withToken((token) => token.toUpperCase()), "unknown"],
];

describe("the Welcome simulation, on its way through the world", () => {
  it.each(variants)("%s, reported by its person", async (_name, change, proof) => {
    const who = reporting.person();
    const raw = await change(await reporting.welcomeMail(who));
    const answer = await reporting.report(who, raw);
    const [reported] = await reporting.reportsOf(who);
    const credited = proof !== "unknown";
    expect(answer).toMatchObject({
      outcome: credited ? "welcomeSimulation" : "threat",
      forwarded: proof !== "proven",
      stage: credited ? "onboarded" : "started",
    });
    expect(reported!.report).toMatchObject({ credited, marked: proof === "marked" });
    if (proof === "proven") expect(reported!.forwards).toEqual([]);
    else await expectForwarded(who, raw);
  });

  it.each(variants)("%s, reported by a colleague: credits nobody", async (_name, change, proof) => {
    const [owner, who] = [reporting.person(), reporting.person()];
    const raw = await change(await reporting.welcomeMail(owner));
    expect(await reporting.report(who, raw)).toMatchObject({
      outcome: proof === "unknown" ? "threat" : "colleaguesSimulation",
      forwarded: proof !== "proven",
      stage: "started",
    });
    const [reported] = await reporting.reportsOf(who);
    expect(reported!.report).toMatchObject({ credited: false, marked: proof === "marked" });
    if (proof !== "proven") await expectForwarded(who, raw);
  });

  it("within our own forward: it is our own mail, and nobody is credited again", async () => {
    const [who, officer] = [reporting.person(), reporting.person()];
    await reporting.report(who, (await reporting.welcomeMail(who)).subarray(0, -500));
    const [{ forwards } = { forwards: [] }] = await reporting.reportsOf(who);
    for (const reporter of [officer, who])
      expect(await reporting.report(reporter, forwards[0])).toMatchObject({
        outcome: "ourOwnMail",
        repeated: false,
        forwarded: true,
      });
    await expectForwarded(officer, forwards[0]!);
  });
});
