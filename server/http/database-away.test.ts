import { afterAll, beforeAll, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import { JoinTraining } from "../../shared/contracts/me.ts";
import { startDatabaseProxy, type DatabaseProxy } from "../test/database-proxy.ts";
import { startTestApp, type TestApp } from "../test/test-app.ts";

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
  expect((await fetch(`${base}/healthz`)).status).toBe(200);
  expect((await fetch(`${base}/readyz`)).status).toBe(503);
  proxy.delay(0);
  proxy.away(false);
  await expect.poll(async () => (await join()).status, { timeout: 15_000, interval: 300 }).toBe(200);
});
