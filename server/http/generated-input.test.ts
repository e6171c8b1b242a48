import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import { endpoints } from "../../shared/contracts/index.ts";
import { startTestApp, type TestApp } from "../test/test-app.ts";

let test: TestApp;
let base: string;
let owner: string;
let employee: string;
beforeAll(async () => {
  test = await startTestApp();
  const acme = await test.organization();
  owner = acme.ownerToken;
  employee = await acme.tokenOf("newcomer@acme.example");
  base = await test.listen();
});
afterAll(async () => {
  await test.stop();
});

/** Values that have broken others' servers, beside whatever fast-check comes up with. */
const nasty = fc.constantFrom<unknown>(
  null,
  true,
  -1,
  1e308,
  "",
  "\u0000",
  "\ud800",
  "a\r\nBcc: other@acme.example",
  "x".repeat(5000),
  { $ne: null },
  { $gt: "" },
  { $where: "sleep(1000)" },
  [],
  [[]],
  {},
  { length: 1e9 },
  { toString: "x", valueOf: null },
  "__proto__",
  "newcomer@acme.example",
  "newcomer@[127.0.0.1]",
  "2026-02-30T00:00:00Z",
  "Europe/Amsterdam",
);
const names = fc.constantFrom(
  ...[
    "email",
    "firstName",
    "lastName",
    "groups",
    "name",
    "joining",
    "domains",
    "languages",
    "timeZone",
    "subject",
    "headers",
    "comment",
    "internetMessageId",
    "from",
    "__proto__",
    "constructor",
    "$where",
    "organization",
    "role",
    "_id",
  ],
);
const body = fc.oneof(
  fc.dictionary(names, fc.oneof(nasty, fc.jsonValue({ maxDepth: 3 })), { maxKeys: 6 }),
  fc.jsonValue({ maxDepth: 4 }),
);

const withBodies = Object.entries(endpoints).flatMap(([name, endpoint]) =>
  "request" in endpoint ? [{ name, ...endpoint }] : [],
);
const perRoute = Math.ceil(10_000 / withBodies.length);

describe("generated input, through the doors of the API", { timeout: 120_000 }, () => {
  it.each(withBodies)(
    "$name takes or refuses each of its share of 10,000 bodies, and never fails",
    async ({ method, path, caller }) => {
      const headers = {
        Authorization: `Bearer ${caller === "employee" ? employee : owner}`,
        "Content-Type": "application/json",
      };
      await fc.assert(
        fc.asyncProperty(fc.array(body, { minLength: 10, maxLength: 10 }), async (bodies) => {
          const answers = await Promise.all(
            bodies.map((value) =>
              fetch(base + path.replace(":id", "x"), {
                method: method.toUpperCase(),
                headers,
                body: JSON.stringify(value),
              }),
            ),
          );
          for (const answer of answers) {
            const text = await answer.text();
            expect(answer.status).toBeLessThan(500);
            if (answer.status >= 400) expect((JSON.parse(text) as Problem).code).toMatch(/^[a-z_]+$/);
          }
        }),
        { numRuns: Math.ceil(perRoute / 10), seed: 77, endOnFailure: true },
      );
      expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    },
  );

  it("answers queries of any text", async () => {
    const query = fc.record(
      {
        query: fc.string({ unit: "binary", maxLength: 60 }),
        stage: fc.string(),
        status: fc.string(),
        limit: fc.string(),
        cursor: fc.string(),
        group: fc.string(),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(query, { minLength: 10, maxLength: 10 }), async (queries) => {
        const answers = await Promise.all(
          queries.map((fields) =>
            fetch(`${base}/api/v1/users?${new URLSearchParams(fields).toString()}`, {
              headers: { Authorization: `Bearer ${owner}` },
            }),
          ),
        );
        for (const answer of answers) {
          await answer.arrayBuffer();
          expect(answer.status).toBeLessThan(500);
        }
      }),
      { numRuns: 100, seed: 89, endOnFailure: true },
    );
  });

  it("is alive and unharmed afterwards", async () => {
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
    expect(
      (await fetch(`${base}/api/v1/users`, { headers: { Authorization: `Bearer ${owner}` } })).status,
    ).toBe(200);
  });
});
