import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import type { User } from "../../shared/contracts/user.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";

let test: TestApp;
let acme: TestOrganization;
beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
});
afterAll(() => test.stop());

const as = (token: string) => ({ Authorization: `Bearer ${token}` });
const add = (fields: object, token = acme.ownerToken) =>
  test.request().post("/api/v1/users").set(as(token)).send(fields);
const list = (query: string, token = acme.ownerToken) =>
  test.request().get(`/api/v1/users?${query}`).set(as(token));
const emails = (body: unknown) => (body as { items: User[] }).items.map((user) => user.email);

describe("the roster by hand", () => {
  it("adds one user, starts nobody and mails nobody", async () => {
    const answer = await add({
      email: "Zoe@Acme.example",
      firstName: "Zoë",
      lastName: "Visser",
      employeeId: "0042",
    }).expect(201);
    const user = answer.body as User;
    expect(user).toMatchObject({
      email: "zoe@acme.example",
      employeeId: "0042",
      stage: "notStarted",
      status: "active",
      shown: "notStarted",
      startNumber: 0,
      version: 1,
    });
    expect(await test.deps.connection.collection("outbox").countDocuments({ organization: acme.id })).toBe(0);
    const read = await test.request().get(`/api/v1/users/${user.id}`).set(as(acme.ownerToken)).expect(200);
    expect(read.body).toEqual(user);
  });

  it("needs no more than an address", async () => {
    const answer = await add({ email: "bare@acme.example" }).expect(201);
    expect(answer.body).toMatchObject({ email: "bare@acme.example", firstName: "", lastName: "" });
    await test.deps.users.collection.deleteOne({ organization: acme.id, email: "bare@acme.example" });
  });

  it.each([
    [{ email: "ZOE@acme.example", firstName: "a", lastName: "b" }, 409, "already_exists"],
    [
      { email: "second@acme.example", firstName: "a", lastName: "b", employeeId: "0042" },
      409,
      "already_exists",
    ],
    [{ email: "a@other.example", firstName: "a", lastName: "b" }, 403, "address_not_allowed"],
    [{ email: "a@sub.acme.example", firstName: "a", lastName: "b" }, 403, "address_not_allowed"],
    [{ email: "not an address", firstName: "a", lastName: "b" }, 422, "address_unusable"],
    [{ email: { $ne: null }, firstName: "a", lastName: "b" }, 400, "invalid_request"],
    [{ email: "a@acme.example", firstName: "a\r\nBcc: x", lastName: "b" }, 400, "invalid_request"],
    [{ email: "a@acme.example", firstName: "a", lastName: "b", role: "owner" }, 400, "invalid_request"],
    [{ email: "a@acme.example", firstName: "a", lastName: "b", groups: ["none"] }, 400, "invalid_request"],
    [{}, 400, "invalid_request"],
  ])("refuses %j", async (fields, status, code) => {
    const answer = await add(fields);
    expect([answer.status, (answer.body as Problem).code]).toEqual([status, code]);
    expect(answer.headers["content-type"]).toContain("application/problem+json");
    expect((answer.body as Problem).requestId).toBe(answer.headers["x-request-id"]);
  });

  it.each([
    ["someone_other.example#EXT#@acme.example", "address_not_allowed", /guest/],
    ["someone@other.example", "address_not_allowed", /domain/],
    ["not an address", "address_unusable", /@/],
  ])("says of %j which field is wrong, and why", async (email, code, why) => {
    const { body } = (await add({ email })) as { body: Problem };
    expect(body.code).toBe(code);
    expect(body.violations).toEqual([{ path: "$.email", message: expect.stringMatching(why) as string }]);
  });

  it("finds by the beginnings of words, folded for case and accents", async () => {
    await add({
      email: "ana.de.vries@acme.example",
      firstName: "Ana",
      infix: "de",
      lastName: "Vries",
    }).expect(201);
    expect(emails((await list("query=ZOE").expect(200)).body)).toEqual(["zoe@acme.example"]);
    expect(emails((await list("query=vri%20an")).body)).toEqual(["ana.de.vries@acme.example"]);
    expect(emails((await list("query=ana.de.vries%40acme")).body)).toEqual(["ana.de.vries@acme.example"]);
    expect(emails((await list("query=004")).body)).toEqual(["zoe@acme.example"]);
    expect(emails((await list("query=isser")).body)).toEqual([]);
    expect(emails((await list(`query=${encodeURIComponent(".*(")}`)).body)).toHaveLength(3);
  });

  it("pages in the order of addresses; the total is always true", async () => {
    const first = (await list("limit=2").expect(200)).body as { items: User[]; total: number; next?: string };
    expect([emails(first), first.total]).toEqual([["ana.de.vries@acme.example", "owner@acme.example"], 3]);
    const second = (await list(`limit=2&cursor=${first.next ?? ""}`).expect(200)).body as {
      items: User[];
      total: number;
      next?: string;
    };
    expect([emails(second), second.total, second.next]).toEqual([["zoe@acme.example"], 3, undefined]);
    await list("cursor=nonsense%21").expect(400);
    await list("limit=0").expect(400);
    await list("limit=1e9").expect(400);
  });

  it("filters by stage, status and group", async () => {
    const group = (
      await test.request().post("/api/v1/groups").set(as(acme.ownerToken)).send({ name: "Sales" }).expect(201)
    ).body as { id: string };
    await test.request().post("/api/v1/groups").set(as(acme.ownerToken)).send({ name: "SALES" }).expect(409);
    await add({ email: "seller@acme.example", firstName: "Seller", lastName: "", groups: [group.id] }).expect(
      201,
    );
    expect(emails((await list(`group=${group.id}`)).body)).toEqual(["seller@acme.example"]);
    expect(emails((await list("stage=onboarded")).body)).toEqual([]);
    expect(emails((await list("status=removed")).body)).toEqual([]);
    await list("stage=nonsense").expect(400);
  });

  it("never crosses organizations", async () => {
    const other = await test.organization("other.example");
    const zoe = ((await list("query=zoe")).body as { items: User[] }).items[0]!;
    await test.request().get(`/api/v1/users/${zoe.id}`).set(as(other.ownerToken)).expect(404);
    expect(emails((await list("query=zoe", other.ownerToken)).body)).toEqual([]);
    expect(emails((await list("", other.ownerToken)).body)).toEqual(["owner@other.example"]);
    await test.request().get("/api/v1/users/000000000000000000000000").set(as(acme.ownerToken)).expect(404);
  });

  it("throws when a store is asked without an organization", async () => {
    await expect(test.deps.users.collection.find({ email: "zoe@acme.example" })).rejects.toThrow(
      /without an organization/,
    );
    await expect(test.deps.users.collection.aggregate([{ $group: { _id: "$email" } }])).rejects.toThrow(
      /one organization/,
    );
    await expect(test.deps.users.find(undefined as never, "x")).rejects.toThrow(/without an organization/);
  });
});

