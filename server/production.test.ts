import { execFile } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "./root.ts";
import { makeRelease, productionSettings, type Release } from "./testing/release.ts";
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

  it("says all that is missing or wrong in one list, in words, and ends", async () => {
    const { code, said } = await release.run(["dist/server/main.js"], { PORT: "http" });
    expect(code).toBe(1);
    expect(named(said)).toEqual(required);
    expect(said).toContain("PORT: ");
    expect(said).not.toMatch(/^\s+at /m);
  });
});

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
