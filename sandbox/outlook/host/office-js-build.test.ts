import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";

const { resolve } = createRequire(import.meta.url);

describe("the office.js of the npm package", () => {
  it("is still the build that this host was written against; if not, run e2e/outlook-host.spec.ts against the new one first", async () => {
    const file = await readFile(resolve("@microsoft/office-js/dist/outlook-web-16.01.js"), "utf8");
    expect(file.slice(0, 400)).toContain("osfweb version: 16.0.15201.10000");
    expect(file.slice(0, 400)).toContain("office-js-api version: 20220404.2");
  });

  it.each(["getAsFileAsync", "nestedAppAuthBridge"])(
    "still lacks %s, which our own scripts add",
    async (name) => {
      const file = await readFile(resolve("@microsoft/office-js/dist/outlook-web-16.01.js"), "utf8");
      expect(file).not.toContain(name);
    },
  );
});
