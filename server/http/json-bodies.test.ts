import { gzipSync, deflateSync, brotliCompressSync, constants } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import { endpoints } from "../../shared/contracts/index.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let test: TestApp;
let acme: TestOrganization;
let base: string;
let employee: string;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  employee = await acme.tokenOf("newcomer@acme.example");
  base = await test.listen();
});
afterAll(async () => {
  await test.stop();
});

/** A body for each door that takes JSON: good when `value` is a plain line of text. */
const doors: Record<string, (value: unknown) => Record<string, unknown>> = {
  CreateReport: (value) => ({ subject: value }),
  UpdateOrganization: (value) => ({ name: value }),
  CreateUser: (value) => ({ email: "colleague@acme.example", firstName: value }),
  UpdateUser: (value) => ({ firstName: value }),
  CreateCompany: (value) => ({ name: value }),
  UpdateCompany: (value) => ({ name: value }),
  CreateDepartment: (value) => ({ name: value }),
  UpdateDepartment: (value) => ({ name: value }),
  CreateFunction: (value) => ({ name: value }),
  UpdateFunction: (value) => ({ name: value }),
  CreateCostCentre: (value) => ({ name: value }),
  UpdateCostCentre: (value) => ({ name: value }),
  CreateGroup: (value) => ({ name: value }),
  UpdateGroup: (value) => ({ name: value }),
  CreateProgramme: (value) => ({ name: value }),
  UpdateProgramme: (value) => ({ name: value }),
  CreateApiToken: (value) => ({ name: value }),
  ActOnStuckMails: (value) => ({ action: value }),
  MergeUsers: (value) => ({ other: value, dryRun: true }),
  UndoMerge: (value) => ({ dryRun: value }),
  ActOnUsers: (value) => ({ action: value, users: { ids: ["x"] } }),
  JudgeReport: (value) => ({ verdict: value }),
  RedeemSignIn: (value) => ({ code: value, verifier: "x".repeat(43) }),
  CheckDomain: (value) => ({ name: value }),
  CheckAllowed: (value) => ({ entry: value }),
};
const routes = Object.entries(endpoints).flatMap(([name, endpoint]) =>
  "request" in endpoint ? [{ name, ...endpoint }] : [],
);
type Route = (typeof routes)[number];

async function send(
  { method, path, caller }: Route,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = { "Content-Type": "application/json" },
): Promise<{ status: number; code?: string }> {
  const answer = await fetch(base + path.replace(":id", acme.ownerId), {
    method: method.toUpperCase(),
    headers: { Authorization: `Bearer ${caller === "employee" ? employee : acme.ownerToken}`, ...headers },
    body,
  });
  const text = await answer.text();
  const { code } = JSON.parse(text) as Partial<Problem>;
  return { status: answer.status, ...(code !== undefined && { code }) };
}
const text = (route: Route, value: unknown) => JSON.stringify(doors[route.name]!(value));
/** The good body with `raw` JSON in place of its text. */
const withRaw = (route: Route, raw: string) => text(route, "@here@").replace('"@here@"', () => raw);
/** The good body with one more member. */
const withMember = (route: Route, member: string) => text(route, "A name").replace(/\}$/, `,${member}}`);

/** Everything stored, but for how often anonymous clients called. */
async function counts(): Promise<Record<string, number>> {
  const all: Record<string, number> = {};
  for (const { name } of await test.deps.connection.db!.listCollections().toArray())
    if (name !== "client_counts")
      all[name] = await test.deps.connection.db!.collection(name).countDocuments();
  return all;
}

