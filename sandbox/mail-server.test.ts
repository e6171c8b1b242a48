import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import mongoose from "mongoose";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { type MailServer, startMailServer } from "./mail-server.ts";
import { Mailboxes } from "./mailboxes.ts";

const now = new Date("2026-11-23T08:15:00Z");
let folder: string;
let client: mongoose.mongo.MongoClient;
let mailboxes: Mailboxes;
let server: MailServer;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "firstcatch-mail-"));
  client = await new mongoose.mongo.MongoClient(inject("mongodbUri")).connect();
  mailboxes = new Mailboxes(client.db("mail_server_test"));
  await mailboxes.createIndexes();
  server = await startMailServer({ mailboxes, now: () => now, folder });
});
afterAll(async () => {
  await server.stop();
  await client.db("mail_server_test").dropDatabase();
  await client.close();
  await rm(folder, { recursive: true, force: true });
});

const send = (to: string | string[], raw: string | Buffer) => {
  const transport = createTransport(server.url);
  return transport
    .sendMail({ envelope: { from: "it@acme.example", to }, raw })
    .finally(() => transport.close());
};
const lines = (...all: string[]) => all.join("\r\n") + "\r\n";

it("keeps a mail byte for byte, also lines that begin with a dot, in the mailbox of each recipient", async () => {
  const raw = lines(
    "From: IT service desk <it@acme.example>",
    "To: newcomer@acme.example",
    "Subject: =?UTF-8?Q?Your_laptop_is_ready_=E2=9C=93?=",
    "Message-ID: <laptop@acme.example>",
    "X-Odd:   spaces   stay ",
    "",
    ".a line with a dot",
    "Pick it up.",
  );
  await send(["Newcomer@Acme.Example", "colleague@acme.example"], raw);
  for (const mailbox of ["newcomer@acme.example", "colleague@acme.example"]) {
    const [message] = await mailboxes.messages(mailbox);
    expect(message).toMatchObject({
      subject: "Your laptop is ready ✓",
      from: "IT service desk <it@acme.example>",
      fromName: "IT service desk",
      fromAddress: "it@acme.example",
      internetMessageId: "<laptop@acme.example>",
      receivedAt: now.toISOString(),
      folder: "inbox",
      seen: false,
      preview: ".a line with a dot Pick it up.",
    });
    expect((await mailboxes.raw(mailbox, message!.id))?.toString()).toBe(raw);
  }
});

it("takes a mail for any address, and shows a mailbox nobody wrote to as empty", async () => {
  await send("somebody@elsewhere.example", lines("Subject: hello", "", "text"));
  expect(await mailboxes.messages("somebody@elsewhere.example")).toHaveLength(1);
  expect(await mailboxes.messages("nobody@elsewhere.example")).toEqual([]);
});

it("keeps a mail that is no proper mail", async () => {
  await send("odd@acme.example", Buffer.from([0xff, 0xfe, 0x41, 0x0d, 0x0a, 0x80]));
  const [message] = await mailboxes.messages("odd@acme.example");
  expect(message).toMatchObject({ subject: "", fromAddress: "" });
});

it("keeps a mail of 40 MB and refuses one of more than 45 MB with 552", async () => {
  const line = `${"x".repeat(998)}\r\n`;
  const mail = (megabytes: number) =>
    Buffer.from(lines("Subject: large", "") + line.repeat(megabytes * 1049));
  await send("large@acme.example", mail(40));
  expect((await mailboxes.messages("large@acme.example"))[0]!.size).toBeGreaterThan(40 * 1024 * 1024);
  await expect(send("large@acme.example", mail(46))).rejects.toMatchObject({ responseCode: 552 });
  expect(await mailboxes.messages("large@acme.example")).toHaveLength(1);
});

it("shows the newest first, marks and moves one message, and tells listeners of it", async () => {
  const told: string[] = [];
  mailboxes.events.on("mail", (email) => told.push(email));
  await send("moves@acme.example", lines("Subject: first", "", ""));
  await send("moves@acme.example", lines("Subject: second", "", ""));
  const [second, first] = await mailboxes.messages("moves@acme.example");
  expect([second!.subject, first!.subject]).toEqual(["second", "first"]);
  const changed = await mailboxes.change("moves@acme.example", first!.id, { seen: true, folder: "junk" });
  expect(changed).toMatchObject({ seen: true, folder: "junk" });
  expect(await mailboxes.change("colleague@acme.example", first!.id, { seen: false })).toBeNull();
  expect(await mailboxes.raw("colleague@acme.example", first!.id)).toBeNull();
  expect((await mailboxes.all()).find(({ email }) => email === "moves@acme.example")?.unread).toBe(1);
  expect(told).toEqual(["moves@acme.example", "moves@acme.example", "moves@acme.example"]);
});

it("has the same port again after a restart", async () => {
  const { port } = server;
  await server.stop();
  server = await startMailServer({ mailboxes, now: () => now, folder });
  expect(server.port).toBe(port);
});
