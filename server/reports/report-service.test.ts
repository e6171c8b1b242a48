import { randomBytes, randomUUID } from "node:crypto";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ReportFields } from "../../shared/contracts/report.ts";
import { buildIndexes, transactOn } from "../db/connect.ts";
import { insertGroups } from "../db/insert-groups.ts";
import type { OutboxMessage } from "../mail/outbox.ts";
import { createOutboxStore } from "../mail/testing/real-outbox.ts";
import { testDatabase } from "../test/test-mongo.ts";
import { createSimulations } from "../simulations/simulation-service.ts";
import { createSimulationStore } from "../simulations/testing/real-simulation-store.ts";
import { createRawMailStore, sha256Of } from "./raw-mail-store.ts";
import { createReportService, type Reporter, type ReportService } from "./report-service.ts";
import { createReportStore } from "./report-store.ts";
import type { ReportDoc } from "./report.ts";

const at = new Date("2026-11-24T09:00:00Z");
const keys = { id: "one", secret: "a".repeat(32) };
const settings = {
  securityMailbox: "security@acme.example" as string | undefined,
  defaultLanguage: "en" as const,
};
const stages = new Map<string, "started" | "onboarded">();

let database: Awaited<ReturnType<typeof testDatabase>>;
let service: ReportService;
let simulations: ReturnType<typeof createSimulations>;
let rawMails: ReturnType<typeof createRawMailStore>;
let onboarded: string[];
let failAudit = false;
beforeAll(async () => {
  database = await testDatabase();
  const { connection } = database;
  const outbox = createOutboxStore(connection);
  rawMails = createRawMailStore(connection, keys);
  simulations = createSimulations({
    store: createSimulationStore(connection),
    outbox,
    keys,
    publicUrl: "https://training.acme.example",
    senderDomain: "n0rthfold-track.example",
  });
  service = createReportService({
    store: createReportStore(connection),
    rawMails,
    outbox,
    simulations,
    onboard: (_organization, user) => {
      onboarded.push(user);
      stages.set(user, "onboarded");
      return Promise.resolve("onboarded");
    },
    organizationSettings: () => Promise.resolve({ ...settings }),
    audit: () => (failAudit ? Promise.reject(new Error("no audit")) : Promise.resolve()),
    transact: transactOn(connection),
    insertTogether: insertGroups(transactOn(connection)),
    now: () => at,
    random: randomBytes,
    serviceFrom: "reports@firstcatch.example",
    mailWaits: () => undefined,
  });
  await buildIndexes(connection);
});
afterAll(() => database.stop());

let reporter: Reporter & { user: NonNullable<Reporter["user"]> };
let colleague: Reporter;
const person = () => ({
  organization: "acme",
  tid: "t",
  oid: randomUUID(),
  address: "newcomer@acme.example",
  settings,
  user: { _id: randomUUID(), stage: "started" as const },
});
beforeEach(() => {
  reporter = person();
  colleague = person();
  onboarded = [];
  failAudit = false;
  settings.securityMailbox = "security@acme.example";
});

const rows = <T extends object>(collection: string, filter: object): Promise<T[]> =>
  database.connection.collection<T>(collection).find(filter).toArray() as Promise<T[]>;
const reports = () => rows<ReportDoc>("reports", { "reporter.user": reporter.user._id });
const forwardsOf = async () => {
  const ids = (await reports()).map(({ _id }) => _id);
  return rows<OutboxMessage>("outbox", { report: { $in: ids } });
};
/** The Welcome mail as it lies in the person's mailbox. */
async function welcomeMail(who: Reporter = reporter): Promise<Buffer> {
  const user = who.user!;
  const trainee = {
    _id: user._id,
    organization: who.organization,
    email: who.address,
    language: "en" as const,
    startNumber: 1,
  };
  await transactOn(database.connection)((tx) => simulations.enqueueWelcome(trainee, "self", at, tx));
  const [message] = await rows<OutboxMessage>("outbox", { user: user._id });
  const { raw } = await simulations.renderMail(message!, at);
  const received =
    "Received: from mx.acme.example (mx.acme.example [192.0.2.1])\r\n\tby box.acme.example; Tue, 24 Nov 2026 09:00:01 +0000\r\n";
  return Buffer.concat([Buffer.from(received), raw]);
}
const headerBlock = (raw: Buffer) => raw.toString("latin1").split("\r\n\r\n")[0]!;
const report = (raw?: Buffer, fields: ReportFields = {}, key?: string, who: Reporter = reporter) =>
  service.create(who, fields, raw, key);
