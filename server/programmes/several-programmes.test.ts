import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Unit, Units } from "../../shared/contracts/structure.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import { programmeWorld } from "./testing/programme-world.ts";

let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.stop());
beforeEach(async () => {
  acme = await test.organization(`${randomUUID()}.example`);
});
const { call, made, all, alter, unit, change, problem, trainee, audited } = programmeWorld({
  get test() {
    return test;
  },
  get acme() {
    return acme;
  },
});

describe("programmes", () => {
  it("are added beside the default one, changed, and listed by name", async () => {
    const yearly = await made({ name: "Yearly", scenarios: ["shared-file"], everyWeeks: 26 });
    const finance = await made({ name: "finance" });
    expect(yearly).toMatchObject({
      ...{ name: "Yearly", isDefault: false, scenarios: ["shared-file"], everyWeeks: 26 },
      ...{ byHand: 0, broughtBy: [], archived: false, version: 1 },
    });
    expect(finance).toMatchObject({ scenarios: ["account-desk", "shared-file"], everyWeeks: 2 });
    const renamed = await alter(finance.id, { name: "Invoices", everyWeeks: 1 }, 1).expect(200);
    expect(renamed.body).toMatchObject({ name: "Invoices", everyWeeks: 1, version: 2 });
    expect((await all()).map(({ name }) => name)).toEqual(["Standard programme", "Invoices", "Yearly"]);
    const stale = await alter(finance.id, { everyWeeks: 3 }, 1).expect(409);
    expect(stale.body).toMatchObject({ code: "version_conflict", current: renamed.body as object });
    expect(await audited(finance.id)).toEqual([
      {
        action: "programme.change",
        details: {
          changes: [
            { field: "name", before: "finance", after: "Invoices" },
            { field: "everyWeeks", before: 2, after: 1 },
          ],
        },
      },
      {
        action: "programme.create",
        details: { name: "finance", scenarios: ["account-desk", "shared-file"], everyWeeks: 2 },
      },
    ]);
  });

  it("have names of their own, whatever case and accents; the default one too, before it was ever stored", async () => {
    await made({ name: "Café" });
    const other = await made({ name: "Other" });
    const usual = acme.id;
    for (const refused of [
      () => call("post", "programmes", { name: "CAFE" }),
      () => call("post", "programmes", { name: "standard Programme" }),
      () => alter(other.id, { name: "cafe" }),
      () => alter(other.id, { name: "STANDARD PROGRAMME" }),
      () => alter(usual, { name: "café" }),
    ])
      expect(problem(await refused().expect(409))).toEqual(["already_exists", "$.name"]);
    await alter(usual, { name: "Everybody" }).expect(200);
    await made({ name: "Standard programme" });
    expect(problem(await call("post", "programmes", { name: "everybody" }).expect(409))[0]).toBe(
      "already_exists",
    );
    await alter(usual, { name: "EVERYBODY" }).expect(200);
  });

  it("of two that want one name at the same moment, one gets it", async () => {
    const answers = await Promise.all([1, 2, 3].map(() => call("post", "programmes", { name: "Twin" })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it.each([
    {},
    { name: "" },
    { name: "x", scenarios: [] },
    { name: "x", scenarios: ["nothing"] },
    { name: "x", everyWeeks: 0 },
  ])("are not made of %j", async (body) => {
    expect((await call("post", "programmes", body).expect(400)).body).toMatchObject({
      code: "invalid_request",
    });
    expect(await all()).toHaveLength(1);
  });

  it("tell how many people have each, and who brings them", async () => {
    const [strict, yearly] = [await made({ name: "Strict" }), await made({ name: "Yearly" })];
    const finance = await unit("groups", strict.id, "Finance");
    const board = await unit("functions", yearly.id, "Board");
    const old = await unit("groups", strict.id, "Old");
    await call("patch", `groups/${old}`, { archived: true }).expect(200);
    await trainee({ groups: [finance, old] });
    await trainee({ groups: [finance], functions: [board] });
    await trainee({ functions: [board] });
    await trainee({ groups: [old] });
    const byHand = await trainee({ groups: [finance] });
    await change(byHand, { programme: yearly.id });
    const removed = await trainee({ groups: [finance] });
    await call("post", "users/actions", { action: "remove", users: { ids: [removed] } }).expect(200);
    const [usual, first, second] = await all();
    expect(usual).toMatchObject({ users: 2, byHand: 0, broughtBy: [] });
    expect(first).toMatchObject({
      ...{ name: "Strict", users: 2, byHand: 0 },
      broughtBy: [
        { kind: "groups", id: finance, name: "Finance", archived: false },
        { kind: "groups", id: old, name: "Old", archived: true },
      ],
    });
    expect(second).toMatchObject({
      ...{ name: "Yearly", users: 2, byHand: 1 },
      broughtBy: [{ kind: "functions", id: board, name: "Board", archived: false }],
    });
  });
});

describe("functions and groups", () => {
  it.each(["functions", "groups"] as const)(
    "%s bring a programme that is there; it is on record",
    async (kind) => {
      const strict = await made({ name: "Strict" });
      const id = await unit(kind, strict.id, "Finance");
      expect(((await call("get", kind)).body as Units).items).toMatchObject([{ id, programme: strict.id }]);
      const none = (await call("patch", `${kind}/${id}`, { programme: null }).expect(200)).body as Unit;
      expect(none).not.toHaveProperty("programme");
      // What is so already changes nothing.
      expect(
        ((await call("patch", `${kind}/${id}`, { programme: null }).expect(200)).body as Unit).version,
      ).toBe(2);
      await call("patch", `${kind}/${id}`, { programme: strict.id }).expect(200);
      await alter(strict.id, { archived: true, moveTo: null }).expect(200);
      for (const programme of [strict.id, randomUUID(), "x"]) {
        for (const asked of [
          call("patch", `${kind}/${id}`, { programme }),
          call("post", kind, { name: "Other", programme }),
        ])
          expect(problem(await asked.expect(400))).toEqual(["invalid_request", "$.programme"]);
      }
      expect((await audited(id)).map(({ details }) => details)).toEqual([
        { before: { programme: "Strict" }, after: { programme: "" } },
        { before: { programme: "" }, after: { programme: "Strict" } },
        { before: { programme: "Strict" }, after: { programme: "" } },
        { name: "Finance", programme: "Strict" },
      ]);
    },
  );

  it("other kinds bring none", async () => {
    for (const kind of ["companies", "departments", "costCentres"])
      expect(problem(await call("post", kind, { name: "x", programme: acme.id }).expect(400))).toEqual([
        "invalid_request",
        "$.programme",
      ]);
  });
});