type Case = [string, (route: Route) => string | Uint8Array<ArrayBuffer>, number[], Record<string, string>?];
const json = { "Content-Type": "application/json" };
/** A few kilobytes that would be very many. */
const bombs = {
  gzip: new Uint8Array(gzipSync(Buffer.alloc(100_000_000, " "), { level: 1 })),
  deflate: new Uint8Array(deflateSync(Buffer.alloc(30_000_000, "["), { level: 1 })),
  brotli: new Uint8Array(
    brotliCompressSync(Buffer.alloc(30_000_000, " "), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  ),
};
const values: Case[] = [
  ["an operator", (route) => text(route, { $ne: null }), [400]],
  ["a deep operator", (route) => text(route, { $where: "sleep(1000)" }), [400]],
  ["a list", (route) => text(route, ["A name"]), [400]],
  ["a number", (route) => text(route, 5), [400]],
  ["1e400", (route) => withRaw(route, "1e400"), [400]],
  ["-0", (route) => withRaw(route, "-0"), [400]],
  ["2^53+1", (route) => withRaw(route, "9007199254740993"), [400]],
  ["NaN, which is no JSON", (route) => withRaw(route, "NaN"), [400]],
  ["a comment", (route) => withRaw(route, '"A name" /* x */'), [400]],
  ["100,000 levels", (route) => withRaw(route, "[".repeat(100_000) + "]".repeat(100_000)), [400]],
  [
    "100,000 levels of objects",
    (route) => withRaw(route, '{"a":'.repeat(100_000) + "1" + "}".repeat(100_000)),
    [400],
  ],
  ["100,000 levels that never end", (route) => withRaw(route, "[".repeat(100_000)), [400]],
];
/** The one door that takes a role takes none but the four. */
const roleIn = ({ name }: Route) => (name === "UpdateUser" ? "emperor" : "owner");
const members: Case[] = [
  ["__proto__", (route) => withMember(route, '"__proto__":{"polluted":true}'), [400]],
  ["constructor", (route) => withMember(route, '"constructor":{"prototype":{"polluted":true}}'), [400]],
  ["an unknown field", (route) => withMember(route, '"unknown":1'), [400]],
  ["$where", (route) => withMember(route, '"$where":"1"'), [400]],
  ...["_id", "id", "organization", "role", "version", "stage", "createdAt", "trainingExempt", "user"].map(
    (field): Case => [
      `the field ${field}`,
      (route) => withMember(route, `"${field}":"${roleIn(route)}"`),
      [400],
    ],
  ),
];
const encodings: Case[] = [
  ["no type", (route) => text(route, "A name"), [400, 415], { "Content-Type": "" }],
  ["plain text", (route) => text(route, "A name"), [400, 415], { "Content-Type": "text/plain" }],
  ["a form", () => "name=A", [400, 415], { "Content-Type": "application/x-www-form-urlencoded" }],
  ["multipart without an end", () => "--x\r\n", [400], { "Content-Type": "multipart/form-data; boundary=x" }],
  ["multipart without a boundary", () => "--x\r\n", [400], { "Content-Type": "multipart/form-data" }],
  [
    "another character set",
    (route) => text(route, "A name"),
    [415],
    { "Content-Type": "application/json; charset=iso-8859-7" },
  ],
  [
    "a type that is none",
    (route) => text(route, "A name"),
    [400, 415],
    { "Content-Type": "application/json/x" },
  ],
  ["half", (route) => text(route, "A name").slice(0, -3), [400], json],
  ["null", () => "null", [400], json],
  ["a bare text", () => '"A name"', [400], json],
  ["bytes that are no UTF-8", () => new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), [400], json],
  ["a body of 3 MB", (route) => text(route, "x".repeat(3_000_000)), [413], json],
  ["gzip of 100 MB", () => bombs.gzip, [413], { ...json, "Content-Encoding": "gzip" }],
  ["deflate of 30 MB", () => bombs.deflate, [413], { ...json, "Content-Encoding": "deflate" }],
  ["brotli of 30 MB", () => bombs.brotli, [413, 415], { ...json, "Content-Encoding": "br" }],
  [
    "gzip in gzip",
    (route) => new Uint8Array(gzipSync(gzipSync(text(route, "A name")))),
    [415],
    { ...json, "Content-Encoding": "gzip, gzip" },
  ],
  [
    "gzip cut off",
    (route) => new Uint8Array(gzipSync(text(route, "A name")).subarray(0, 20)),
    [400],
    { ...json, "Content-Encoding": "gzip" },
  ],
  ["gzip that is none", (route) => text(route, "A name"), [400], { ...json, "Content-Encoding": "gzip" }],
  [
    "an encoding nobody knows",
    (route) => text(route, "A name"),
    [415],
    { ...json, "Content-Encoding": "zip" },
  ],
];

