import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSmtpUrl } from "./smtp-settings.ts";
import { createMailer, type Mailer } from "./smtp.ts";
import { startSmtpSink, type SinkStep, type SmtpSink } from "./testing/smtp-sink.ts";

let sink: SmtpSink;
let mailer: Mailer;
const limits = { connect: 400, envelope: 400, message: 400 };
beforeEach(async () => {
  sink = await startSmtpSink();
  mailer = createMailer(sink.url, { limits });
});
afterEach(async () => {
  mailer.close();
  await sink.close();
});

const raw = Buffer.from("Message-ID: <1@test.example>\r\nSubject: One\r\n\r\nHello\r\n.\r\nEnd\r\n");
const send = (onData = () => Promise.resolve(), to = "newcomer@acme.example", through = mailer) =>
  through.send({ from: "service@sender.example", to, raw, onData });
const misbehaveAt = (step: SinkStep, what: ReturnType<SmtpSink["misbehave"]>) => {
  sink.misbehave = (at) => (at === step ? what : undefined);
};

describe("handing a message over", () => {
  it("delivers the bytes once and says what the server said", async () => {
    expect(await send()).toMatchObject({ kind: "accepted", reply: expect.stringMatching(/^250/) as string });
    expect(sink.mails).toHaveLength(1);
    expect(sink.mails[0]!.raw.equals(raw)).toBe(true);
    expect(sink.recipients).toEqual(["newcomer@acme.example"]);
  });

  it("waits for the mark between 354 and the first byte", async () => {
    let bytesThen = -1;
    let answered = false;
    sink.misbehave = (step) => {
      answered ||= step === "data";
      return undefined;
    };
    const result = await send(async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(answered).toBe(true);
      bytesThen = sink.mails.length;
    });
    expect(result.kind).toBe("accepted");
    expect(bytesThen).toBe(0);
  });

  it("sends nothing and closes the connection when the mark is refused", async () => {
    expect(await send(() => Promise.reject(new Error("no longer ours")))).toEqual({
      kind: "stopped",
      reply: "no longer ours",
    });
    expect(await send()).toMatchObject({ kind: "accepted" });
    expect(sink.mails).toHaveLength(1);
    expect(sink.connections()).toBe(2);
  });

  it("uses a connection again", async () => {
    for (let n = 0; n < 5; n++) expect((await send()).kind).toBe("accepted");
    expect(sink.connections()).toBe(1);
  });

  it("opens a new connection when the idle one was ended by the server", async () => {
    await send();
    sink.misbehave = (step) => (step === "mail" && sink.connections() === 1 ? "cut" : undefined);
    expect((await send()).kind).toBe("accepted");
    expect(sink.connections()).toBe(2);
    expect(sink.mails).toHaveLength(2);
  });

  it("signs in, and takes a refused password for the channel's trouble", async () => {
    const guarded = await startSmtpSink({ auth: { user: "us", pass: "p:w" } });
    try {
      const known = createMailer(guarded.url.replace("p:w", "p%3Aw"), { limits });
      expect((await send(undefined, undefined, known)).kind).toBe("accepted");
      known.close();
      const unknown = createMailer(guarded.url.replace("p:w", "wrong"), { limits });
      expect(await send(undefined, undefined, unknown)).toMatchObject({ kind: "later", scope: "channel" });
    } finally {
      await guarded.close();
    }
  });

  it.each([
    "a@b.example, c@d.example",
    "a@b.example\r\nRCPT TO:<c@d.example>",
    "a<x>@b.example",
    "user@other\0@ours.example",
    "A@B.example",
  ])("does not let %j near the envelope", async (to) => {
    expect(await send(undefined, to)).toMatchObject({ kind: "refused", scope: "recipient" });
    expect(sink.recipients).toEqual([]);
  });
});

describe("asking whether the mail server takes mail", () => {
  const sender = "service@sender.example";

  it("greets and takes leave, with a sender as far as taking it back", async () => {
    expect(await mailer.probe()).toMatchObject({ takesMail: true });
    expect(await mailer.probe(sender)).toMatchObject({ takesMail: true });
    expect([sink.mails, sink.recipients]).toEqual([[], []]);
  });

  it.each([
    ["connect", { code: 554, text: "no service" }],
    ["connect", "cut"],
    ["connect", "stall"],
    ["mail", { code: 550, text: "not from you" }],
    ["mail", { code: 451, text: "not now" }],
    ["mail", { code: 421, text: "going down" }],
    ["mail", "cut"],
    ["mail", "stall"],
  ] as const)("says no after %s %j", async (step, what) => {
    misbehaveAt(step, what);
    const { takesMail, reply } = await mailer.probe(sender);
    expect(takesMail).toBe(false);
    expect(reply).not.toBe("");
    if (typeof what === "object" && what.code !== 421) expect(reply).toContain(what.text);
  });

  it("signs in as for a mail", async () => {
    const guarded = await startSmtpSink({ auth: { user: "us", pass: "pw" } });
    try {
      const known = createMailer(guarded.url, { limits });
      expect(await known.probe(sender)).toMatchObject({ takesMail: true });
      const unknown = createMailer(guarded.url.replace("pw", "wrong"), { limits });
      expect(await unknown.probe(sender)).toMatchObject({ takesMail: false });
    } finally {
      await guarded.close();
    }
  });

  it("answers at once when the mailer is closed", async () => {
    misbehaveAt("mail", "stall");
    const patient = createMailer(sink.url, { limits: { ...limits, envelope: 60_000 } });
    const asked = patient.probe(sender);
    await expect.poll(() => sink.connections()).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    patient.close();
    expect(await asked).toMatchObject({ takesMail: false });
  });
});

