import { execFile } from "node:child_process";
import { cp } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ListStuckMails } from "../shared/contracts/mail.ts";
import { JoinTraining } from "../shared/contracts/me.ts";
import { GetEvents } from "../shared/contracts/session.ts";
import { startSmtpSink } from "./mail/testing/smtp-sink.ts";
import { root } from "./root.ts";
import { makeRelease, productionSettings, type Release } from "./testing/release.ts";
import { startTestApp } from "./test/test-app.ts";
import { testDatabase } from "./test/test-mongo.ts";

const required = [
  "PUBLIC_URL",
  "MONGODB_URI",
  "SMTP_URL",
  "SIMULATION_DOMAIN",
  "SERVICE_FROM",
  "SERVER_KEY",
  "SESSION_SECRET",
  "ADDIN_CLIENT_ID",
  "PORTAL_CLIENT_ID",
  "PORTAL_CLIENT_SECRET",
];
const named = (said: string) => required.filter((name) => said.includes(`${name}: missing`));

/** Reads a stream of server-sent events until this text has come. */
async function until(text: string, stream: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  for (let heard = ""; !heard.includes(text);) {
    const { value, done } = await stream.read();
    if (done) throw new Error(`The stream ended before ${text}: ${heard}`);
    heard += new TextDecoder().decode(value);
  }
}

let release: Release;
beforeAll(async () => {
  release = await makeRelease();
}, 120_000);
afterAll(() => release.remove());

describe("a folder of compiled files and production packages", () => {
  it("is a server: ready, with its pages, their scripts and its icons, and it ends in order", async () => {
    const database = await testDatabase();
    const server = await release.serve(productionSettings(database.uri));
    try {
      const ready = await fetch(`${server.url}/readyz`);
      expect([ready.status, await ready.json()]).toMatchObject([200, { status: "ready" }]);
      // A proxy that keeps connections must be the one that closes them.
      expect(ready.headers.get("keep-alive")).toBe("timeout=130");
      const page = await (await fetch(`${server.url}/portal`)).text();
      const scripts = [...page.matchAll(/src="(\/assets\/[^"]+)"/g)].map(([, src]) => src ?? "");
      expect(scripts).not.toEqual([]);
      for (const address of [...scripts, "/addin/icons/icon-32.png", "/addin/pane"])
        expect([address, (await fetch(server.url + address)).status]).toEqual([address, 200]);
    } finally {
      expect(await server.stop()).toBe(0);
      await database.stop();
    }
  });

  it("reads mails in threads", async () => {
    const program = `
      import { parseThreads } from "./dist/server/reports/parse-threads.js";
      const head = Buffer.from("Subject: Hello\\r\\n\\r\\n");
      console.log(JSON.stringify(await parseThreads()({ head, whole: head })));`;
    const { code, said } = await release.run(["--input-type=module", "-e", program]);
    expect([code, said]).toEqual([0, expect.stringContaining('"Hello"')]);
  });

  it("refuses a database that a later version has written, in words", async () => {
    const database = await testDatabase();
    await database.connection
      .collection<{ _id: string; version: number }>("settings")
      .insertOne({ _id: "schema", version: 1000 });
    const { code, said } = await release.run(["dist/server/main.js"], productionSettings(database.uri));
    expect([code, said]).toEqual([1, expect.stringContaining("by a later version of Firstcatch")]);
    expect(said).not.toMatch(/^\s+at /m);
    await database.stop();
  });

  it("has its commands", async () => {
    const endings = await Promise.all(
      [["organization", "create"], ["migrate"], ["restored"]].map(([command = "", ...args]) =>
        release.run([`dist/server/commands/${command}.js`, ...args]),
      ),
    );
    expect(endings).toEqual(
      [
        [2, "--owner is missing"],
        [1, "MONGODB_URI: missing"],
        [1, "MONGODB_URI: missing"],
      ].map(([code, words]) => ({ code, said: expect.stringContaining(words as string) as unknown })),
    );
  });

  it("runs by npm's scripts too, and installs nothing, though sources lie beside it", async () => {
    await cp(path.join(root, "setup"), path.join(release.folder, "setup"), { recursive: true });
    await cp(path.join(root, "server/main.ts"), path.join(release.folder, "server/main.ts"));
    const ended = await release.run(["setup/operate.mjs", "migrate"]);
    expect(ended).toEqual({ code: 1, said: expect.stringContaining("MONGODB_URI: missing") as unknown });
    expect(ended.said).not.toContain("Installing");
  });

  it("says all that is missing or wrong in one list, in words, and ends", async () => {
    const { code, said } = await release.run(["dist/server/main.js"], { PORT: "http" });
    expect(code).toBe(1);
    expect(named(said)).toEqual(required);
    expect(said).toContain("PORT: ");
    expect(said).not.toMatch(/^\s+at /m);
  });
});

it("a web process tells the portal at once what a worker process did, with nothing but the database between them", async () => {
  const [test, sink] = await Promise.all([startTestApp(), startSmtpSink()]);
  const acme = await test.organization();
  await test.openJoining();
  const headers = { Authorization: `Bearer ${acme.ownerToken}` };
  const newcomer = { Authorization: `Bearer ${await acme.tokenOf("newcomer@acme.example")}` };
  await test.request().post(JoinTraining.path).set(newcomer).expect(200);
  await test.deps.connection.collection("outbox").updateMany({}, { $set: { dueAt: new Date() } });
  sink.misbehave = (step) => (step === "recipient" ? { code: 550, text: "5.1.1 no such user" } : undefined);

  const settings = productionSettings(test.uri);
  const web = await release.serve({ ...settings, ROLE: "web" });
  const events = await fetch(web.url + GetEvents.path, { headers });
  const stream = (events.body as ReadableStream<Uint8Array>).getReader();
  await until("retry:", stream);
  const worker = await release.serve({ ...settings, ROLE: "worker", SMTP_URL: sink.url });
  await until("event: mail", stream);
  await expect
    .poll(async () => (await fetch(web.url + ListStuckMails.path, { headers })).json(), { timeout: 15_000 })
    .toMatchObject({ items: [{ state: "refused", to: "newcomer@acme.example" }] });
  await stream.cancel();
  expect(await Promise.all([web.stop(), worker.stop()])).toEqual([0, 0]);
  await test.stop();
  await sink.close();
}, 60_000);

it("npm run serve says all that is missing before it builds anything", async () => {
  // Pages for development are other pages, so there is something to build.
  const env = { PATH: process.env["PATH"], NODE_ENV: "development" };
  const [code, said] = await new Promise<[unknown, string]>((resolve) => {
    execFile(process.execPath, [path.join(root, "setup/serve.mjs")], { env }, (error, out, err) =>
      resolve([error?.code, out + err]),
    );
  });
  expect(code).toBe(1);
  expect(named(said)).toEqual(required);
  expect(said).not.toContain("Building");
  expect(said).not.toMatch(/^\s+at /m);
});
