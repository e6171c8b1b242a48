import { randomUUID } from "node:crypto";
import type { Express } from "express";
import supertest from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../app.ts";
import { startSmtpSink, type SmtpSink } from "../mail/testing/smtp-sink.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

const token = "a-token-for-tests-only";
let test: TestApp;
let acme: TestOrganization;
let sink: SmtpSink;
let app: Express;
beforeAll(async () => {
  sink = await startSmtpSink();
  test = await startTestApp({ smtpUrl: sink.url });
  acme = await test.organization();
  await test.openJoining();
  app = createApp(
    { ...test.deps, config: { ...test.deps.config, metricsToken: token } },
    { paneScripts: [] },
  );
});
afterAll(async () => {
  await test.stop();
  await sink.close();
});

const scrape = async () =>
  (await supertest(app).get("/metrics").set("Authorization", `Bearer ${token}`).expect(200)).text;
/** The value of a sample, by how its line begins; undefined when there is none. */
const valueOf = (text: string, sample: string): number | undefined => {
  const line = text.split("\n").find((each) => each.startsWith(`${sample} `));
  return line === undefined ? undefined : Number(line.slice(sample.length + 1));
};
const request = (method: string, route: string, status: number) =>
  `firstcatch_http_requests_total{method="${method}",route="${route}",status="${status}"}`;
const owner = () => ({ Authorization: `Bearer ${acme.ownerToken}` });
const as = async (address: string) => ({ Authorization: `Bearer ${await acme.tokenOf(address)}` });
async function runWorker(): Promise<void> {
  const worker = test.startWorker();
  await worker.drain();
  await worker.stop();
}

describe("the metrics", () => {
  it("are not there without a token in the settings, and for nobody who does not show it", async () => {
    await test.request().get("/metrics").set("Authorization", `Bearer ${token}`).expect(404);
    for (const shown of ["", `Bearer ${token}x`, "Bearer x", `Basic ${token}`, `Bearer ${acme.ownerToken}`]) {
      const answer = await supertest(app).get("/metrics").set("Authorization", shown).expect(401);
      expect(answer.headers["www-authenticate"]).toBe("Bearer");
      expect(answer.text).not.toContain("firstcatch_");
    }
  });

  it("are lines of the text format, with a type before the samples of each name", async () => {
    const answer = await supertest(app).get("/metrics").set("Authorization", `Bearer ${token}`);
    expect(answer.headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
    const typed = new Set<string>();
    for (const line of answer.text.trimEnd().split("\n")) {
      const type = /^# TYPE (\w+) (counter|gauge|histogram)$/.exec(line)?.[1];
      if (type) typed.add(type);
      else if (!line.startsWith("# HELP ")) {
        expect(line).toMatch(/^\w+(\{\w+="[^"\\\n]*"(,\w+="[^"\\\n]*")*\})? [\d.e+-]+$/);
        expect(typed).toContain(/^\w+?(?=(_bucket|_sum|_count)?[{ ])/.exec(line)?.[0]);
      }
    }
    expect(answer.text.endsWith("\n")).toBe(true);
    expect(valueOf(answer.text, "process_resident_memory_bytes")).toBeGreaterThan(1e6);
    expect(valueOf(answer.text, "process_cpu_seconds_total")).toBeGreaterThan(0);
    expect(valueOf(answer.text, 'nodejs_eventloop_delay_seconds{quantile="0.99"}')).toBeGreaterThanOrEqual(0);
  });

  it("count and time requests by the pattern of their route, never by what was asked for", async () => {
    await supertest(app).get(`/api/v1/users/${acme.ownerId}`).set(owner()).expect(200);
    await supertest(app).get(`/api/v1/users/${randomUUID()}`).set(owner()).expect(404);
    await supertest(app).get("/api/v1/users?query=somebody").expect(401);
    await supertest(app).get("/addin/icons/icon-32.png").expect(200);
    await supertest(app).get("/nothing").expect(404);
    const text = await scrape();
    for (const sample of [
      request("GET", "/api/v1/users/:id", 200),
      request("GET", "/api/v1/users/:id", 404),
      request("GET", "/api/v1/users", 401),
      request("GET", "/addin/icons", 200),
      request("GET", "none", 404),
    ])
      expect([sample, valueOf(text, sample)]).toEqual([sample, 1]);
    const labels = 'method="GET",route="/api/v1/users/:id"';
    expect(valueOf(text, `firstcatch_http_request_duration_seconds_bucket{${labels},le="+Inf"}`)).toBe(2);
    expect(valueOf(text, `firstcatch_http_request_duration_seconds_count{${labels}}`)).toBe(2);
    expect(valueOf(text, `firstcatch_http_request_duration_seconds_sum{${labels}}`)).toBeGreaterThan(0);
  });

  it("tell of joins, reports, waiting mails and the mail server, and of no person, address, id or token", async () => {
    const canary = await as("canary.person@acme.example");
    await supertest(app).post("/api/v1/me/join").set(canary).expect(200);
    await supertest(app).post("/api/v1/me/join").set(canary).expect(200);
    const report = {
      subject: "canary-subject",
      from: "canary-sender@evil.example",
      comment: "canary-comment",
    };
    await supertest(app).post("/api/v1/reports").set(canary).send(report).expect(201);
    await supertest(app).get(`/learn/${"canary-token".repeat(4)}?canary-query`);
    await supertest(app).get("/canary-path/canary.person@acme.example");
    test.clock.advance(90_000);

    const before = await scrape();
    expect(valueOf(before, "firstcatch_database_up")).toBe(1);
    expect(valueOf(before, "firstcatch_joins_total")).toBe(1);
    expect(valueOf(before, 'firstcatch_reports_total{outcome="threat",repeated="false"}')).toBe(1);
    expect(valueOf(before, 'firstcatch_outbox_messages{state="queued"}')).toBe(2);
    expect(valueOf(before, "firstcatch_outbox_oldest_due_seconds")).toBe(90);
    expect(valueOf(before, "firstcatch_mail_server_up")).toBe(1);

    sink.misbehave = (step) => (step === "mail" ? { code: 530, text: "canary-reply" } : undefined);
    await runWorker();
    const down = await scrape();
    expect(valueOf(down, "firstcatch_mail_server_up")).toBe(0);

    sink.misbehave = () => undefined;
    await runWorker();
    const sent = await scrape();
    expect(valueOf(sent, "firstcatch_mail_server_up")).toBe(1);
    expect(valueOf(sent, 'firstcatch_outbox_messages{state="over"}')).toBe(2);
    expect(valueOf(sent, "firstcatch_outbox_oldest_due_seconds")).toBe(0);

    for (const text of [before, down, sent]) {
      expect(text).not.toMatch(/canary|@|acme|eyJ|fc_|[0-9a-f]{8}-[0-9a-f]{4}/i);
      expect(text).not.toContain(token);
    }
  });

  it("say that the database is away instead of waiting for it", async () => {
    await test.deps.connection.getClient().close();
    const text = await scrape();
    expect(valueOf(text, "firstcatch_database_up")).toBe(0);
    expect(text).not.toContain("firstcatch_outbox_");
    expect(valueOf(text, "firstcatch_joins_total")).toBe(1);
  });
});
