import { afterAll, beforeAll, expect, it } from "vitest";
import { ActOnStuckMails } from "../../shared/contracts/mail.ts";
import { JoinTraining } from "../../shared/contracts/me.ts";
import { CreateReport } from "../../shared/contracts/report.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { holdRestored } from "./hold-restored.ts";
import { startSmtpSink, type SmtpSink } from "./testing/smtp-sink.ts";

let sink: SmtpSink;
let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  sink = await startSmtpSink();
  test = await startTestApp({ smtpUrl: sink.url });
  acme = await test.organization();
  await test.openJoining();
});
afterAll(async () => {
  await test.stop();
  await sink.close();
});

const outbox = () => test.deps.connection.collection<{ _id: string; to: string; state: string }>("outbox");
const join = async (email: string) =>
  test
    .request()
    .post(JoinTraining.path)
    .set("Authorization", `Bearer ${await acme.tokenOf(email)}`)
    .expect(200);
async function sendAll(): Promise<void> {
  const worker = test.startWorker();
  await worker.drain();
  await worker.stop();
}
const copies = (address: string) => sink.mails.filter(({ to }) => to.includes(address)).length;

it("after a restore a simulation that was due waits for an admin; what protects others and what is due later goes", async () => {
  const [waiting, inHand, later] = [
    "newcomer1@acme.example",
    "newcomer2@acme.example",
    "newcomer3@acme.example",
  ];
  for (const email of [waiting, inHand, later]) await join(email);
  await outbox().updateOne(
    { to: inHand },
    { $set: { state: "sending", lease: { until: new Date(0), claim: "before the backup" } } },
  );
  await outbox().updateOne({ to: later }, { $set: { dueAt: new Date(test.clock.now().getTime() + 60_000) } });
  await test
    .request()
    .post(CreateReport.path)
    .set("Authorization", `Bearer ${await acme.tokenOf(waiting)}`)
    .send({ subject: "Suspicious", from: "sender@evil.example" })
    .expect(201);

  expect([...(await holdRestored(test.deps))]).toEqual([[acme.id, 2]]);
  expect([...(await holdRestored(test.deps))]).toEqual([]);
  const held = await outbox().find({ state: "held" }).toArray();
  expect(held.map(({ to }) => to).sort()).toEqual([waiting, inHand]);
  expect(held).toEqual(
    held.map((mail) => expect.objectContaining({ _id: mail._id, reason: "restored" }) as unknown),
  );
  expect(held.filter((mail) => "lease" in mail)).toEqual([]);
  expect(
    (await test.deps.audit.latest(acme.id, 50)).filter(({ action }) => action.startsWith("mail.")),
  ).toMatchObject([{ action: "mail.holdRestored", actor: { kind: "system" }, details: { mails: 2 } }]);

  test.clock.advance(120_000);
  await sendAll();
  expect([waiting, inHand, later, "security@acme.example"].map((to) => copies(to))).toEqual([0, 0, 1, 1]);

  await test
    .request()
    .post(ActOnStuckMails.path)
    .set("Authorization", `Bearer ${acme.ownerToken}`)
    .send({ action: "resend", mails: { state: "held" } })
    .expect(200);
  await sendAll();
  expect([waiting, inHand, later].map((to) => copies(to))).toEqual([1, 1, 1]);
});