const edit = (raw: Buffer, from: string | RegExp, to: string) => {
  const text = raw.toString("latin1").replace(from, to);
  expect(text).not.toBe(raw.toString("latin1"));
  return Buffer.from(text, "latin1");
};
const threat = (n: string | number = randomUUID()) =>
  Buffer.from(
    `From: Bank <bank@evil.example>\r\nSubject: Pay ${n}\r\nMessage-ID: <${n}@evil.example>\r\n\r\nPay now: https://evil.example/\r\n`,
  );

describe("the Welcome simulation, caught", () => {
  it("credits, onboards, shows the clues and forwards nothing when the mail is proven to be ours", async () => {
    const answer = await report(await welcomeMail());
    expect(answer).toMatchObject({
      outcome: "welcomeSimulation",
      repeated: false,
      forwarded: false,
      stage: "onboarded",
    });
    expect(answer.receipt).toMatch(/^R-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(answer.clues?.items).toHaveLength(4);
    expect(onboarded).toEqual([reporter.user._id]);
    expect(await rows("simulations", { user: reporter.user._id })).toMatchObject([
      { state: "reported", reportedAt: at },
    ]);
    expect(await reports()).toMatchObject([{ credited: true, marked: false, message: { kept: false } }]);
    expect(await forwardsOf()).toEqual([]);
  });

  it("is proven with links rewritten by Safe Links too", async () => {
    const raw = await welcomeMail();
    const mail = await PostalMime.parse(raw);
    const wrap = (text: string) =>
      text.replace(
        /https:\/\/training\.acme\.example\/learn\/[\w-]+/g,
        (link) => `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(link)}&data=05`,
      );
    const rebuilt = [
      ...headerBlock(raw)
        .split("\r\n")
        .filter((line) => !/^(content-type| boundary)/i.test(line.trim())),
      "Content-Type: text/html; charset=utf-8",
      "Content-Transfer-Encoding: base64",
      "",
      Buffer.from(wrap(mail.html!)).toString("base64"),
    ].join("\r\n");
    expect(await report(Buffer.from(rebuilt))).toMatchObject({
      outcome: "welcomeSimulation",
      forwarded: false,
    });
  });

  it("is credited by headers alone, and forwarded with a mark, since that proves nothing", async () => {
    const headers = headerBlock(await welcomeMail());
    expect(await report(undefined, { headers })).toMatchObject({
      outcome: "welcomeSimulation",
      forwarded: true,
      stage: "onboarded",
    });
    expect(await reports()).toMatchObject([{ marked: true, credited: true, headers }]);
    expect(await forwardsOf()).toMatchObject([{ state: "queued", to: "security@acme.example" }]);
  });

  it("is known by its Message-ID alone", async () => {
    const raw = await welcomeMail();
    const internetMessageId = /^Message-ID:\s+(\S+)/im.exec(raw.toString())![1]!;
    expect(await report(undefined, { internetMessageId })).toMatchObject({
      outcome: "welcomeSimulation",
      forwarded: true,
    });
  });

  it("is one report, one forward, one credit, however often it is pressed", async () => {
    const raw = await welcomeMail();
    const headers = headerBlock(raw);
    const answers = await Promise.all([
      ...Array.from({ length: 6 }, () => report(raw)),
      ...Array.from({ length: 4 }, (_, n) => report(undefined, { headers }, `key-${n}`)),
      ...Array.from({ length: 4 }, () => report(raw, {}, "one-key")),
    ]);
    expect(new Set(answers.map(({ receipt }) => receipt)).size).toBe(1);
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await reports()).toHaveLength(1);
    expect((await forwardsOf()).length).toBeLessThanOrEqual(1);
  });

  it("moves nothing for a removed user, whose report is taken all the same", async () => {
    const raw = await welcomeMail();
    const removed = { ...reporter, user: { ...reporter.user, removedAt: at } };
    expect(await report(raw, {}, undefined, removed)).toMatchObject({
      outcome: "welcomeSimulation",
      stage: "started",
    });
    expect(onboarded).toEqual([]);
    expect(await rows("simulations", { user: reporter.user._id })).toMatchObject([{ state: "open" }]);
  });

  it("is all or nothing", async () => {
    const raw = await welcomeMail();
    failAudit = true;
    await expect(report(raw)).rejects.toThrow("no audit");
    expect(await reports()).toEqual([]);
    expect(await rows("simulations", { user: reporter.user._id })).toMatchObject([{ state: "open" }]);
  });
});

