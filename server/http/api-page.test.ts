import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { endpoints } from "../../shared/contracts/index.ts";
import { startTestApp, type TestApp } from "../test/test-app.ts";
import { schemaList } from "./schema-list.ts";

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.stop());

describe("the API's page", () => {
  it("tells of every endpoint, with nothing from elsewhere and no script", async () => {
    const { text, headers } = await test.request().get("/api/docs").expect(200);
    for (const [name, { path }] of Object.entries(endpoints)) {
      expect(text).toContain(`id="${name.charAt(0).toLowerCase()}${name.slice(1)}"`);
      expect(text).toContain(path.replace(/:(\w+)/g, "{$1}"));
    }
    expect(text).not.toMatch(/<script|https?:\/\/(?!training\.acme\.example)/);
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    const [, style = ""] = /href="(\/api\/docs\.css[^"]*)"/.exec(text) ?? [];
    await test.request().get(style).expect(200).expect("Content-Type", /css/);
  });
});

describe("a schema for people", () => {
  it.each([
    [{ type: "string", minLength: 1, maxLength: 20 }, "<p>text, 1 to 20 characters</p>"],
    [{ enum: ["en", "nl"] }, "<p><code>&quot;en&quot;</code> or <code>&quot;nl&quot;</code></p>"],
    [{ type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER }, "<p>number, 1 or more</p>"],
    [{ type: "array", items: { type: "boolean" } }, "<p>list of true or false</p>"],
    [
      { type: "object", properties: { "<b>": { type: "string" } }, required: ["<b>"] },
      '<ul class="fields"><li><code>&lt;b&gt;</code> text</li></ul>',
    ],
  ])("%j", (schema, html) => expect(schemaList(schema)).toBe(html));

  it("follows references, and says what may be left out", () => {
    const known = { User: { type: "object", properties: { id: { type: "string" } } } };
    expect(schemaList({ type: "array", items: { $ref: "#/components/schemas/User" } }, known)).toBe(
      '<ul class="fields"><li><code>id</code> text <span class="quiet">may be left out</span></li></ul>',
    );
  });
});