describe("who may call", () => {
  it.each([
    "get /api/v1/users",
    "post /api/v1/users",
    "get /api/v1/organization",
    "patch /api/v1/organization",
    "get /api/v1/groups",
    "get /api/v1/api-tokens",
    "get /api/v1/session",
    "get /api/v1/events",
    "get /api/v1/reports",
    "get /api/v1/me",
    "post /api/v1/me/join",
    "post /api/v1/reports",
  ])("%s needs a sign-in", async (route) => {
    const [method, path] = route.split(" ") as ["get" | "post" | "patch", string];
    const answer = await test.request()[method](path);
    expect([answer.status, (answer.body as Problem).code]).toEqual([401, "unauthenticated"]);
    await test.request()[method](path).set(as("fc_wrong")).expect(401);
  });

  it("takes no employee's token for an admin's, nor the other way round", async () => {
    const employee = await acme.tokenOf("newcomer@acme.example");
    await test.request().get("/api/v1/users").set(as(employee)).expect(401);
    await test.request().get("/api/v1/me").set(as(acme.ownerToken)).expect(401);
  });

  it("reads rights from the stored user on each request", async () => {
    await test.deps.users.collection.updateOne(
      { organization: acme.id, _id: acme.ownerId },
      { $set: { role: "analyst" } },
    );
    await add({ email: "late@acme.example", firstName: "", lastName: "" }).expect(403);
    await list("").expect(200);
    await test.deps.users.collection.updateOne(
      { organization: acme.id, _id: acme.ownerId },
      { $set: { role: "owner" } },
    );
  });

  it("ends an API token at once when it is revoked", async () => {
    const made = (
      await test
        .request()
        .post("/api/v1/api-tokens")
        .set(as(acme.ownerToken))
        .send({ name: "script" })
        .expect(201)
    ).body as { id: string; token: string };
    await list("", made.token).expect(200);
    const tokens = await test.request().get("/api/v1/api-tokens").set(as(acme.ownerToken)).expect(200);
    expect(JSON.stringify(tokens.body)).not.toContain(made.token);
    await test.request().delete(`/api/v1/api-tokens/${made.id}`).set(as(made.token)).expect(204);
    await list("", made.token).expect(401);
  });
});