describe("marks of a simulation on something else", () => {
  it.each<[string, (raw: Buffer) => Buffer]>([
    [
      "another body under the copied headers",
      (raw) =>
        Buffer.from(
          `${headerBlock(raw).replace(/Content-Type:[^]*$/i, "Content-Type: text/html")}\r\n\r\n<p>Send money</p>`,
        ),
    ],
    ["another link in the text", (raw) => edit(raw, /href=3D"[^"]+"/, 'href=3D"https://evil.example/"')],
    [
      "one more part",
      (raw) => edit(raw, /\r\n----_NmP-[\w-]+-Part_1\r\nContent-Type: text\/html/, "\r\nX: y$&").subarray(0),
    ],
    ["another sender", (raw) => edit(raw, /^From: .*$/m, "From: Northfold Parcels <service@evil.example>")],
    ["a second subject", (raw) => edit(raw, /^Subject:/m, "Subject: Call us\r\nSubject:")],
    ["an answer address", (raw) => edit(raw, /^Subject:/m, "Reply-To: x@evil.example\r\nSubject:")],
    ["cut off in the middle", (raw) => raw.subarray(0, raw.length - 900)],
    [
      "nested in another mail",
      (raw) =>
        Buffer.concat([
          Buffer.from(
            'From: Colleague <colleague@acme.example>\r\nSubject: Fwd\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nLook\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n',
          ),
          raw,
          Buffer.from("\r\n--x--\r\n"),
        ]),
    ],
  ])("%s: credited, kept, forwarded with the mark", async (_name, change) => {
    const raw = change(await welcomeMail());
    expect(await report(raw)).toMatchObject({ outcome: "welcomeSimulation", forwarded: true });
    const [row] = await reports();
    expect(row).toMatchObject({ marked: true, message: { kept: true, size: raw.length } });
    expect((await rawMails.read("acme", row!.message!.sha256)).equals(raw)).toBe(true);
    expect(await forwardsOf()).toHaveLength(1);
  });

  it("does not hide an attack that comes after the genuine one was caught", async () => {
    const raw = await welcomeMail();
    const first = await report(raw);
    const attack = Buffer.from(
      `${headerBlock(raw).replace(/Content-Type:[^]*$/i, "Content-Type: text/html")}\r\n\r\n<p>Send money</p>`,
    );
    const second = await report(attack);
    expect(second).toMatchObject({ repeated: false, forwarded: true });
    expect(second.receipt).not.toBe(first.receipt);
    expect((await reports()).map(({ credited }) => credited).sort()).toEqual([false, true]);
    // Told of by headers alone, with another time of arrival: not the same mail either.
    const third = await report(undefined, { headers: headerBlock(raw), subject: "Send money" });
    expect(third).toMatchObject({ repeated: false, forwarded: true });
  });

  it("credits nobody for a colleague's, and forwards what is not proven", async () => {
    const raw = await welcomeMail(colleague);
    expect(await report(undefined, { headers: headerBlock(raw) })).toMatchObject({
      outcome: "colleaguesSimulation",
      forwarded: true,
      stage: "started",
    });
    expect(onboarded).toEqual([]);
    // Another one, with the mail itself.
    reporter = person();
    expect(await report(raw)).toMatchObject({ outcome: "colleaguesSimulation", forwarded: false });
    expect(await rows("simulations", { user: colleague.user!._id })).toMatchObject([{ state: "open" }]);
  });

  it("lets a colleague's stay in a mailbox that is shared, also for a second press there, and nowhere else", async () => {
    const raw = await welcomeMail(colleague);
    const shared = { mailbox: "shared" } as const;
    expect((await report(raw, shared)).move).toEqual({ to: "noMove" });
    expect(await report(raw, shared)).toMatchObject({ repeated: true, move: { to: "noMove" } });
    expect((await report(raw)).move).toEqual({ to: "deletedItemsFolder" });
    expect((await report(raw, shared, undefined, colleague)).move).toEqual({ to: "deletedItemsFolder" });
  });

  it("takes a flipped, cut or foreign token for none", async () => {
    const raw = await welcomeMail();
    const token = /X-Firstcatch-Simulation: (\S+)/.exec(raw.toString())![1]!;
    const flipped = `${token[0] === "A" ? "B" : "A"}${token.slice(1)}`;
    const all = (to: string) =>
      Buffer.from(raw.toString("latin1").replaceAll(/=\r\n/g, "").replaceAll(token, to), "latin1");
    for (const other of [flipped, token.slice(1), `${token}A`, token.toLowerCase()])
      expect(await report(all(other))).toMatchObject({ outcome: "threat", forwarded: true });
    const stranger: Reporter = { ...person(), organization: "other" };
    expect(await report(raw, {}, undefined, stranger)).toMatchObject({ outcome: "threat", forwarded: true });
  });
});

describe("any other mail", () => {
  it("is kept, listed and forwarded byte for byte", async () => {
    const raw = Buffer.concat([
      threat(),
      Buffer.from([0, 255, 13, 10, 46, 13, 10, 200]),
      randomBytes(70_000),
    ]);
    const answer = await report(raw, { comment: "Strange\r\nBcc: x@evil.example" });
    expect(answer).toMatchObject({ outcome: "threat", repeated: false, forwarded: true, stage: "started" });
    expect(answer.clues).toBeUndefined();
    const [message] = await forwardsOf();
    const forward = await service.renderForward(message!, at);
    const mail = await PostalMime.parse(forward.raw);
    expect(mail.subject).toContain(answer.receipt);
    expect(mail.messageId).toBe(message!.messageId);
    expect(mail.to).toMatchObject([{ address: "security@acme.example" }]);
    expect(mail.bcc).toBeUndefined();
    expect(mail.attachments).toMatchObject([
      { filename: "reported.eml", mimeType: "application/octet-stream" },
    ]);
    expect(Buffer.from(mail.attachments[0]!.content as ArrayBuffer).equals(raw)).toBe(true);
    const [row] = await reports();
    expect(mail.text).toContain(row!.message!.sha256);
    expect(mail.text).toContain("newcomer@acme.example");
    expect((await service.renderForward(message!, at)).raw.equals(forward.raw)).toBe(true);
  });

  it("is listed and kept where no security mailbox is set", async () => {
    settings.securityMailbox = undefined;
    expect(await report(threat())).toMatchObject({ outcome: "threat", forwarded: false });
    expect(await forwardsOf()).toEqual([]);
    expect(await reports()).toMatchObject([{ message: { kept: true } }]);
  });

  it("lies encrypted in chunks, each organization's under its own key", async () => {
    const raw = Buffer.concat([threat(), Buffer.alloc(2_500_000, "canary")]);
    await report(raw);
    const { sha256 } = (await reports())[0]!.message!;
    const chunks = await rows<{ data: { buffer: Buffer } }>("raw_mail_chunks", {
      organization: "acme",
      _id: { $regex: sha256 },
    });
    expect(chunks).toHaveLength(3);
    for (const { data } of chunks) expect(data.buffer.includes("canary")).toBe(false);
    await expect(rawMails.read("other", sha256)).rejects.toThrow("not stored");
    expect((await rawMails.read("acme", sha256)).equals(raw)).toBe(true);
  });

  it("is one report for the same bytes or the same key, and another for another key without bytes", async () => {
    const raw = threat();
    const answers = await Promise.all(Array.from({ length: 10 }, () => report(raw)));
    expect(new Set(answers.map(({ receipt }) => receipt)).size).toBe(1);
    const fields = { internetMessageId: "<same@evil.example>", subject: "Pay" };
    const keyed = await Promise.all(Array.from({ length: 5 }, () => report(undefined, fields, "k")));
    expect(new Set(keyed.map(({ receipt }) => receipt)).size).toBe(1);
    const bare = await Promise.all([report(undefined, fields), report(undefined, fields)]);
    expect(new Set([...keyed, ...bare].map(({ receipt }) => receipt)).size).toBe(3);
    expect(await reports()).toHaveLength(4);
  });

  it("is taken together with many others under load: each once, with its forward, whatever the others come to", async () => {
    const press = (n: number) => report(undefined, { subject: `Pay ${n}` }, `load-${n}`);
    await press(7);
    const answers = await Promise.all(Array.from({ length: 120 }, (_, n) => press(n % 40)));
    expect(new Set(answers.map(({ receipt }) => receipt)).size).toBe(40);
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(39);
    expect((await reports()).map(({ subject }) => subject).sort()).toEqual(
      Array.from({ length: 40 }, (_, n) => `Pay ${n}`).sort(),
    );
    expect(await forwardsOf()).toHaveLength(40);
  });

  it("that many report at the same time is kept once, and each of them has a report and a forward with its bytes", async () => {
    const raw = threat();
    const people = Array.from({ length: 12 }, person);
    const answers = await Promise.all(people.map((who) => report(raw, {}, undefined, who)));
    expect(answers.every(({ repeated, forwarded }) => !repeated && forwarded)).toBe(true);
    const found = await rows<ReportDoc>("reports", {
      receipt: { $in: answers.map(({ receipt }) => receipt) },
    });
    expect(new Set(found.map((row) => row.reporter.user)).size).toBe(12);
    const { sha256 } = found[0]!.message!;
    expect(await rows("raw_mails", { sha256 })).toMatchObject([{ complete: true, referencedAt: at }]);
    for (const { _id } of found) {
      const [message] = await rows<OutboxMessage>("outbox", { report: _id });
      const { attachments } = await PostalMime.parse((await service.renderForward(message!, at)).raw);
      expect(Buffer.from(attachments[0]!.content as ArrayBuffer).equals(raw)).toBe(true);
    }
  });

  it("is all or nothing, with a small mail and without one", async () => {
    failAudit = true;
    const raw = threat();
    await expect(report(raw)).rejects.toThrow("no audit");
    expect(await rows("raw_mails", { sha256: sha256Of(raw) })).toEqual([]);
    await expect(report(undefined, { subject: "Pay" })).rejects.toThrow("no audit");
    expect(await reports()).toEqual([]);
    expect(await forwardsOf()).toEqual([]);
  });

  it("refuses a key that was used for something else, by this person only", async () => {
    await report(undefined, { subject: "One" }, "k");
    await expect(report(undefined, { subject: "Two" }, "k")).rejects.toMatchObject({
      code: "idempotency_key_reused",
    });
    await expect(report(threat(), { subject: "One" }, "k")).rejects.toMatchObject({
      code: "idempotency_key_reused",
    });
    expect(await report(undefined, { subject: "Two" }, "k", colleague)).toMatchObject({ repeated: false });
  });

  it("comes from somebody unknown as well", async () => {
    const unknown: Reporter = { ...person(), user: null, address: "guest@acme.example" };
    expect(await report(threat(), {}, undefined, unknown)).toMatchObject({
      outcome: "threat",
      stage: "notStarted",
    });
    const [row] = await rows<ReportDoc>("reports", { "reporter.oid": unknown.oid });
    expect(row!.reporter).toMatchObject({ address: "guest@acme.example", tid: "t" });
    expect(row!.reporter.user).toBeUndefined();
  });

  it("is our own forward, reported: named so, and forwarded since it carries what somebody sent", async () => {
    await report(threat());
    const [message] = await forwardsOf();
    const { raw } = await service.renderForward(message!, at);
    expect(await report(raw)).toMatchObject({ outcome: "ourOwnMail", forwarded: true });
  });

  it.each<[string, Buffer]>([
    ["nothing", Buffer.alloc(0)],
    ["noise", randomBytes(5_000)],
    ["a header without end", Buffer.from(`Subject: ${"x".repeat(600_000)}`)],
    [
      "10,000 parts",
      Buffer.from(`Content-Type: multipart/mixed; boundary=x\r\n\r\n${"--x\r\n\r\n".repeat(10_000)}`),
    ],
    [
      "300 levels",
      Buffer.from(
        Array.from(
          { length: 300 },
          (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
        ).join(""),
      ),
    ],
    [
      "an unknown charset",
      Buffer.from('Content-Type: text/html; charset="utf-7x"\r\nSubject: =?none?B?AAA=?=\r\n\r\n+ADw-'),
    ],
    [
      "prototype names",
      Buffer.from("__proto__: x\r\nconstructor: y\r\nContent-Type: text/html; __proto__=x\r\n\r\nz"),
    ],
  ])("is taken whatever it is: %s", async (_name, raw) => {
    expect(await report(raw)).toMatchObject({ outcome: "threat", forwarded: true });
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });

  it("is one report when the reporter joins between two presses", async () => {
    const raw = threat();
    const first = await report(raw, {}, "joining", { ...reporter, user: null });
    expect(await report(raw, {}, "joining")).toMatchObject({ receipt: first.receipt, repeated: true });
    expect(await report(raw)).toMatchObject({ receipt: first.receipt, repeated: true });
  });
});

describe("lists and leftovers", () => {
  it("lists newest first, page by page, own organization only", async () => {
    const organization = randomUUID();
    const who = { ...reporter, organization };
    const receipts = [];
    for (let n = 0; n < 5; n++) receipts.push((await report(threat(), {}, undefined, who)).receipt);
    const first = await service.list(organization, { limit: 3 });
    expect(first).toMatchObject({ total: 5 });
    const second = await service.list(organization, { limit: 3, after: first.next! });
    expect([...first.items, ...second.items].map(({ receipt }) => receipt).sort()).toEqual(receipts.sort());
    expect(second.next).toBeUndefined();
    expect((await service.list(randomUUID(), { limit: 3 })).total).toBe(0);
    await expect(service.get("acme", first.items[0]!._id)).rejects.toMatchObject({ code: "not_found" });
    expect((await service.list(organization, { limit: 3, outcome: "simulation" })).items).toEqual([]);
  });

  it("sweeps bytes that no report holds for a day, and those past their time; no others", async () => {
    const orphan = randomUUID().replaceAll("-", "");
    await rawMails.keep("acme", orphan, Buffer.from("orphan"));
    await report(threat());
    const held = (await reports())[0]!.message!.sha256;
    expect(await rawMails.sweep(at, 180)).toBe(0);
    await database.connection
      .collection<{ _id: string; storedAt: Date }>("raw_mails")
      .updateMany({}, { $set: { storedAt: new Date(Date.now() - 2 * 24 * 3_600_000) } });
    expect(await rawMails.sweep(at, 180)).toBeGreaterThanOrEqual(1);
    await expect(rawMails.read("acme", orphan)).rejects.toThrow();
    await rawMails.read("acme", held);
    await rawMails.sweep(new Date(at.getTime() + 181 * 24 * 3_600_000), 180);
    await expect(rawMails.read("acme", held)).rejects.toThrow("not stored");
  });
});