describe.each(routes)("$name", (route) => {
  // A report is taken as far as it can be read; the other doors are strict.
  const refused =
    route.name === "CreateReport" ? [...values, ...encodings] : [...values, ...members, ...encodings];
  it("refuses what is not of the form that is described, and writes nothing", async () => {
    const before = await counts();
    const verdicts = [];
    for (const [name, make, expected, headers] of refused) {
      const { status, code } = await send(route, make(route), headers);
      verdicts.push([name, expected.includes(status) ? "as expected" : status, code !== undefined]);
    }
    expect(verdicts).toEqual(refused.map(([name]) => [name, "as expected", true]));
    expect(await counts()).toEqual(before);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe("a report", () => {
  it.each(members)("is taken with %s beside its fields, which changes nothing", async (_name, make) => {
    const route = routes.find(({ name }) => name === "CreateReport")!;
    const { status } = await send(route, make(route));
    expect([201, 400]).toContain(status);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe("text", () => {
  // CheckAllowed gives a verdict on whatever was typed, and stores nothing.
  const strict = routes.filter(
    ({ name }) => !["CreateReport", "ActOnStuckMails", "CheckAllowed"].includes(name),
  );
  it.each(strict)(
    "with half of a character is refused by $name, not stored as something else",
    async (route) => {
      for (const raw of ['"\\ud800"', '"a\\udc00b"', '"\\udc00\\ud800"'])
        expect((await send(route, withRaw(route, raw))).status).toBe(400);
    },
  );

  it("of two members with one name is the last, at every door", async () => {
    const create = routes.find(({ name }) => name === "CreateGroup")!;
    expect((await send(create, '{"name":"First","name":"Last"}')).status).toBe(201);
    const update = routes.find(({ name }) => name === "UpdateOrganization")!;
    expect((await send(update, '{"name":"First","name":"Last"}')).status).toBe(200);
    expect((await test.deps.organizations.get(acme.id)).name).toBe("Last");
    const groups = await test.deps.connection
      .db!.collection("groups")
      .find({ organization: acme.id })
      .toArray();
    expect(groups.map((group) => group["name"] as unknown)).toEqual(["Last"]);
  });

  it("of any script, with emoji, comes back as it was", async () => {
    const name = "Zoë 李 \u{1f9d1}\u200d\u{1f4bb} ﷽";
    await test
      .request()
      .patch("/api/v1/organization")
      .set("Authorization", `Bearer ${acme.ownerToken}`)
      .send({ name })
      .expect(200);
    expect((await test.deps.organizations.get(acme.id)).name).toBe(name);
  });
});

describe("queries and ids", () => {
  const get = (path: string) => test.request().get(path).set("Authorization", `Bearer ${acme.ownerToken}`);
  it.each([
    "limit=-1",
    "limit=0",
    "limit=201",
    "limit=1e9",
    "limit=1e400",
    "limit=-0",
    "limit=NaN",
    "limit=1.5",
    "limit=9007199254740993",
    "limit=",
    "limit[$gt]=1&limit=-1",
    "limit=1&limit=2",
    "cursor=%00",
    "cursor=****",
    "cursor=" + "x".repeat(600),
    "stage=%24ne",
    "sort=hash",
    "sort=email&sort=name",
    "without=%24ne",
    "status=removed%00",
    "query=" + "x".repeat(201),
  ])("a list refuses ?%s", async (query) => {
    const body = (await get(`/api/v1/users?${query}`).expect(400)).body as unknown;
    expect((body as Problem).code).toBe("invalid_request");
  });

  it.each(["populate=organization", "select=%2Bhash", "organization=other", "$where=1", "__proto__[x]=1"])(
    "a list takes no orders by ?%s",
    async (query) => {
      const plain = (await get("/api/v1/users").expect(200)).body as unknown;
      expect((await get(`/api/v1/users?${query}`).expect(200)).body).toEqual(plain);
    },
  );

  it.each([
    "aaaaaaaaaaaaaaaaaaaaaaaa",
    "000000000000000000000000",
    "[object%20Object]",
    "undefined",
    "null",
    "%24ne",
    "__proto__",
    "constructor",
    "..%2f..%2fhealthz",
    "%00",
    "%ff",
    "x".repeat(65),
    "x".repeat(10_000),
    "%F0%9F%98%80",
  ])("an id that never was finds nothing: %s", async (id) => {
    for (const list of ["users", "reports"]) {
      const { status } = await get(`/api/v1/${list}/${id}`);
      expect([400, 404]).toContain(status);
    }
  });

  it("a stale version is refused with the values as they are, and a version that is none as well", async () => {
    const patch = (seen: string) =>
      test
        .request()
        .patch("/api/v1/organization")
        .set({ Authorization: `Bearer ${acme.ownerToken}`, "If-Match": seen })
        .send({ name: "Stale" });
    const { version } = await test.deps.organizations.get(acme.id);
    for (const seen of [`"${version - 1}"`, `"${version + 1}"`, '"0"', `W/"${version - 1}"`]) {
      const body = (await patch(seen).expect(409)).body as unknown;
      expect(body).toMatchObject({ code: "version_conflict", current: { version } });
    }
    for (const seen of ["", "3", '"-1"', '"1e3"', '"x"', '"99999999999999999999"', '"1", "2"'])
      expect([400, 409, seen === "" ? 200 : 400]).toContain((await patch(seen)).status);
  });
});
