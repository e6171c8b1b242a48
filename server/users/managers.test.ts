import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../shared/contracts/error.ts";
import type { Session } from "../../shared/contracts/session.ts";
import type { Unit } from "../../shared/contracts/structure.ts";
import type { Happening, Person } from "../../shared/contracts/user-person.ts";
import type { User } from "../../shared/contracts/user.ts";
import type { Role } from "../../shared/lifecycle.ts";
import { startTestApp, type TestApp, type TestOrganization } from "../test/test-app.ts";
import type { UserDoc } from "./user-store.ts";

let test: TestApp;
let acme: TestOrganization;
let sales: string;
let support: string;
let north: string;
const people: Record<string, UserDoc> = {};
/** Of a manager of Sales, and of one who belongs to no department. */
let manager: string;
let lost: string;

const as = (token: string) => ({ Authorization: `Bearer ${token}` });
const ask = (path: string, token: string) => test.request().get(`/api/v1${path}`).set(as(token));
const get = async <T>(path: string, token: string) => (await ask(path, token).expect(200)).body as T;
const owner = () => acme.ownerToken;

async function insert(name: string, fields: Partial<UserDoc> = {}, organization = acme.id): Promise<UserDoc> {
  const at = test.clock.now();
  const domain = organization === acme.id ? "acme.example" : "other.example";
  const email = `${name.toLowerCase()}@${domain}`;
  const made = await test.deps.users.insert({ organization, email, firstName: name, lastName: "" }, at);
  return test.deps.users.update(made, fields, at);
}
const tokenOf = async (user: UserDoc) =>
  (await test.deps.apiTokens.create(user.organization, user._id, "tests", test.clock.now())).token;
const names = async (query: string, token: string) => {
  const { items, total } = await get<{ items: User[]; total: number }>(`/users?${query}`, token);
  expect(total).toBe(items.length);
  return items.map(({ firstName }) => firstName);
};

beforeAll(async () => {
  test = await startTestApp();
  acme = await test.organization();
  const unit = async (kind: string, name: string) =>
    ((await test.request().post(`/api/v1/${kind}`).set(as(owner())).send({ name }).expect(201)).body as Unit)
      .id;
  sales = await unit("departments", "Sales");
  support = await unit("departments", "Support");
  north = await unit("groups", "North");
  await unit("groups", "South");
  people["anna"] = await insert("Anna", { department: sales, groups: [north] });
  people["bram"] = await insert("Bram", { department: sales, stage: "started", startedAt: test.clock.now() });
  people["carl"] = await insert("Carl", { department: support, groups: [north] });
  people["dora"] = await insert("Dora");
  people["gone"] = await insert("Gone", { department: sales, removedAt: test.clock.now() });
  const other = await test.organization("other.example");
  people["stranger"] = await insert("Stranger", { department: sales }, other.id);
  manager = await tokenOf(await insert("Mara", { department: sales, role: "manager" }));
  lost = await tokenOf(await insert("Lost", { role: "manager" }));
});
afterAll(() => test.stop());

