import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import mongoose from "mongoose";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { type MailServer, startMailServer } from "./mail-server.ts";
import { Mailboxes } from "./mailboxes.ts";
import { type MailGate, allowedRecipients, startMailGate } from "./real-mail-gate.ts";

let folder: string;
let client: mongoose.mongo.MongoClient;
let mailboxes: Mailboxes;
let real: MailServer;
let gate: MailGate;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "firstcatch-gate-"));
  client = await new mongoose.mongo.MongoClient(inject("mongodbUri")).connect();
  mailboxes = new Mailboxes(client.db("gate_test"));
  real = await startMailServer({ mailboxes, now: () => new Date(), folder }); // stands for a real one
  gate = await startMailGate(real.url, allowedRecipients("tester@acme.example, Second@acme.example"));
});
afterAll(async () => {
  await gate.stop();
  await real.stop();
  await client.db("gate_test").dropDatabase();
  await client.close();
  await rm(folder, { recursive: true, force: true });
});
const send = (to: string, url = gate.url) => {
  const transport = createTransport(url);
  const raw = "Subject: hello\r\n\r\ntext\r\n";
  return transport
    .sendMail({ envelope: { from: "a@acme.example", to }, raw })
    .finally(() => transport.close());
};

it("hands on to the addresses that were named, whatever their case, with the real server's answer", async () => {
  expect((await send("Tester@acme.example")).response).toMatch(/^250 2\.0\.0 Ok: kept as/);
  await send("second@acme.example");
  expect(await mailboxes.messages("tester@acme.example")).toHaveLength(1);
  expect(await mailboxes.messages("second@acme.example")).toHaveLength(1);
});

it("refuses everybody else for good", async () => {
  await expect(send("newcomer@acme.example")).rejects.toMatchObject({ responseCode: 550 });
  expect(await mailboxes.messages("newcomer@acme.example")).toEqual([]);
});

it("says try again later when the real server is away", async () => {
  const orphan = await startMailGate("smtp://127.0.0.1:1", new Set(["tester@acme.example"]));
  await expect(send("tester@acme.example", orphan.url)).rejects.toMatchObject({ responseCode: 451 });
  await orphan.stop();
});
