import { afterAll, beforeAll, expect, it } from "vitest";
import { startSmtpSink, type SmtpSink } from "../mail/testing/smtp-sink.ts";
import { startTestApp, type TestApp } from "../test/test-app.ts";
import { createLog, withoutPersons } from "./request-log.ts";

/** Each value belongs to a person or is a secret; none of them may stand in the log, at its most talkative. */
const canaries = [
  "canary.person",
  "Canaryfirst",
  "Canarylast",
  "canary-comment",
  "canary-subject",
  "canary-sender",
  "canary-id-0042",
  "canary-query",
  "canary-token",
];
const lines: string[] = [];
let test: TestApp;
let sink: SmtpSink;

beforeAll(async () => {
  sink = await startSmtpSink();
  const log = createLog("trace", { write: (line: string) => void lines.push(line) });
  test = await startTestApp({ smtpUrl: sink.url, log });
});
afterAll(async () => {
  await test.stop();
  await sink.close();
});

it("holds no person and no secret, whatever was asked and whatever failed", async () => {
  const acme = await test.organization();
  const owner = { Authorization: `Bearer ${acme.ownerToken}` };
  const employee = await acme.tokenOf("canary.person@acme.example", { name: "Canaryfirst Canarylast" });
  const person = { Authorization: `Bearer ${employee}` };
  const add = {
    email: "canary.person2@acme.example",
    firstName: "Canaryfirst",
    lastName: "Canarylast",
    employeeId: "canary-id-0042",
  };

  await test
    .request()
    .patch("/api/v1/organization")
    .set(owner)
    .send({ joining: { anyoneCanJoin: true } })
    .expect(200);
  await test.request().post("/api/v1/me/join").set(person).expect(200);
  await test.request().post("/join/acme-example?canary-query").type("form").send({ email: add.email });
  await test
    .request()
    .get(`/join/acme-example/${"canary-token".repeat(4)}`)
    .expect(410);
  await test.deps.joinByMail.run();
  await test.request().get("/reported/canary-token?domain=canary-query").expect(401);
  await test.request().post("/api/v1/users").set(owner).send(add).expect(201);
  await test.request().post("/api/v1/users").set(owner).send(add).expect(409);
  await test
    .request()
    .post("/api/v1/users")
    .set(owner)
    .send({ ...add, email: "canary.person@@" })
    .expect(422);
  await test.request().get("/api/v1/users?query=canary-query").set(owner).expect(200);
  await test
    .request()
    .post("/api/v1/reports")
    .set(person)
    .send({ subject: "canary-subject", from: "canary-sender@evil.example", comment: "canary-comment" })
    .expect(201);
  await test
    .request()
    .post("/api/v1/reports")
    .set(person)
    .set("Content-Type", "application/json")
    .send('{"subject":"canary-subject')
    .expect(400);
  await test.request().get(`/learn/${"canary-token".repeat(4)}?canary-query`);
  await test.request().get("/auth/sign-in?email=canary.person@nowhere.example");
  await test.request().get("/auth/callback?code=canary-query&state=canary-query");
  await test
    .request()
    .get("/api/v1/me")
    .set("Authorization", `Bearer ${employee.slice(0, -4)}`)
    .expect(401);

  // The mail server says no, and quotes whom it refused.
  sink.misbehave = (step, address) =>
    step === "recipient" ? { code: 550, text: `no such user ${address} canary.person` } : undefined;
  const worker = test.startWorker();
  await worker.drain();
  await worker.stop();

  // Our own faults: the database is gone in the middle of a request.
  await test.deps.connection.getClient().close();
  await test.request().post("/api/v1/me/join").set(person);

  const log = lines.join("");
  expect(lines.length).toBeGreaterThan(12);
  for (const secret of [
    ...canaries,
    employee,
    employee.split(".")[1]!,
    acme.ownerToken,
    test.deps.config.serverKey.secret,
  ])
    expect(lines.filter((line) => line.includes(secret))).toEqual([]);
  expect(log).not.toContain("@acme.example");
});

it("cuts persons and tokens out of an error's words", () => {
  const cut = withoutPersons(
    'E11000 duplicate key error index: oneUserPerAddress dup key: { organization: "x", addresses: "newcomer@acme.example" }',
  );
  expect(cut).toBe("E11000 duplicate key error index: oneUserPerAddress dup key: [cut]");
  expect(withoutPersons("token fc_abcdef123 of <newcomer@acme.example>, eyJhbGciOi.eyJzdWIi.sig")).toBe(
    "token [cut] of <[cut]>, [cut]",
  );
});