describe("when the mail server misbehaves", () => {
  it.each([
    ["connect", { code: 554 }, { kind: "later", scope: "channel" }, 0],
    ["connect", "cut", { kind: "later", scope: "channel" }, 0],
    ["connect", "stall", { kind: "later", scope: "channel" }, 0],
    ["mail", { code: 451 }, { kind: "later", scope: "message" }, 0],
    ["mail", { code: 550 }, { kind: "refused", scope: "channel" }, 0],
    ["mail", "stall", { kind: "later", scope: "message" }, 0],
    ["recipient", { code: 550 }, { kind: "refused", scope: "recipient" }, 0],
    ["recipient", { code: 450 }, { kind: "later", scope: "message" }, 0],
    ["recipient", "cut", { kind: "later", scope: "message" }, 0],
    ["recipient", "stall", { kind: "later", scope: "message" }, 0],
    ["end", { code: 451 }, { kind: "later", scope: "message" }, 1],
    ["end", { code: 554 }, { kind: "refused", scope: "recipient" }, 1],
    ["end", "cut", { kind: "inDoubt" }, 1],
    ["end", "stall", { kind: "inDoubt" }, 1],
  ] as const)("%s: %j", async (step, what, expected, arrived) => {
    misbehaveAt(step, what);
    let marks = 0;
    const result = await send(() => {
      marks++;
      return Promise.resolve();
    });
    expect(result).toMatchObject(expected);
    expect(sink.mails).toHaveLength(arrived);
    expect(marks).toBe(arrived);
  });

  it("is later, not in doubt, when the line is cut before the mark is written", async () => {
    misbehaveAt("data", "cut");
    const result = await send(() => new Promise((resolve) => setTimeout(resolve, 100)));
    expect(result).toMatchObject({ kind: "later", scope: "message" });
  });

  it("carries on for the next person", async () => {
    sink.misbehave = (step, address) =>
      step === "recipient" && address.startsWith("bad") ? { code: 550 } : undefined;
    const [bad, good] = await Promise.all([
      send(undefined, "bad@acme.example"),
      send(undefined, "good@acme.example"),
    ]);
    expect([bad.kind, good.kind]).toEqual(["refused", "accepted"]);
  });

  it("is the channel's trouble when nobody listens", async () => {
    await sink.close();
    expect(await send()).toMatchObject({ kind: "later", scope: "channel" });
  });

  it("lets go at once when closed", async () => {
    misbehaveAt("end", "stall");
    const patient = createMailer(sink.url);
    const result = send(undefined, undefined, patient);
    while (sink.mails.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    patient.close();
    expect(await result).toMatchObject({ kind: "inDoubt" });
  });
});

describe("SMTP_URL", () => {
  it.each([
    [
      "smtp://127.0.0.1:2525",
      { host: "127.0.0.1", port: 2525, secure: false, requireTLS: false, ignoreTLS: true },
    ],
    [
      "smtp://[::1]:2525?tls=required",
      { host: "::1", port: 2525, secure: false, requireTLS: true, ignoreTLS: false },
    ],
    [
      "smtp://mail.acme.example",
      { host: "mail.acme.example", port: 587, secure: false, requireTLS: false, ignoreTLS: false },
    ],
    [
      "smtp://us:pw@mail.acme.example:587",
      { host: "mail.acme.example", port: 587, secure: false, requireTLS: true, ignoreTLS: false },
    ],
    [
      "smtps://us:pw@mail.acme.example",
      { host: "mail.acme.example", port: 465, secure: true, requireTLS: false, ignoreTLS: false },
    ],
  ])("reads %s", (url, connection) => {
    expect(readSmtpUrl(url).connection).toEqual(connection);
  });

  it.each([
    "mail.acme.example",
    "http://mail.acme.example",
    "smtp://secret@?",
    "smtp://us:secret@mail.acme.example?tls=maybe",
  ])("refuses %s without telling the password", (url) => {
    expect(() => readSmtpUrl(url)).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining("secret") as string }),
    );
  });
});
