import { afterAll, beforeAll, expect, it } from "vitest";
import { productionSettings } from "../testing/release.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { auditCommand } from "./audit-command.ts";
import { outcome } from "./command.ts";

let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  await test.deps.auditChaining.run();
});
afterAll(() => test.stop());

const run = (...args: string[]) =>
  outcome(auditCommand, args, productionSettings(test.uri)) as Promise<{ code: number; said: string }>;

it("says that all is as it was, with a head to keep; held against it, a cut shows, and ends with 1", async () => {
  const { slug } = await test.deps.organizations.get(acme.id);
  const { code, said } = await run("check");
  expect(code).toBe(0);
  expect(said).toMatch(/^acme\.example: all 1 entries are as they were/);
  const [head = ""] = /1:[0-9a-f]{64}/.exec(said) ?? [];
  expect(await run("check", "--organization", slug, "--head", head)).toMatchObject({ code: 0 });

  await test.deps.connection.collection("audit").deleteMany({});
  const heads = test.deps.connection.collection<{ _id: string }>("auditHeads");
  await heads.deleteMany({});
  expect(await run("check")).toMatchObject({ code: 0 });
  expect(await run("check", "--organization", slug, "--head", head)).toEqual({
    code: 1,
    said: "acme.example: NOT as it should be: the end is missing, from entry 1 on",
  });
});

it("says how it is written, and what it does not know", async () => {
  expect(await run()).toMatchObject({ code: 2, said: expect.stringContaining("--head") as unknown });
  expect(await run("chek")).toMatchObject({ code: 2 });
  expect(await run("check", "--head", "1:abc")).toMatchObject({ code: 2 });
  expect(await run("check", "--head", `1:${"0".repeat(64)}`)).toMatchObject({ code: 2 });
  expect(await run("check", "--organization", "nobody")).toEqual({
    code: 1,
    said: "There is no such organization.",
  });
});
