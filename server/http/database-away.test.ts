import { randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { Agent, request } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import express from "express";
import type { Connection } from "mongoose";
import pino from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import { JoinTraining } from "../../shared/contracts/me.ts";
import { CreateReport } from "../../shared/contracts/report.ts";
import { startDatabaseProxy, type DatabaseProxy } from "../test/database-proxy.ts";
import { startTestApp, type TestApp } from "../test/test-app.ts";
import { refuseWhileAway } from "./database-away.ts";
import { errorHandler } from "./error-handler.ts";

let proxy: DatabaseProxy;
let test: TestApp;
let base: string;
let token: string;
beforeAll(async () => {
  test = await startTestApp({
    reach: async (uri) => {
      proxy = await startDatabaseProxy(uri);
      return proxy.uri;
    },
  });
  const acme = await test.organization();
  await test.openJoining();
  token = await acme.tokenOf("newcomer@acme.example");
  base = await test.listen();
});
afterAll(async () => {
  await test.stop();
  await proxy.close();
});

const join = () =>
  fetch(base + JoinTraining.path, { method: "POST", headers: { Authorization: `Bearer ${token}` } });

const ask = () =>
  fetch(`${base}/join/acme-example`, {
    method: "POST",
    headers: { "Accept-Language": "en" },
    body: new URLSearchParams({ email: "phone@acme.example" }),
  });

it("answers 503 while the database is away, also what was under way, and goes on by itself when it is back", async () => {
  expect((await join()).status).toBe(200);
  proxy.delay(300);
  const underWay = [join(), join(), join()];
  await new Promise((resolve) => setTimeout(resolve, 100));
  proxy.away(true);
  for (const answer of await Promise.all([...underWay, join()])) {
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(((await answer.json()) as Problem).code).toBe("unavailable");
  }
  expect((await join()).status).toBe(503);
  // People who join without the button get it as a page: nothing was noted, so nothing else would be true.
  const asked = await ask();
  expect([asked.status, await asked.text()]).toEqual([503, expect.stringContaining("Nothing was noted")]);
  expect((await fetch(`${base}/healthz`)).status).toBe(200);
  expect((await fetch(`${base}/readyz`)).status).toBe(503);
  proxy.delay(0);
  proxy.away(false);
  await expect.poll(async () => (await join()).status, { timeout: 15_000, interval: 300 }).toBe(200);
  expect((await ask()).status).toBe(202);
});

it("keeps a connection whose request was answered before its handler came to an end", async () => {
  const agent = new Agent({ keepAlive: true });
  proxy.delay(300);
  const answered = new Promise<{ status?: number | undefined; socket: Socket }>((resolve, reject) => {
    const headers = { Authorization: `Bearer ${token}` };
    request(base + JoinTraining.path, { method: "POST", agent, headers }, (res) => {
      const { socket, statusCode: status } = res;
      res.resume().once("end", () => resolve({ status, socket }));
    })
      .once("error", reject)
      .end();
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  proxy.away(true);
  const { status, socket } = await answered;
  expect(status).toBe(503);
  proxy.delay(0);
  proxy.away(false);
  await expect.poll(async () => (await join()).status, { timeout: 15_000, interval: 300 }).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(socket.destroyed).toBe(false);
  agent.destroy();
});

it("a report that was answered 503 before its body was read takes no key: the same press comes through", async () => {
  const key = randomUUID();
  const report = () =>
    fetch(base + CreateReport.path, {
      method: "POST",
      headers: {
        ...{ Authorization: `Bearer ${token}`, "Idempotency-Key": key },
        "Content-Type": "application/json",
      },
      body: JSON.stringify({ subject: "Your invoice" }),
    });
  proxy.delay(300);
  const first = report();
  await new Promise((resolve) => setTimeout(resolve, 100));
  proxy.away(true);
  expect((await first).status).toBe(503);
  proxy.delay(0);
  proxy.away(false);
  await expect.poll(async () => (await join()).status, { timeout: 15_000, interval: 300 }).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const answer = await report();
  expect([answer.status, ((await answer.json()) as { repeated: boolean }).repeated]).toEqual([201, false]);
});

it("answers 503 to what waits longer than the pane does, also while the database is there", async () => {
  const answer = errorHandler(pino({ level: "silent" }));
  const connection = { getClient: () => new EventEmitter() } as unknown as Connection;
  const slow = express().use(refuseWhileAway(connection, answer, 50), () => undefined);
  const server = slow.listen(0, "127.0.0.1");
  await once(server, "listening");
  const answered = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
    method: "POST",
    body: "all of it",
  });
  expect([answered.status, answered.headers.get("retry-after")]).toEqual([503, "2"]);
  server.close();
});