describe("a manager", () => {
  it.each([
    ["", ["Anna", "Bram", "Mara"]],
    ["stage=started", ["Bram"]],
    ["shown=notStarted", ["Anna", "Mara"]],
    ["query=carl", []],
    ["query=an", ["Anna"]],
    ["without=department", []],
    ["without=company", ["Anna", "Bram", "Mara"]],
    ["sort=-added", ["Anna", "Bram", "Mara"]],
    ["addedWithinDays=7", ["Anna", "Bram", "Mara"]],
    ["status=removed", ["Gone"]],
    ["role=manager", ["Mara"]],
  ])("sees of %s their own department's people, and counts no others: %j", async (query, found) => {
    expect((await names(query, manager)).sort()).toEqual(found);
  });

  it("finds nobody else by a filter of what people belong to", async () => {
    expect(await names(`group=${north}`, manager)).toEqual(["Anna"]);
    expect(await names(`group=${north}`, owner())).toEqual(["Anna", "Carl"]);
    expect(await names(`department=${sales}`, manager)).toEqual(["Anna", "Bram", "Mara"]);
    expect(await names(`department=${support}`, manager)).toEqual([]);
  });

  it("gets through their people page by page", async () => {
    const first = await get<{ items: User[]; total: number; next: string }>("/users?limit=2", manager);
    expect([first.total, first.items.length]).toEqual([3, 2]);
    const rest = await get<{ items: User[]; next?: string }>(`/users?limit=2&cursor=${first.next}`, manager);
    expect([rest.items.map(({ firstName }) => firstName), rest.next]).toEqual([["Mara"], undefined]);
  });

  it("opens the page of each of them, to be read alone", async () => {
    const { user, actions, editable } = await get<Person>(`/users/${people["anna"]!._id}/profile`, manager);
    expect([user.firstName, actions, editable]).toEqual(["Anna", [], []]);
    for (const part of ["", "/simulations", "/timeline"])
      await ask(`/users/${people["anna"]!._id}${part}`, manager).expect(200);
  });

  it.each(["carl", "dora", "stranger"])(
    "is told of %s what is told of somebody who never was",
    async (name) => {
      for (const part of ["", "/profile", "/simulations", "/timeline"]) {
        const theirs = await ask(`/users/${people[name]!._id}${part}`, manager);
        const never = await ask(`/users/${randomUUID()}${part}`, manager);
        expect([part, theirs.status]).toEqual([part, 404]);
        expect({ ...(theirs.body as Problem), requestId: "" }).toEqual({
          ...(never.body as Problem),
          requestId: "",
        });
      }
    },
  );

  it("hears that somebody reported a mail, and not which", async () => {
    const reporter = "anna@acme.example";
    await test
      .request()
      .post("/api/v1/reports")
      .set(as(await acme.tokenOf(reporter)))
      .send({ subject: "Your salary" })
      .expect(201);
    const path = `/users/${people["anna"]!._id}/timeline`;
    const reported = async (token: string) =>
      (await get<{ items: Happening[] }>(path, token)).items.filter(({ what }) => what === "reported");
    expect((await reported(owner()))[0]!.report?.subject).toBe("Your salary");
    expect(await reported(manager)).toHaveLength(1);
    expect(JSON.stringify(await reported(manager))).not.toContain("salary");
  });

  it("is shown what their people belong to, with how many of them", async () => {
    const units = async (kind: string, token: string) =>
      (await get<{ items: Unit[] }>(`/${kind}`, token)).items.map(({ name, users }) => [name, users]);
    expect(await units("departments", manager)).toEqual([["Sales", 3]]);
    expect(await units("groups", manager)).toEqual([["North", 1]]);
    expect(await units("groups", owner())).toEqual([
      ["North", 2],
      ["South", 0],
    ]);
    expect(await units("groups", lost)).toEqual([]);
  });

  it("without a department sees nobody, not even those who have none either", async () => {
    expect(await names("", lost)).toEqual([]);
    expect(await names("query=dora", lost)).toEqual([]);
    await ask(`/users/${people["dora"]!._id}/profile`, lost).expect(404);
  });

  it("is told which department it is", async () => {
    const department = async (token: string) => (await get<Session>("/session", token)).department;
    expect(await department(manager)).toEqual({ id: sales, name: "Sales" });
    expect(await department(lost)).toBeNull();
    expect(await department(owner())).toBeUndefined();
  });
});

describe("at once, with the next request", () => {
  it("a manager of another department sees other people", async () => {
    const user = await insert("Moved", { department: sales, role: "manager" });
    const token = await tokenOf(user);
    expect(await names("query=carl", token)).toEqual([]);
    const send = (body: object) =>
      test.request().patch(`/api/v1/users/${user._id}`).set(as(owner())).send(body).expect(200);
    await send({ department: support });
    expect(await names("query=carl", token)).toEqual(["Carl"]);
    await ask(`/users/${people["anna"]!._id}`, token).expect(404);
    await send({ department: null });
    expect(await names("", token)).toEqual([]);
  });

  it("another role has other rights, with the same token", async () => {
    const user = await insert("Changing", { department: sales, role: "manager" });
    const token = await tokenOf(user);
    const give = (role: Role) =>
      test.request().patch(`/api/v1/users/${user._id}`).set(as(owner())).send({ role }).expect(200);
    const statuses = async () => [
      (await ask("/reports", token)).status,
      (await ask("/audit", token)).status,
      (await ask(`/users/${people["carl"]!._id}`, token)).status,
    ];
    expect(await statuses()).toEqual([403, 403, 404]);
    await give("analyst");
    expect(await statuses()).toEqual([200, 403, 200]);
    await give("admin");
    expect(await statuses()).toEqual([200, 200, 200]);
    await give("manager");
    expect(await statuses()).toEqual([403, 403, 404]);
  });
});
