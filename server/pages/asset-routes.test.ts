import { readdirSync, readFileSync, statSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import express from "express";
import supertest from "supertest";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../root.ts";
import { startTestApp, type TestApp } from "../test/test-app.ts";
import { assetRoutes } from "./asset-routes.ts";

const script = "console.log('hello');\n".repeat(100);
const name = "pane.0123456789ab.js";
const forEver = "public, max-age=31536000, immutable";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "firstcatch-assets-"));
  await writeFile(path.join(folder, name), script);
  await writeFile(path.join(folder, `${name}.br`), brotliCompressSync(script));
  await writeFile(path.join(folder, `${name}.gz`), gzipSync(script));
  await writeFile(path.join(folder, "small.0123456789ab.js"), "1");
  await writeFile(path.join(folder, "assets.json"), "{}");
});
afterAll(() => rm(folder, { recursive: true }));

const get = (address: string, encodings: string) =>
  supertest(express().use("/assets", assetRoutes(folder)))
    .get(`/assets/${address}`)
    .set("Accept-Encoding", encodings);

describe("a file that the build made", () => {
  it.each([
    ["gzip, deflate, br, zstd", "br"],
    ["gzip, deflate", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["identity", undefined],
    ["", undefined],
  ])("comes as the build compressed it for a browser that takes %j: %s", async (encodings, encoding) => {
    const answer = await get(name, encodings).expect(200);
    expect(answer.headers["content-encoding"]).toBe(encoding);
    expect(answer.headers["vary"]).toBe("Accept-Encoding");
    expect(answer.headers["content-type"]).toBe("text/javascript; charset=utf-8");
    expect(answer.headers["cache-control"]).toBe(forEver);
    expect(answer.text).toBe(script);
  });

  it("is another representation by its tag, so that no cache takes one for the other", async () => {
    const tags = await Promise.all(
      ["br", "gzip", "identity"].map(async (encoding) => String((await get(name, encoding)).headers["etag"])),
    );
    expect(new Set(tags).size).toBe(3);
  });

  it("comes as it is when it was too small to be compressed, and is asked for again when its name has no hash", async () => {
    const small = await get("small.0123456789ab.js", "br").expect(200);
    expect([small.headers["content-encoding"], small.headers["cache-control"]]).toEqual([undefined, forEver]);
    expect((await get("assets.json", "br").expect(200)).headers["cache-control"]).toBe("no-cache");
  });

  it.each(["..%2fpackage.json", "nothing.0123456789ab.js", "%2e%2e/assets/%5c..%5cx.js", ".inputs", ""])(
    "is never found outside of its folder: %j",
    async (address) => {
      const { status, headers } = await get(address, "br");
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(headers["content-encoding"]).toBeUndefined();
    },
  );
});

describe("the pages that were built", () => {
  let test: TestApp;
  let base: string;
  beforeAll(async () => {
    test = await startTestApp();
    base = await test.listen();
  });
  afterAll(() => test.stop());
  const web = path.join(root, "dist/web");

  it.each(["/portal", "/addin/pane"])(
    "%s is asked for each time, and all that it loads is kept",
    async (page) => {
      const answer = await fetch(base + page);
      expect(answer.headers.get("cache-control")).toBe("no-cache");
      const html = await answer.text();
      const addresses = [...html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css)(?:\?[^"]*)?)"/g)].map(
        ([, address = ""]) => address,
      );
      expect(addresses.some((address) => address.startsWith("/assets/"))).toBe(true);
      for (const address of addresses) {
        const loaded = await fetch(base + address, { headers: { "Accept-Encoding": "br" } });
        expect([address, loaded.status, loaded.headers.get("cache-control")]).toEqual([
          address,
          200,
          forEver,
        ]);
        expect(loaded.headers.get("vary")).toContain("Accept-Encoding");
        expect([address, loaded.headers.get("content-encoding")]).toEqual([address, "br"]);
        if (address.startsWith("/assets/"))
          expect(await loaded.text()).toBe(readFileSync(path.join(web, path.basename(address)), "utf8"));
      }
    },
  );

  it("have every script of size in both forms, each smaller than the script", () => {
    const scripts = readdirSync(web).filter((file) => file.endsWith(".js"));
    expect(scripts.length).toBeGreaterThan(2);
    for (const file of scripts) {
      expect(file).toMatch(/\.[0-9a-f]{12}\.js$/);
      const { size } = statSync(path.join(web, file));
      if (size < 1024) continue;
      const [small, zipped] = [".br", ".gz"].map((ending) => statSync(path.join(web, file + ending)).size);
      expect(small).toBeLessThan(zipped!);
      expect(zipped).toBeLessThan(size);
    }
  });

  it("name their style sheet by its content; by any other name it is not kept", async () => {
    const html = await (await fetch(`${base}/auth/signed-out`)).text();
    const href = /href="(\/pages\.css\?v=[0-9a-f]{12})"/.exec(html)?.[1];
    expect((await fetch(base + href!)).headers.get("cache-control")).toBe(forEver);
    for (const other of ["/pages.css", "/pages.css?v=000000000000"])
      expect((await fetch(base + other)).headers.get("cache-control")).toBe("no-cache");
  });
});
